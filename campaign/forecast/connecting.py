"""How many items of a list will be connected by a deadline: a chance a day for each step, from the list's own record.

An item goes through steps (ready, tested, connected). On each day an item that has made `k` of them makes the next one
with a chance that depends on k and on how far off its planned day is; the chances are estimated by occurrences over
item-days at risk, as discrete-time survival analysis does (Singer, Willett, J. Educ. Stat. 18, 1993), each with a Beta
prior around what all kinds of the campaign did. What is not known of them is drawn along with what happens.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

NEAR = 14  # days before the planned day, in which most is done
FAR, SOON, PAST, UNPLANNED = range(4)  # phases of a day, by the planned one
PRIOR = 10.0  # item-days that the rate of all kinds weighs in that of one, and that of all phases in that of one
LEAST = 5  # connections that a record must have seen
DRAWS = 4000
SEED = 20210225
Days = npt.NDArray[np.datetime64]  # of items, NaT where there is none
Counts = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Record:
    """Item-days at risk and moves of a step, each by step and phase, (steps, 4)."""

    days: Counts
    moves: Counts

    @property
    def enough(self) -> bool:
        """Whether it has seen connections enough to say anything."""
        return bool(self.moves[-1].sum() >= LEAST)

    def __add__(self, other: "Record") -> "Record":
        """Both together."""
        return Record(self.days + other.days, self.moves + other.moves)

    def draw(self, random: np.random.Generator, draws: int, campaign: "Record") -> Counts:
        """Chances a day of each step, (draws, steps, 4): those of the `campaign` as far as this record does not say."""
        overall = (campaign.moves.sum(axis=1, keepdims=True) + 0.5) / (campaign.days.sum(axis=1, keepdims=True) + PRIOR)
        rate = (campaign.moves + PRIOR * overall) / (campaign.days + PRIOR)
        made, not_made = PRIOR * rate + self.moves, PRIOR * (1 - rate) + self.days - self.moves
        return random.beta(made, not_made, size=(draws, *self.days.shape))


@dataclass(frozen=True)
class Course:
    """Totals connected by the deadline, one per draw, and the chance of each item, 1 of what is connected."""

    totals: npt.NDArray[np.int64]
    chances: Counts

    def range(self) -> tuple[int, int, int]:
        """The median of the totals with the limits of the middle 80 %: low, median, high."""
        low, middle, high = np.quantile(self.totals, (0.1, 0.5, 0.9), method="inverted_cdf")
        return int(low), int(middle), int(high)

    def reaches(self, target: int) -> float:
        """Chance that so many are connected."""
        return float((self.totals >= target).mean())


def made(steps: list[Days]) -> Days:
    """Days of the steps, (items, steps), where a later step has made the earlier ones at the latest by its own day."""
    days = np.stack([step.astype("datetime64[D]") for step in steps], axis=1)
    for step in range(days.shape[1] - 2, -1, -1):
        days[:, step] = np.fmin(days[:, step], days[:, step + 1])
    return days


def record(days: Days, planned: Days, listed: Days, told: Days) -> Record:
    """What happened on the days from which an item was `listed` to that on which it was last `told`.

    `days` as `made` gives them. The first list tells what came before it, from its first step on.
    """
    first, begun = listed.min(), days[listed == listed.min()]
    earliest = begun[~np.isnat(begun)].min(initial=first)
    since = np.where(listed == first, earliest, listed)
    steps = days.shape[1]
    at_risk, moves = np.zeros((steps, 4)), np.zeros((steps, 4))
    for day in np.arange(since.min() + 1, told.max() + 1):
        seen = (since < day) & (day <= told)
        before, after, phase = (days < day).sum(axis=1), (days <= day).sum(axis=1), phases(day, planned)
        for step in range(steps):
            moved = seen & (before <= step) & (after > step)
            exposed = moved | (seen & (before == step))
            at_risk[step] += np.bincount(phase[exposed], minlength=4)
            moves[step] += np.bincount(phase[moved], minlength=4)
    return Record(at_risk, moves)


def phases(day: np.datetime64, planned: Days) -> npt.NDArray[np.int64]:
    """The phase of a day for items planned for those days."""
    soon = planned - day <= np.timedelta64(NEAR, "D")
    return np.where(np.isnat(planned), UNPLANNED, np.where(planned < day, PAST, np.where(soon, SOON, FAR)))


def course(
    days: Days, planned: Days, told: Days, deadline: date, known: Record, campaign: Record, draws: int = DRAWS
) -> Course:
    """What comes of the items by the end of `deadline`, from the day on which each was last told.

    `known` is the record of their own kind, `campaign` that of all kinds.
    """
    random = np.random.default_rng(SEED)
    daily, steps = known.draw(random, draws, campaign), days.shape[1]
    there = (days <= told[:, None]).sum(axis=1)
    totals, chances = np.full(draws, (there == steps).sum()), np.ones(len(days))
    left = np.flatnonzero(there < steps)
    groups: dict[tuple[int, str, np.datetime64], list[int]] = {}  # items alike in all that matters have one chance
    for item in left.tolist():
        groups.setdefault((there[item], str(planned[item]), told[item]), []).append(item)
    for (begun, plan, since), items in groups.items():
        share = _reached(daily, int(begun), np.datetime64(plan), np.arange(since + 1, np.datetime64(deadline) + 1))
        totals = totals + random.binomial(len(items), share)
        chances[items] = share.mean()
    return Course(totals, chances)


def _reached(daily: Counts, begun: int, planned: np.datetime64, days: Days) -> Counts:
    """Chance, of each draw, that an item with `begun` steps has made all of them after those days."""
    steps = daily.shape[1]
    place = np.zeros((len(daily), steps + 1))
    place[:, begun] = 1
    for day in days:
        moving = place[:, :steps] * daily[:, :, phases(day, np.array([planned]))[0]]
        place[:, :steps] -= moving
        place[:, 1:] += moving
    return np.clip(place[:, steps], 0, 1)
