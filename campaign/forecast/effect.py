"""Whether an order helped: what came since, against the courses that were likely without it when it was given."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

CLAIMED = 0.90  # of what was likely without the order, so much lies below what must have come for it to have helped
# Weeks after an order on which it is judged, once: of those that do nothing 10 % are above then, in any of four weeks
# 17 %, after eight weeks 13 %; of those that work no more are found later (bench/orders.py).
WEEKS = 2
WEEK = timedelta(days=7)
HELPED, UNCLEAR, FELL, EARLY = "helped", "unclear", "fell", "early"
LOW, MIDDLE, HIGH = "q10", "q50", "q90"


@dataclass(frozen=True)
class Effect:
    """Items that came from the day of an order until `judged_on`, beside those likely without it (10, 50, 90 %).

    `verdict`: HELPED above the last, FELL below the first, UNCLEAR between them; EARLY until it is judged. More came
    for whatever reason: an order is not told apart from what else happened to the unit, only from chance.
    """

    judged_on: date
    came: float
    low: float
    median: float
    high: float
    verdict: str


def effect(fan: pd.DataFrame, given: float, judged_on: date, judged: float, ends_on: date) -> Effect | None:
    """The effect by the totals on the day of the order (`given`) and whole weeks later (`judged`).

    `fan` has the quantiles of the total as forecast on the day of the order, by `date`: that day and the weeks after
    it. What ends before WEEKS are over, due or withdrawn, is judged by its last whole week. None where the fan does not
    reach.
    """
    row = fan[fan["date"] == pd.Timestamp(judged_on)]
    if row.empty:
        return None
    low, median, high = (float(row[quantile].iloc[0]) for quantile in (LOW, MIDDLE, HIGH))
    last = fan["date"].iloc[0].date() + WEEKS * WEEK
    verdict = HELPED if judged > high else FELL if judged < low else UNCLEAR
    verdict = verdict if judged_on >= last or judged_on + WEEK > ends_on else EARLY
    return Effect(judged_on, judged - given, low - given, median - given, high - given, verdict)
