"""Prints what damaged reports cost the forecast on real campaigns: python -m bench.forecast_damage FILE.csv …

WIS over that of the undamaged campaign, and coverage of the 80/95 % bands; judged by what really came.
"""

import sys
from pathlib import Path

import numpy as np

from bench.campaigns import origins, read
from bench.damage import DAMAGES, damaged
from campaign.forecast import Engine, Panel
from campaign.forecast.backtest import HORIZONS
from campaign.forecast.scores import weighted_interval_score
from campaign.forecast.summary import QUANTILES

EVERY = 28  # days between origins
ENGINE = Engine(paths=1000, weeks=max(HORIZONS) // 7)


def judged(panel: Panel, name: str | None) -> np.ndarray:
    """(origins, 3 horizons, 3, U + 1): WIS, 80 and 95 % band held, of units and their sum; nan where a guard is up."""
    whole, target, found = panel.known[:, 0], panel.target[:, 0], []
    for seed, day in enumerate(origins(panel, EVERY)):
        then = panel.until(day)
        known = then if name is None else damaged(then, name, seed)
        revised = (known.known - then.known)[:, 0, -1] if known.counts.min() < then.counts.min() else 0
        answers, quantiles = ENGINE.forecast(known)
        fans = quantiles[list(QUANTILES)].to_numpy(float).reshape(len(panel.names), -1, len(QUANTILES))
        told = answers["guard"].isna().to_numpy() | (name is None)
        for horizon in HORIZONS:
            came, fan = whole[:, len(then.days) - 1 + horizon] + revised, fans[:, horizon // 7]
            score = weighted_interval_score(fan, came) / target
            held = [(came >= fan[:, low]) & (came <= fan[:, -1 - low]) for low in (1, 0)]
            found.append(np.where(told, np.array([score, *held], dtype=float), np.nan))
    return np.array(found).reshape(-1, len(HORIZONS), 3, len(panel.names))


def cell(whole: np.ndarray, hurt: np.ndarray) -> str:
    """What a damage cost and what the bands held, of (origins, 3, rows) at one horizon, where a forecast was made."""
    told = ~np.isnan(hurt[:, 0])
    if not told.any():
        return "guard     "
    wis, inner, outer = (hurt[:, at][told].mean() for at in range(3))
    return f"{wis / whole[:, 0][told].mean():.2f} {100 * inner:.0f}/{100 * outer:.0f}"


def main() -> None:
    print("WIS / undamaged where a forecast is made, 80/95 % bands held, share of rows under guard")
    print("units 7, 14, 28 days | their sum 7, 14, 28 days")
    for file in map(Path, sys.argv[1:]):
        panel = read(file)
        whole = judged(panel, None)
        print(f"\n{file.stem}: every {EVERY} days")
        for name in DAMAGES:
            hurt, sides = judged(panel, name), []
            for rows in (slice(None, -1), slice(-1, None)):
                cells = [cell(whole[:, at, :, rows], hurt[:, at, :, rows]) for at in range(len(HORIZONS))]
                sides.append("  ".join(cells) + f"  {100 * np.isnan(hurt[:, 0, 0, rows]).mean():3.0f} %")
            print(f"{name:20s} " + "  |  ".join(sides), flush=True)


if __name__ == "__main__":
    main()
