"""From paths to answers: bands by day, the chance of making the deadline, the day, the shortfall."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign.forecast.quantiles import quantile

PROBABILITIES = (0.025, 0.10, 0.25, 0.50, 0.75, 0.90, 0.975)
# For a target that is given beforehand the middle of the courses is too wide: odds of 2 to 1 came true as 2.5 to 1.
# Set with four campaigns in view (bench/forecast_chance.py, decision 131).
SHARPER = 1.35
QUANTILES = ("q025", "q10", "q25", "q50", "q75", "q90", "q975")


@dataclass(frozen=True)
class Trajectories:
    """Totals of one measure: past days known, future weeks simulated; R rows, the root last.

    known   (R, D)             totals at the end of each past day
    total   (W + 1, R - 1, P)  totals of the units at the end of as_of and of each week ahead
    whole   (W + 1, P)         their sum, the root's: a nation's total needs more than the 24 bits of float32
    work    (R, 7W)            factor of each day ahead: how a week's gain is shared among its days
    on      (R - 1, P)         totals of the units at the end of single days ahead, where supplies held them
    """

    days: npt.NDArray[np.datetime64]
    known: npt.NDArray[np.float64]
    total: npt.NDArray[np.float32]
    whole: npt.NDArray[np.float64]
    work: npt.NDArray[np.float64]
    on: Mapping[int, npt.NDArray[np.float32]] = field(default_factory=dict)

    @property
    def as_of(self) -> np.datetime64:
        return self.days[-1]

    def courses(self, row: int) -> npt.NDArray[np.floating]:
        """(W + 1, P) totals of one row."""
        return self.total[:, row] if row < self.total.shape[1] else self.whole

    def quantiles(self, row: int) -> npt.NDArray[np.float64]:
        """(W + 1, 7), monotone in the week and in the probability; linear between order statistics."""
        ordered = np.sort(self.courses(row), axis=1)
        place = np.array(PROBABILITIES) * (ordered.shape[1] - 1)
        low = np.floor(place).astype(int)
        high = np.minimum(low + 1, ordered.shape[1] - 1)
        part = place - low
        return ordered[:, low] * (1 - part) + ordered[:, high] * part

    def half(self, row: int, week: int, target: float) -> bool:
        """Whether the median has the target; told by counting, but for the one count that leaves it open."""
        twice, count = 2 * int(np.count_nonzero(self.courses(row)[week] >= target)), self.whole.shape[1]
        return twice > count or (twice == count and self.median(row, week) >= target)

    def median(self, row: int, week: int) -> float:
        return float(quantile(self.courses(row)[None, week].copy(), 0.5)[0])

    def share(self, row: int, week: int) -> npt.NDArray[np.float64]:
        """(8,) how much of a week's gain is there at its start and at the end of each of its days."""
        work = self.work[row, 7 * week : 7 * week + 7]
        even = np.arange(1, 8) / 7
        total = work.sum()
        return np.concatenate([[0.0], np.cumsum(work) / total if total > 0 else even])

    def at(self, row: int, day: np.datetime64) -> npt.NDArray[np.float64]:
        """(P,) totals at the end of a day; known ones for a day that is past, the last week's after all."""
        ahead = int((day - self.as_of).astype(int))
        if ahead < 0:
            at = int((day - self.days[0]).astype(int))
            return np.full(self.whole.shape[1], self.known[row, at] if at >= 0 else 0.0)
        if ahead in self.on:
            held = self.on[ahead]
            return held[row].astype(float) if row < len(held) else held.sum(axis=0, dtype=float)
        week, rest = divmod(ahead, 7)
        total = self.courses(row)
        if week >= len(total) - 1:
            return total[-1].astype(float)
        start, end = total[week : week + 2].astype(float)
        return start + (end - start) * self.share(row, week)[rest]

    def together(self, day: np.datetime64) -> npt.NDArray[np.float64] | None:
        """(R, P) totals at the end of one day, the root's the sum of its units'; None without a day."""
        if np.isnat(day):
            return None
        units = [self.at(row, day) for row in range(len(self.known) - 1)]
        return np.vstack([*units, np.sum(units, axis=0)])

    def day_of(self, row: int, target: float) -> np.datetime64:
        """First day on which the known total, else the median course, has the target; NaT if none.

        Where late reports of `as_of` itself are expected to bring what is missing, that is known the day after.
        The median never falls: five of 27 weeks are looked at.
        """
        reached = np.flatnonzero(self.known[row] >= target)
        if reached.size:
            return self.days[reached[0]]
        week = bisect_left(range(len(self.whole)), True, key=lambda week: self.half(row, week, target))
        if week == len(self.whole):
            return np.datetime64("NaT")
        if week == 0:
            return self.as_of + 1
        before, after = self.median(row, week - 1), self.median(row, week)
        needed = (target - before) / (after - before)
        day = int(np.argmax(self.share(row, week - 1) >= needed - 1e-12))
        return self.as_of + np.timedelta64(7 * (week - 1) + day, "D")


def summarise(
    trajectories: Trajectories,
    target: npt.NDArray[np.float64],
    deadline: npt.NDArray[np.datetime64],
    guard: Sequence[str | None],
    units: Sequence[str],
    measure: str,
) -> list[dict[str, object]]:
    """The rows of `forecast` for one measure; target, deadline, guard: (R,).

    Lack and surplus are those on the root's deadline, so that the units' and the root's add up; on the unit's own
    where the root has none. Under guard a row has none of its answers, but those of a day that is past.
    """
    common = trajectories.together(deadline[-1])
    rows = []
    for row, unit in enumerate(units):
        own, shared = ends(trajectories, row, target[row], deadline[row], deadline[-1], common)
        missing, short = target[row] - own, target[row] - shared
        reached = bool(trajectories.known[row, -1] >= target[row])
        open_ = guard[row] is not None and not reached
        ahead = open_ and not deadline[row] < trajectories.as_of
        together = ahead if common is None else open_ and not deadline[-1] < trajectories.as_of
        day = np.datetime64("NaT") if open_ else trajectories.day_of(row, target[row])
        rows.append(
            {
                "unit_code": unit,
                "measure": measure,
                "as_of": trajectories.as_of,
                "target": target[row],
                "deadline": deadline[row],
                "p_by_deadline": np.nan if ahead else chance(own, target[row], not reached),
                "median_completion": day,
                "expected_shortfall": np.nan if ahead else float(np.maximum(missing, 0).mean()),
                "expected_lack": np.nan if together else float(np.maximum(short, 0).mean()),
                "expected_surplus": np.nan if together else float(np.maximum(-short, 0).mean()),
                "guard": guard[row],
            }
        )
    return rows


def ends(
    trajectories: Trajectories,
    row: int,
    target: float,
    deadline: np.datetime64,
    last: np.datetime64,
    common: npt.NDArray[np.float64] | None,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """(P,) totals of a row on its own deadline and on that of the root, `last`; nan of one without an aim."""
    if np.isnan(target) or np.isnat(deadline):
        return np.array([np.nan]), np.array([np.nan])
    shared = None if common is None else common[row]
    own = shared if shared is not None and deadline == last else trajectories.at(row, deadline)
    return own, own if shared is None else shared


def chance(end: npt.NDArray[np.float64], target: float, open_still: bool) -> float:
    """Share of the courses that have the target, its odds to the power SHARPER.

    While courses differ neither never nor always, as both can happen.
    """
    if np.isnan(end).any():
        return np.nan
    share, least = float((end >= target).mean()), 0.5 / len(end)
    if not (open_still and end.min() < end.max()):
        return share
    made, missed = (np.clip(part, least, 1 - least) ** SHARPER for part in (share, 1 - share))
    return float(np.clip(made / (made + missed), least, 1 - least))


def bands(
    trajectories: Sequence[Trajectories], units: Sequence[str], measures: Sequence[str], fans: Sequence[str]
) -> pd.DataFrame:
    """The table `forecast_quantiles` of the units `fans` alone: sorting all courses takes half of the time.

    There is one of the trajectories for each measure; `units` are the codes of their rows.
    """
    first = trajectories[0]
    days = first.as_of + 7 * np.arange(len(first.whole)).astype("timedelta64[D]")
    found = np.array([one.quantiles(units.index(unit)) for one in trajectories for unit in fans])
    return pd.DataFrame(
        {
            "unit_code": np.tile(np.repeat(np.array(fans, dtype=object), len(days)), len(measures)),
            "measure": np.repeat(np.array(measures, dtype=object), len(fans) * len(days)),
            "as_of": first.as_of,
            "date": np.tile(days, len(fans) * len(measures)),
        }
        | dict(zip(QUANTILES, found.round().reshape(-1, len(QUANTILES)).T, strict=True))
    )
