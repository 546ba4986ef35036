"""Panels between the one of a week ago and today's: what was known then, with one thing after another as it is now."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from campaign.forecast.panel import Panel

Array = npt.NDArray[np.float64]
DAYS = 7  # between the two forecasts: as many as there are in a week of the courses


def corrected(then: Panel, now: Panel) -> Panel:
    """What is known today of the days up to `then`, under the targets, deadlines, ceilings and supplies of that day.

    Units that were not there yet have today's. A first report, which tells a total and no day's work, is left out where
    it came within the week: nothing was known of the unit by then, and none of its counts is older.
    """
    until, old = now.until(then.as_of), {name: row for row, name in enumerate(then.names)}
    rows = np.array([old.get(name, -1) for name in now.names])
    began = (until.counts != 0).any(axis=2) | (_then(then.opening, 0 * now.opening, rows[:-1]) != 0)
    return replace(
        until,
        opening=np.where(began, now.opening, 0),
        target=_then(then.target, now.target, rows),
        deadline=_then(then.deadline, now.deadline, rows),
        ceiling=_then(then.ceiling, now.ceiling, rows[:-1]),
        limits=then.limits,
    )


def aimed(known: Panel, now: Panel) -> Panel:
    """The same with the targets, deadlines and ceilings in force today."""
    return replace(known, target=now.target, deadline=now.deadline, ceiling=now.ceiling)


def passed(known: Panel, now: Panel, gained: Array, work: Array) -> Panel:
    """Today, had the week since `known` brought what was expected: items (U, M), shared among its days by work
    (U, M, 7)."""
    whole = work.sum(axis=2, keepdims=True)
    share = np.divide(work, whole, out=np.full_like(work, 1 / DAYS), where=whole > 0)
    return _with_week(replace(now, opening=known.opening), gained[:, :, None] * share)


def supplied(expected: Panel, now: Panel) -> Panel:
    """`expected` as far as the stages before let it, as they came; the panel itself where they hold nothing back.

    Where a stage was expected to have more than the one before it, it may have as much more than what came.
    """
    hoped, came = expected.known[:-1], now.known[:-1, :, -DAYS:]
    start, hoped = hoped[:, :, -DAYS - 1, None], hoped[:, :, -DAYS:]
    limit = np.full_like(hoped, np.inf)
    for before, after in (pair for chain in now.chains for pair in pairwise(chain)):
        limit[:, after] = came[:, before] + np.maximum(hoped[:, after] - hoped[:, before], 0)
    held = (hoped > limit).any(axis=2, keepdims=True)
    if not held.any():
        return expected
    total = np.maximum.accumulate(np.clip(hoped, None, np.maximum(limit, start)), axis=2)
    week = np.diff(total, axis=2, prepend=start)
    return _with_week(expected, np.where(held, week, expected.counts[:, :, -DAYS:]))


def _with_week(now: Panel, week: Array) -> Panel:
    """`now` with another last week (U, M, 7), but for days whose reports are not all in.

    Those are as they are: what is not told yet would look like work that is not done.
    """
    counts, open_days = now.counts.copy(), now.provisional[:, None, -DAYS:]
    counts[:, :, -DAYS:] = np.where(open_days, counts[:, :, -DAYS:], week)
    return replace(now, counts=counts)


def _then(then: npt.NDArray[Any], now: npt.NDArray[Any], rows: npt.NDArray[np.int_]) -> npt.NDArray[Any]:
    """Values of then in today's order of units, at their places `rows` then; today's of those that were not there."""
    return np.where((rows < 0)[:, None], now, then[rows])
