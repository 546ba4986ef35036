"""Reads a real campaign: columns date, unit, count, target and, where it is known, ceiling."""

from pathlib import Path

import numpy as np
import pandas as pd

from campaign.forecast import Panel
from campaign.forecast.backtest import HORIZONS
from campaign.forecast.panel import HEADROOM

LEARNED = 56  # days of data before the first origin
EVERY = 7  # days from one origin to the next
Days = np.ndarray


def read(file: Path) -> Panel:
    """One measure, one level of units below a root; a day without a row is 0, a negative count a revision.

    There is no deadline; the ceiling is the file's, or what a quota without one is given.
    """
    rows = pd.read_csv(file, parse_dates=["date"])
    table = rows.pivot_table(index="date", columns="unit", values="count", aggfunc="sum").asfreq("D").fillna(0)
    units = table.columns
    target = rows.groupby("unit")["target"].first()[units].to_numpy(dtype=float)
    ceiling = HEADROOM * target
    if "ceiling" in rows:
        ceiling = np.fmax(rows.groupby("unit")["ceiling"].first()[units].to_numpy(dtype=float), 0)
    days = table.index.to_numpy().astype("datetime64[D]")
    return Panel(
        root="nation",
        units=tuple(units),
        measures=("done",),
        days=days,
        counts=table.to_numpy(dtype=float).T[:, None, :],
        opening=np.zeros((len(units), 1)),
        provisional=np.zeros((len(units), len(days)), dtype=bool),
        target=np.append(target, target.sum())[:, None],
        deadline=np.full((len(units) + 1, 1), np.datetime64("NaT", "D")),
        ceiling=ceiling[:, None],
    )


def origins(panel: Panel, every: int = EVERY) -> Days:
    """Days on which a forecast is made: after the first 56, and as long as the longest horizon is known."""
    return panel.days[LEARNED : len(panel.days) - max(HORIZONS) : every]
