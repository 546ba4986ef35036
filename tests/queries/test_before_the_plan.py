"""Before and in the first weeks of the plan: best week, pace needed and projected day come from what was counted."""

import math
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests import small
from tests.queries.oracle import DAY, DEADLINE, START, days
from tests.queries.test_life import counts, overview


@pytest.mark.parametrize("gone", [-5, 0, 1, 6, 10])
def test_best_week_pace_needed_and_projected_day_are_those_of_the_counts_there_are(gone: int, home: Path) -> None:
    plan = START + 14 * DAY
    small.folder(home, toml=small.TOML.replace("target = 6000\n[[m", f"target = 6000\nstart = {plan}\n[[m"))
    as_of: date = plan + timedelta(days=gone)
    counts(home, "counts.csv", [(day, "b1", 40, day) for day in days(START, as_of)])
    found = overview("b1", as_of)
    left = 2000 - 40 * ((as_of - START).days + 1)
    assert found["rate_7d"] == found["best_rate_7d"] == 40
    assert found["required_to_best"] == pytest.approx(left / (DEADLINE - as_of).days / 40)
    assert found["projected_on"].date() == as_of + math.ceil(left / 40) * DAY
