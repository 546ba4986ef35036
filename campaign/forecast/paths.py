"""Paths of the cumulative total: level x rhythm x surprise, slowed by what is left below the ceiling."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from campaign.forecast.shocks import DRIFT_KEPT, Draws, Surprises, drawn
from campaign.forecast.state import COURSE_KEPT, MOMENTUM, State

DOUBT = 0.1  # log, standard deviation: a ceiling is an estimate
UNSEEN, UNSEEN_DOUBT = 0.15, 0.7  # log: weekly slowing that noise may hide, and by how much that is more or less

Array = npt.NDArray[np.float64]
Paths = npt.NDArray[np.float32]

BLOCK = 32_768  # courses simulated together: what a week needs of them, six arrays of 128 kB, stays in the cache
LARGEST = 60  # log: its exponential is far beyond any week and far below what float32 holds
LOWEST, HIGHEST = -12, 6  # log: e^6 = 400 times the level is beyond any week ever seen


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


def trend(momentum: float | Array, drift: float, course: float | Array, weeks: int) -> Array:
    """(W,) log change of the level: momentum dies within weeks, a proven drift over two months, the course later."""
    ahead = np.arange(weeks)
    proven = drift * np.cumsum(DRIFT_KEPT**ahead)
    return momentum * np.cumsum(MOMENTUM ** (ahead + 1)) + proven + course * np.cumsum(COURSE_KEPT**ahead)


def balance(now: State, surprises: Surprises, draws: Draws, widening: Widening) -> Paths:
    """(W, P) log by which the units' own noise, weighed by their work ahead, would lift their sum.

    The mean of exp(noise) is above 1, the more so the less regular the reports: taken out of every path, the noise
    moves work between units and makes none. Of a whole panel only: a part of it must not be balanced by itself.
    """
    weeks, _ = draws.week.shape
    which, step = drawn(draws, len(surprises.nation))
    own, stretch = surprises.beyond.astype(np.float32), widening.beyond.astype(np.float32)
    effort = (now.level[:, None] * now.weekly_work()[:, :weeks]).astype(np.float32)
    lifted = np.zeros(draws.week.shape, dtype=np.float32)
    size = max(BLOCK // draws.week.shape[1], 1)
    for rows in (slice(first, first + size) for first in range(0, len(now.level), size)):
        walk, noise = np.zeros((2, *own[rows, which[0]].shape), dtype=np.float32)
        for week in range(weeks):
            np.take(own[rows], which[week], axis=1, out=noise, mode="clip")
            noise *= step[week]
            walk += noise
            np.multiply(walk, stretch[week], out=noise)
            np.clip(noise, -LARGEST, LARGEST, out=noise)
            np.exp(noise, out=noise)
            lifted[week] += effort[rows, week] @ noise
    whole = effort.sum(axis=0)[:, None]
    return np.log(np.divide(lifted, whole, out=np.ones_like(lifted), where=whole > 0))


def simulate(
    now: State,
    surprises: Surprises,
    draws: Draws,
    widening: Widening,
    balance: Paths | None = None,
    *,
    saturating: bool = True,
    change: Change | None = None,
) -> Paths:
    """(W + 1, U, P) totals at the end of as_of and of each of W weeks, float32, never falling.

    rate = level x rhythm x exp(walk) x what is left / what was left: the hazard of those who remain stays
    as it is today.
    """
    weeks, count = draws.week.shape
    which, step = drawn(draws, len(surprises.nation))
    nation = np.cumsum(surprises.nation.astype(np.float32)[which] * step, axis=0)
    common = widening.nation[:, None] * nation + trend(now.momentum, surprises.drift(), now.course, weeks)[:, None]
    if balance is not None:
        common = common - balance
    effort = now.level[:, None] * now.weekly_work()[:, :weeks]
    if change is not None:
        effort = effort * change.boost.T
    waited = np.divide(now.waiting, now.weekly_work()[:, 0], out=np.zeros_like(now.waiting), where=now.waiting > 0)
    own, stretch, weekly = (values.astype(np.float32) for values in (surprises.beyond, widening.beyond, common))
    total = np.empty((weeks + 1, len(now.level), count), dtype=np.float32)
    size = max(BLOCK // count, 1)
    for rows in (slice(first, first + size) for first in range(0, len(now.level), size)):
        part = total[:, rows]
        room, done = rooms(now, draws, rows), _column(now.complete[rows])
        walk, gained, rate, spare = np.zeros((4, *part.shape[1:]), dtype=np.float32)
        left, share = room.copy(), np.reciprocal(room)
        for week in range(weeks):
            np.take(own[rows], which[week], axis=1, out=rate, mode="clip")
            rate *= step[week]
            walk += rate
            np.multiply(walk, stretch[week], out=rate)
            rate += weekly[week]
            np.clip(rate, LOWEST, HIGHEST, out=rate)
            np.exp(rate, out=rate)
            rate *= _column(effort[rows, week])
            if change is not None:
                rate += _column(change.added[week, rows])
            if saturating:
                _deplete(rate, share, left, spare)
            if week == 0:  # the waiting days are the first of the first week
                np.multiply(rate, _column(waited[rows]), out=part[0])
                part[0] += done
            gained += rate
            np.add(gained, done, out=part[week + 1])
        np.maximum(part, _column(now.reported[rows]), out=part)
    return total


def rooms(now: State, draws: Draws, rows: slice) -> Paths:
    """(U, P) what is left for some of the units: below a ceiling that is an estimate, and what the pace says is left.

    Where r weeks' work is left the pace falls by log(1 + 1 / r) a week. A pace that falls less shows that more is left,
    whatever the ceiling says: people come from elsewhere, registers are old.
    """
    level, slowing = now.level[rows, None], now.slowing[rows, None]
    below = now.ceiling[rows, None] * np.exp(DOUBT * draws.room) - now.complete[rows, None]
    hidden = UNSEEN * np.exp(-UNSEEN_DOUBT * draws.room)
    return np.maximum(below, np.maximum(7 * level / np.expm1(slowing + hidden), 1)).astype(np.float32)


def _column(values: Array) -> Paths:
    """(U,) as (U, 1), float32."""
    return values.astype(np.float32)[:, None]


def _deplete(rate: Paths, share: Paths, left: Paths, spare: Paths) -> None:
    """Turn a week's undisturbed rates (U, P) into what is `left` (U, P) lets happen, and take it from there, in place.

    Depletion is taken at the middle of the week (midpoint rule); `share` is 1 / room, (U, P).
    """
    rate *= share  # hazard of the week
    # d left / d t = -hazard x left: midpoint rule, as an implicit step it never takes more than is left
    np.multiply(rate, 0.5, out=spare)
    spare += 1
    rate /= spare
    np.clip(rate, -np.inf, 1, out=rate)  # with both bounds, half the time of np.minimum
    rate *= left
    left -= rate
