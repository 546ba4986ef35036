"""Prints how good the forecast and its rivals are on a real campaign, in one run: python -m bench.forecast FILE.csv

FILE has the columns date, unit, count, target: daily counts and the whole target of every unit.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from bench.forecast_rivals import RIVALS
from campaign.forecast import Engine, Panel, backtest, record
from campaign.forecast.backtest import HORIZONS
from campaign.forecast.baselines import Rule, banded, profiled_level, weekly_rate
from campaign.forecast.scores import judge
from campaign.forecast.snapshot import HEADROOM

FIRST, LAST = np.datetime64("2021-03-01"), np.datetime64("2021-09-30")
LADDER = {
    "3 joint paths": Engine(paths=1000, saturating=False, widened=False, coupled=False),
    "4 + ceiling": Engine(paths=1000, widened=False, coupled=False),
    "6 + widening": Engine(paths=1000),
}
Gains = Callable[[Panel, int], np.ndarray]  # (panel then, horizon) -> (U + 1, 7) quantiles


def read(file: Path) -> Panel:
    """One measure, one level of units below a root; the deadline is the last origin."""
    rows = pd.read_csv(file, parse_dates=["date"])
    table = rows.pivot_table(index="date", columns="unit", values="count", aggfunc="sum").asfreq("D").fillna(0)
    target = rows.groupby("unit")["target"].first()[table.columns].to_numpy(dtype=float)
    units = len(target)
    return Panel(
        root="nation",
        units=tuple(table.columns),
        measures=("done",),
        days=table.index.to_numpy().astype("datetime64[D]"),
        counts=table.to_numpy(dtype=float).T[:, None, :],
        opening=np.zeros((units, 1)),
        provisional=np.zeros((units, len(table)), dtype=bool),
        target=np.append(target, target.sum())[:, None],
        deadline=np.full((units + 1, 1), LAST),
        ceiling=HEADROOM * target[:, None],
    )


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


def line(name: str, judged: pd.DataFrame, seconds: float) -> None:
    """WIS over target and coverage of the 50/80/95 % bands, per horizon: units, then the root."""
    cells = []
    for nation in (False, True):
        kept = judged[(judged["unit_code"] == "nation") == nation]
        for row in record(kept, ("horizon",)).to_dict("records"):
            cover = "/".join(f"{100 * row[f'coverage_{share}']:.0f}" for share in (50, 80, 95))
            cells.append(f"{row['wis']:.4f} {cover:>9}")
    print(f"{name:22s} " + "  ".join(cells[:3]) + "  |  " + "  ".join(cells[3:]) + f"  {seconds:6.1f} s", flush=True)


def main() -> None:
    panel = read(Path(sys.argv[1]))
    at = np.arange(FIRST, LAST + 1, 7)
    print(f"{len(panel.units)} units and their sum, {len(at)} weekly origins; WIS / target, coverage of 50/80/95 %")
    print(" " * 23 + "units 7, 14, 28 days" + " " * 35 + "|  sum 7, 14, 28 days")
    for name, rule in (("1 seven-day rate", weekly_rate), ("2 profiled level", profiled_level)):
        start = time.perf_counter()
        line(name, compared(panel, at, partial(around, rule)), time.perf_counter() - start)
    for name, engine in LADDER.items():
        start = time.perf_counter()
        line(name, backtest(panel, at=at, engine=engine), time.perf_counter() - start)
    for name, rival in RIVALS.items():
        start = time.perf_counter()
        line(name, compared(panel, at, rival), time.perf_counter() - start)


if __name__ == "__main__":
    main()
