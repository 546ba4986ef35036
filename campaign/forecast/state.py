"""Where a measure stands on one day: recent level, momentum, what is left, the rhythm ahead."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from campaign.forecast.rhythm import Flags, rhythm
from campaign.forecast.told import Told

Array = npt.NDArray[np.float64]

FORGET = 0.3  # a day's weight against the day after it is 1 - 0.3: half of the level is the last 2 days
MEMORY = 56  # days the level looks back; the weight of the 57th is 2e-9
MOMENTUM = 0.3  # share of last week's national growth that is expected again, halved thrice each week
STEEPEST = 0.5  # log growth of one week that is believed at most
COURSE = 0.13  # a week's log growth for each time that e times less is done than at the turn
TURN = 0.4  # of the target: up to here the pace of a campaign rises, then it falls
EARLIEST = 0.05  # of it: before that nobody knows what it will be
COURSE_KEPT = 0.9  # share of that growth that is left a week later
ASLEEP = 0.01  # of the mean of the last 56 days: the level of who has stopped
FAR = 1e30  # a ceiling that is not known is one far away; finite, so that ratios of it stay 1


@dataclass(frozen=True)
class State:
    """One measure at the end of one day, for U units and W weeks ahead.

    level     (U,)    items of an ordinary day
    complete  (U,)    total of the complete days; the paths start here
    reported  (U,)    total with the provisional days: no path is below it
    ceiling   (U,)    the most there can be, as far as is known
    slowing   (U,)    log by which the pace fell in a week, of late; 0 where it did not
    work      (U, 7W) factor of every day ahead
    waiting   (U,)    factors of the days that wait to be told, which the paths have to fill first
    momentum  ()      log growth of the nation's level over the last week
    course    ()      log growth in a week that campaigns have where this one stands
    doubtful  (U,)    whether what was told late, or not yet, leaves the level open
    filled    (U, D)  pace with the days that wait filled by expectation
    """

    level: Array
    complete: Array
    reported: Array
    ceiling: Array
    slowing: Array
    work: Array
    waiting: Array
    momentum: Array
    course: Array
    doubtful: Flags
    filled: Array

    def only(self, rows: list[int]) -> "State":
        """The same for some of the units; the momentum stays the nation's."""
        parts = {name: value[rows] for name, value in vars(self).items() if name not in ("momentum", "course")}
        return State(momentum=self.momentum, course=self.course, **parts)

    def of(self, measure: int) -> "State":
        """That of one of several measures, along the first axis."""
        return State(**{name: value[measure] for name, value in vars(self).items()})

    def weekly_work(self) -> Array:
        """(U, W): ordinary days' worth of work in every week ahead, the waiting days in the first."""
        weeks = self.work.reshape(len(self.work), -1, 7).sum(axis=2)
        weeks[:, 0] += self.waiting
        return weeks


def state(
    told: Told, opening: Array, provisional: Flags, holiday: Flags, ceiling: Array, aim: Array | None = None
) -> State:
    """State from what is told (U, D), opening (U,), provisional (U, D), holiday (D + 7W,), ceiling (U,) and aim ().

    Of several measures at once from told (M, U, D), opening and ceiling (M, U), aim (M,): `of` gives each one's. `aim`
    is the target of all units together, nan of a measure without one.
    """
    days, silent = told.counts.shape[-1], told.waiting
    late = np.flatnonzero((provisional | silent).any(axis=tuple(range(silent.ndim - 1))))
    # Only the last days are looked at; of a year ago no more is asked than its sum.
    since = max(min([days - MEMORY, *late[:1]]), 0)
    waits, latest, pace = (provisional | silent)[..., since:], told.counts[..., since:], told.pace[..., since:]
    factor = rhythm(told.pace, ~(provisional | silent), holiday, since)
    ahead, past = factor[..., days - since :], factor[..., : days - since]
    age = np.arange(days - since)[::-1]
    weight = np.where(waits | told.apart[..., since:] | (age >= MEMORY), 0.0, (1 - FORGET) ** age)
    done = (weight * pace).sum(axis=-1)
    effort = (weight * past).sum(axis=-1)
    level = np.divide(done, effort, out=np.zeros_like(done), where=effort > 0)
    # Who has stopped may start again: no band is without width.
    level = np.maximum(level, ASLEEP * pace[..., -MEMORY:].mean(axis=-1))
    filled = told.pace
    if late.size:
        expected = np.maximum(np.where(silent[..., since:], 0, latest), level[..., None] * past)
        filled = np.concatenate([told.pace[..., :since], np.where(waits, expected, pace)], axis=-1)
    before = opening + told.counts[..., :since].sum(axis=-1)
    complete = before + np.where(provisional[:, since:], 0, latest).sum(axis=-1)
    return State(
        level=level,
        complete=complete,
        reported=np.maximum(complete, before + latest.sum(axis=-1)),
        ceiling=np.minimum(ceiling, FAR),
        slowing=_slowing(filled),
        work=ahead,
        waiting=np.where(waits, past, 0).sum(axis=-1),
        momentum=_momentum(filled, past, level),
        course=_course(complete, aim),
        doubtful=told.doubtful,
        filled=filled,
    )


def _slowing(filled: Array) -> Array:
    """(…, U) weekly log fall of the pace (…, U, D) from the week three weeks ago to the last."""
    if filled.shape[-1] < 28:
        return np.zeros(filled.shape[:-1])
    before, now = filled[..., -28:-21].sum(axis=-1), filled[..., -7:].sum(axis=-1)
    return np.maximum(np.log((before + 1) / (now + 1)), 0) / 3


def _course(complete: Array, aim: Array | None) -> Array:
    """(…) log growth in a week from complete (…, U) and the target of all together (…); 0 without one.

    Campaigns begin slowly and end slowly. In four real ones the pace four weeks later was 1.5 times what was forecast
    without this while less than 0.3 was done, and 0.7 of it after 0.4. What runs out below the ceiling is not enough:
    who has not come yet is the less willing. The target says where a campaign stands, as a ceiling may be wrong.
    """
    total = complete.sum(axis=-1)
    whole = np.full(total.shape, np.nan) if aim is None else aim
    share = np.divide(total, whole, out=np.full(total.shape, TURN), where=whole > 0)
    return np.asarray(COURSE * np.log(TURN / np.clip(share, EARLIEST, 1)))


def _momentum(counts: Array, factor: Array, level: Array) -> Array:
    """(…) growth of the last week over the one before; counts (…, U, D), factor of their last days, level (…, U)."""
    if counts.shape[-1] < 21:
        return np.zeros(level.shape[:-1])
    due = (factor[..., -14:] * level[..., None]).sum(axis=-2)
    done = counts[..., -14:].sum(axis=-2)
    weeks = np.stack([part.sum(axis=-1) for part in (done[..., 7:], due[..., 7:], done[..., :7], due[..., :7])])
    now, now_due, before, before_due = np.log(np.where((weeks > 0).all(axis=0), weeks, 1))
    return np.clip((now - now_due) - (before - before_due), -STEEPEST, STEEPEST)
