"""Prints how good the forecast and its rivals are on real campaigns: python -m bench.forecast [--every 28] FILE.csv …

FILE has the columns date, unit, count, target and perhaps ceiling. The last line of each campaign is the forecast's WIS
over that of the best rival (seven-day rate, AutoETS, AutoTheta). --every: days between origins, 7 where not said. The
library takes 0.2 s a series and more, so that every fourth week is what fits into half an hour.
`bench.forecast_damage` does the same to damaged campaigns.
"""

import argparse
import time
from collections.abc import Callable, Hashable
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from bench.campaigns import EVERY, origins, read
from bench.forecast_rivals import RIVALS
from campaign.forecast import Engine, Panel, backtest, record
from campaign.forecast.backtest import HORIZONS
from campaign.forecast.baselines import Rule, banded, profiled_level, weekly_rate
from campaign.forecast.scores import judge

OURS, BASELINE = "6 + widening", "1 seven-day rate"
LADDER = {
    "3 joint paths": Engine(paths=1000, saturating=False, widened=False, coupled=False),
    "4 + ceiling": Engine(paths=1000, widened=False, coupled=False),
    OURS: Engine(paths=1000),
}
Row = dict[Hashable, float]  # of campaign.forecast.record
Gains = Callable[[Panel, int], np.ndarray]  # (panel then, horizon) -> (U + 1, 7) quantiles


def around(rule: Rule, then: Panel, horizon: int) -> np.ndarray:
    """(U + 1, 7) quantiles of the gain after `horizon` days around a rule's own."""
    return banded(rule, then, 0, horizon)


def compared(panel: Panel, at: np.ndarray, gains: Gains) -> pd.DataFrame:
    """Judged rows for a rule: gains(panel then, horizon) gives (U + 1, 7) quantiles."""
    known, parts = panel.known[:, 0], []
    for day in at:
        then = panel.until(day)
        end = len(then.days) - 1
        for horizon in HORIZONS:
            bands = known[:, end, None] + gains(then, horizon)
            frame = pd.DataFrame(bands, columns=["q025", "q10", "q25", "q50", "q75", "q90", "q975"])
            parts.append(
                frame.assign(
                    origin=day,
                    unit_code=panel.names,
                    measure="done",
                    horizon=horizon,
                    target=panel.target[:, 0],
                    actual=known[:, end + horizon],
                    baseline_wis=np.nan,
                    p_by_deadline=np.nan,
                    done_by_deadline=np.nan,
                )
            )
    return judge(pd.concat(parts, ignore_index=True))


def scores(judged: pd.DataFrame) -> list[Row]:
    """WIS over target and coverage, per horizon: units, then the root."""
    sides = (judged[(judged["unit_code"] == "nation") == nation] for nation in (False, True))
    return [row for side in sides for row in record(side, ("horizon",)).to_dict("records")]


def line(name: str, found: list[Row], seconds: float) -> None:
    cells = [
        f"{row['wis']:.4f} " + "/".join(f"{100 * row[f'coverage_{share}']:.0f}" for share in (50, 80, 95)).rjust(9)
        for row in found
    ]
    print(f"{name:22s} " + "  ".join(cells[:3]) + "  |  " + "  ".join(cells[3:]) + f"  {seconds:6.1f} s", flush=True)


def campaign(file: Path, every: int) -> None:
    """The table of one campaign."""
    panel = read(file)
    at, found = origins(panel, every), {}
    print(f"\n{file.stem}: {len(panel.units)} units and their sum, {len(at)} origins, one every {every} days")
    rules: dict[str, Callable[[], pd.DataFrame]] = {
        BASELINE: lambda: compared(panel, at, partial(around, weekly_rate)),
        "2 profiled level": lambda: compared(panel, at, partial(around, profiled_level)),
    }
    rules |= {name: partial(backtest, panel, at=at, engine=engine) for name, engine in LADDER.items()}
    rules |= {name: partial(compared, panel, at, rival) for name, rival in RIVALS.items()}
    for name, judge_it in rules.items():
        start = time.perf_counter()
        found[name] = scores(judge_it())
        line(name, found[name], time.perf_counter() - start)
    best = [min(found[name][at]["wis"] for name in (BASELINE, *RIVALS)) for at in range(len(found[OURS]))]
    ratios = [f"{ours['wis'] / rival:.2f}" for ours, rival in zip(found[OURS], best, strict=True)]
    print(f"{'forecast / best rival':22s} " + "  ".join(ratios[:3]) + "  |  " + "  ".join(ratios[3:]))


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("files", type=Path, nargs="+")
    asked.add_argument("--every", type=int, default=EVERY)
    said = asked.parse_args()
    print("WIS / target, coverage of 50/80/95 %; units 7, 14, 28 days | their sum 7, 14, 28 days")
    for file in said.files:
        campaign(file, said.every)


if __name__ == "__main__":
    main()
