"""What something brought or cost: what came, against the courses that were likely without it on the day before.

Orders and events are measured by one function, `measured`; `of_order` says when an order is judged.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

CLAIMED = 0.90  # of what was likely without the order, so much lies below what must have come for it to have helped
# Weeks after an order on which it is judged, once: of those that do nothing 10 % are above then, in any of four weeks
# 17 %, after eight weeks 13 %; of those that work no more are found later (bench/orders.py).
WEEKS = 2
WEEK = timedelta(days=7)
HELPED, UNCLEAR, FELL, EARLY = "helped", "unclear", "fell", "early"
LOW, MIDDLE, HIGH = "q10", "q50", "q90"


@dataclass(frozen=True)
class Likely:
    """Items that were likely to come in some days: 10, 50 and 90 % of the courses have no more."""

    low: float
    median: float
    high: float

    @classmethod
    def of(cls, gains: npt.NDArray[np.floating]) -> "Likely":
        """Those of the courses, (P,) items each."""
        return cls(*(float(value) for value in np.quantile(gains, [1 - CLAIMED, 0.5, CLAIMED])))

    def wider(self, times: float) -> "Likely":
        """The same median with a band so many times as wide, in logarithms: nothing less than no items is likely."""
        if self.median <= 0:
            return self
        low, high = (self.median * (max(end, 0) / self.median) ** times for end in (self.low, self.high))
        return Likely(low, self.median, high)


@dataclass(frozen=True)
class Effect:
    """Items that came until `judged_on`, beside those likely without it (10, 50, 90 %).

    `verdict`: HELPED above the last, FELL below the first, UNCLEAR between them; EARLY until it is judged. More came
    for whatever reason: an order or an event is not told apart from what else happened to the unit, only from chance.
    """

    judged_on: date
    came: float
    low: float
    median: float
    high: float
    verdict: str

    @property
    def items(self) -> float:
        """Items more than the median, less where it is negative: the estimate of the effect."""
        return self.came - self.median

    @property
    def least(self) -> float:
        """The lower end of its 80 % band."""
        return self.came - self.high

    @property
    def most(self) -> float:
        """The upper end."""
        return self.came - self.low

    def share(self, items: float) -> float:
        """Items as a part of what such days usually bring, the median; nan where that is nothing."""
        return items / self.median if self.median > 0 else float("nan")


def measured(judged_on: date, came: float, likely: Likely) -> Effect:
    """What came since against what was likely; it can be told apart from chance where it lies outside the band."""
    verdict = HELPED if came > likely.high else FELL if came < likely.low else UNCLEAR
    return Effect(judged_on, came, likely.low, likely.median, likely.high, verdict)


def of_order(fan: pd.DataFrame, given: float, judged_on: date, judged: float, ends_on: date) -> Effect | None:
    """The effect by the totals on the day of the order (`given`) and whole weeks later (`judged`).

    `fan` has the quantiles of the total as forecast on the day of the order, by `date`: that day and the weeks after
    it. What ends before WEEKS are over, due or withdrawn, is judged by its last whole week. None where the fan does not
    reach.
    """
    row = fan[fan["date"] == pd.Timestamp(judged_on)]
    if row.empty:
        return None
    likely = Likely(*(float(row[quantile].iloc[0]) - given for quantile in (LOW, MIDDLE, HIGH)))
    found = measured(judged_on, judged - given, likely)
    last = fan["date"].iloc[0].date() + WEEKS * WEEK
    if judged_on >= last or judged_on + WEEK > ends_on:
        return found
    return Effect(**vars(found) | {"verdict": EARLY})
