"""An order helped where more came than was likely without it; who does nothing is rarely said to have been helped."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from bench import orders
from campaign.forecast import effect as judging
from campaign.forecast.effect import CLAIMED, EARLY, FELL, HELPED, UNCLEAR, WEEKS, of_order

GIVEN = date(2021, 3, 1)
WEEK = timedelta(days=7)
FAN = pd.DataFrame(
    {
        "date": [pd.Timestamp(GIVEN + weeks * WEEK) for weeks in range(5)],
        "q10": [100.0, 110, 120, 130, 140],
        "q50": [100.0, 150, 200, 250, 300],
        "q90": [100.0, 190, 280, 370, 460],
    }
)
CAMPAIGNS = range(200, 220)


@pytest.mark.parametrize(("total", "said"), [(281, HELPED), (280, UNCLEAR), (120, UNCLEAR), (119, FELL)])
def test_the_verdict_is_where_the_total_lies(total: int, said: str) -> None:
    found = of_order(FAN, 90, GIVEN + 2 * WEEK, total, GIVEN + 10 * WEEK)
    assert (found.came, found.low, found.median, found.high) == (total - 90, 30, 110, 190)
    assert found.verdict == said


def test_it_is_judged_once_after_two_weeks_or_at_its_end() -> None:
    assert of_order(FAN, 90, GIVEN + WEEK, 191, GIVEN + 10 * WEEK).verdict == EARLY
    assert of_order(FAN, 90, GIVEN + WEEK, 191, GIVEN + timedelta(days=13)).verdict == HELPED
    assert of_order(FAN, 90, GIVEN + timedelta(days=8), 191, GIVEN + 2 * WEEK) is None, "not in the fan"


def share(rows: pd.DataFrame, works: bool) -> float:
    chosen = rows[(rows["works"] == works) & (rows["weeks"] == WEEKS)]
    return (chosen["verdict"] == HELPED).mean()


def test_of_orders_that_do_nothing_no_more_help_than_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = pd.concat([orders.judged(seed, paths=500) for seed in CAMPAIGNS])
    idle = (~rows["works"] & (rows["weeks"] == WEEKS)).sum()
    chance = np.sqrt(CLAIMED * (1 - CLAIMED) / idle)
    assert share(rows, works=False) <= 1 - CLAIMED + 2 * chance
    assert share(rows, works=True) > 2 * share(rows, works=False)
    monkeypatch.setattr(judging, "HIGH", "q50")
    bare = pd.concat([orders.judged(seed, paths=500) for seed in CAMPAIGNS[:8]])
    assert share(bare, works=False) > 1 - CLAIMED + 2 * chance, "a bar at the median is found out"
