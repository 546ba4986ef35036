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
    """(3, 3, 2): WIS, 80 and 95 % band held, by horizon, of the units and of their sum."""
    whole, target, found = panel.known[:, 0], panel.target[:, 0], []
    for seed, day in enumerate(origins(panel, EVERY)):
        then = panel.until(day)
        known = then if name is None else damaged(then, name, seed)
        revised = (known.known - then.known)[:, 0, -1] if known.counts.min() < then.counts.min() else 0
        fans = ENGINE.forecast(known)[1][list(QUANTILES)].to_numpy(float).reshape(len(panel.names), -1, len(QUANTILES))
        for horizon in HORIZONS:
            came, fan = whole[:, len(then.days) - 1 + horizon] + revised, fans[:, horizon // 7]
            score = weighted_interval_score(fan, came) / target
            held = [(came >= fan[:, low]) & (came <= fan[:, -1 - low]) for low in (1, 0)]
            found.append(np.array([[row[:-1].mean(), row[-1]] for row in (score, *held)]))
    return np.array(found).reshape(-1, len(HORIZONS), 3, 2).mean(axis=0).swapaxes(0, 1)


def main() -> None:
    print("WIS / undamaged, 80/95 % bands held; units 7, 14, 28 days | their sum 7, 14, 28 days")
    for file in map(Path, sys.argv[1:]):
        panel = read(file)
        whole = judged(panel, None)
        print(f"\n{file.stem}: every {EVERY} days")
        for name in DAMAGES:
            wis, *held = judged(panel, name)
            inner, outer = (100 * share for share in held)
            sides = [
                "  ".join(
                    f"{wis[at, side] / whole[0, at, side]:.2f} {inner[at, side]:.0f}/{outer[at, side]:.0f}"
                    for at in range(len(HORIZONS))
                )
                for side in range(2)
            ]
            print(f"{name:20s} " + "  |  ".join(sides), flush=True)


if __name__ == "__main__":
    main()
