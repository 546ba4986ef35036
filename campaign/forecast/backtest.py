"""The forecast's public record: made again at every past week with what was known then, and judged."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
import pandas as pd

from campaign.forecast.baselines import banded, weekly_rate
from campaign.forecast.engine import Engine
from campaign.forecast.panel import Panel
from campaign.forecast.scores import judge, size_of, weighted_interval_score
from campaign.forecast.summary import QUANTILES

HORIZONS = (7, 14, 28)
PATHS = 1000  # enough to score a band; the published forecast has twice as many
FIRST = 28  # days of data before the first origin

Known = Callable[[np.datetime64], Panel]


def origins(panel: Panel, first: np.datetime64 | None = None, last: np.datetime64 | None = None) -> list[np.datetime64]:
    """Every 7th day from `first` (28 days into the data) to `last` (a week before the last complete day)."""
    whole = panel.days[~panel.provisional.any(axis=0)]
    if not whole.size:
        return []
    start = panel.days[0] + FIRST if first is None else first
    end = whole[-1] - HORIZONS[0] if last is None else last
    return list(np.arange(start, end + 1, 7, dtype="datetime64[D]"))


def backtest(
    panel: Panel,
    known: Known | None = None,
    at: Iterable[np.datetime64] | None = None,
    engine: Engine | None = None,
) -> pd.DataFrame:
    """One row per origin, unit (and the root), measure and horizon whose outcome `panel` knows; judged.

    `known(day)` gives the panel as it was known on a day; without it, today's figures cut at that day.
    Columns: origin, unit_code, measure, horizon, size, target, actual (total), the quantiles, p_by_deadline,
    done_by_deadline (missing while open), baseline_wis, and those of `scores.judge`. Measures without a target
    for a unit have no scaled score and no row.
    """
    engine = engine or Engine(paths=PATHS)
    rows = [_origin(panel, (known or panel.until)(day), engine) for day in (origins(panel) if at is None else at)]
    frame = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame()
    return judge(frame) if len(frame) else frame


def _origin(panel: Panel, then: Panel, engine: Engine) -> pd.DataFrame:
    weeks = max(HORIZONS) // 7
    ahead = (then.deadline - then.as_of)[~np.isnat(then.deadline)].astype(int)
    reach = max([weeks, *(day // 7 + 1 for day in ahead if day >= 0)])
    forecast, quantiles = replace(engine, weeks=min(reach, engine.horizon(then))).forecast(then)
    complete = panel.days[~panel.provisional.any(axis=0)][-1]
    found = forecast[["unit_code", "measure", "target", "deadline", "p_by_deadline"]].merge(
        quantiles.drop(columns="as_of"), on=["unit_code", "measure"]
    )
    found["horizon"] = (found["date"].to_numpy().astype("datetime64[D]") - then.as_of).astype(int)
    day = found["date"].to_numpy().astype("datetime64[D]")
    found = found[found["horizon"].isin(HORIZONS) & (day <= complete) & (found["target"] > 0)]
    row, column = _positions(found, panel)
    totals = panel.known
    at = (found["date"].to_numpy().astype("datetime64[D]") - panel.days[0]).astype(int)
    found = found.assign(origin=then.as_of, actual=totals[row, column, at])
    found["size"] = np.array([*size_of(then.target[:-1, 0]), "root"], dtype=object)[row]
    found["done_by_deadline"] = _done(found, totals[row, column], panel, complete)
    found["baseline_wis"] = _baseline(found, then) / found["target"]
    return found[
        [
            "origin",
            "unit_code",
            "measure",
            "horizon",
            "size",
            "target",
            "actual",
            *QUANTILES,
            "p_by_deadline",
            "done_by_deadline",
            "baseline_wis",
        ]
    ]


def _positions(found: pd.DataFrame, panel: Panel) -> tuple[np.ndarray, np.ndarray]:
    return (
        pd.Index(panel.names).get_indexer(pd.Index(found["unit_code"])),
        pd.Index(panel.measures).get_indexer(pd.Index(found["measure"])),
    )


def _done(found: pd.DataFrame, totals: np.ndarray, panel: Panel, complete: np.datetime64) -> np.ndarray:
    """1 or 0 once a deadline that lay ahead of the origin is over, else missing."""
    deadline = found["deadline"].to_numpy().astype("datetime64[D]")
    origin = found["origin"].to_numpy().astype("datetime64[D]")
    settled = (deadline >= origin) & (deadline <= complete)
    at = np.where(settled, (deadline - panel.days[0]).astype(int), 0)
    done = totals[np.arange(len(found)), at] >= found["target"].to_numpy()
    return np.where(settled, done.astype(float), np.nan)


def _baseline(found: pd.DataFrame, then: Panel) -> np.ndarray:
    """WIS of the baseline for the same rows, in items."""
    row, column = _positions(found, then)
    start = then.known[:, :, -1]
    score = np.empty(len(found))
    for at in range(len(then.measures)):
        for horizon in HORIZONS:
            here = np.flatnonzero((column == at) & (found["horizon"].to_numpy() == horizon))
            if here.size:
                bands = start[:, at, None] + banded(weekly_rate, then, at, horizon)
                score[here] = weighted_interval_score(bands[row[here]], found["actual"].to_numpy()[here])
    return score
