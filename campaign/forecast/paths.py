"""Paths of the cumulative total: level x rhythm x surprise, slowed by what is left below the ceiling."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from campaign.forecast.shocks import DRIFT_KEPT, Draws, Surprises, walks
from campaign.forecast.state import FAR, MOMENTUM, State

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Widening:
    """By how much the spread of the walks is stretched, week by week ahead: (W,) each."""

    nation: Array
    beyond: Array

    @classmethod
    def none(cls, weeks: int) -> "Widening":
        return cls(np.ones(weeks), np.ones(weeks))


@dataclass(frozen=True)
class Change:
    """What a scenario changes: rates of a week times `boost` (W, U), plus `added` items (W, U)."""

    boost: Array
    added: Array


def trend(momentum: float, drift: float, weeks: int) -> Array:
    """(W,) log change of the level: momentum dies within weeks, a proven drift over two months."""
    ahead = np.arange(weeks)
    return momentum * np.cumsum(MOMENTUM ** (ahead + 1)) + drift * np.cumsum(DRIFT_KEPT**ahead)


def simulate(
    now: State,
    surprises: Surprises,
    draws: Draws,
    widening: Widening,
    *,
    saturating: bool = True,
    change: Change | None = None,
) -> npt.NDArray[np.float32]:
    """(W + 1, U, P) totals at the end of as_of and of each of W weeks, float32, never falling.

    rate = level x rhythm x exp(walk) x what is left / what was left: the hazard of those who remain stays
    as it is today. Depletion is taken at the middle of the week (midpoint rule).
    """
    weeks, count = draws.week.shape
    nation, walk = walks(surprises, draws)
    course = trend(now.momentum, surprises.drift(), weeks)
    common = widening.nation[:, None] * nation + course[:, None]
    walk *= widening.beyond.astype(np.float32)[:, None, None]
    walk += common.astype(np.float32)[:, None, :]
    np.clip(walk, -12, 6, out=walk)  # e^6 = 400 times the level: beyond any week ever seen
    rate = np.exp(walk, out=walk)
    effort = now.level[:, None] * now.weekly_work()[:, :weeks]
    if change is not None:
        effort = effort * change.boost.T
    rate *= effort.T.astype(np.float32)[:, :, None]
    if change is not None:
        rate += change.added.astype(np.float32)[:, :, None]
    if saturating:
        _deplete(rate, np.broadcast_to(now.room.astype(np.float32)[:, None], rate.shape[1:]))
    total = np.empty((weeks + 1, len(now.level), count), dtype=np.float32)
    week = now.weekly_work()[:, 0]
    waited = np.divide(now.waiting, week, out=np.zeros_like(week), where=week > 0)
    total[0] = rate[0] * waited.astype(np.float32)[:, None]
    np.cumsum(rate, axis=0, out=total[1:])
    total += now.complete.astype(np.float32)[None, :, None]
    return np.maximum(total, now.reported.astype(np.float32)[None, :, None], out=total)


def _deplete(rate: npt.NDArray[np.float32], room: npt.NDArray[np.float32]) -> None:
    """Turn undisturbed weekly rates (W, U, P) into what the room (U, P) lets happen, in place."""
    share = 1 / np.minimum(room, FAR)
    left = room.copy()
    half = np.empty_like(left)
    for week in rate:
        np.multiply(week, share, out=half)  # hazard of the week
        # d left / d t = -hazard x left: midpoint rule, as an implicit step it never takes more than is left
        np.divide(half, 1 + half / 2, out=half)
        np.minimum(half, 1, out=half)
        np.multiply(half, left, out=week)
        left -= week
