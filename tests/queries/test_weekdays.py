"""The weekday profile is a mean of days told: one that was left out is no zero."""

from datetime import date
from pathlib import Path

import pytest

from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Selection
from tests import small
from tests.queries.oracle import START, days
from tests.queries.test_life import counts


@pytest.mark.parametrize("unit", ["b1", "R"])
def test_a_weekday_left_out_is_no_zero_in_the_profile(unit: str, home: Path) -> None:
    """Seventy on every day told; three Tuesdays are missing and older than what is waited for."""
    left_out = {date(2021, 1, 12), date(2021, 1, 19), date(2021, 1, 26)}
    until = date(2021, 2, 20)
    counts(home, "counts.csv", [(day, "b1", 70, day) for day in days(START, until) if day not in left_out])
    found = queries.table("weekdays", Selection(EVERYTHING, unit, until, "received"))
    assert found["mean_count"].tolist() == [70] * 7


def test_days_before_the_first_report_are_no_zeros_in_the_profile(home: Path) -> None:
    until = date(2021, 1, 20)
    counts(home, "counts.csv", [(day, "b1", 70, day) for day in days(START, until)])
    found = queries.table("weekdays", Selection(EVERYTHING, "b1", until, "received"))
    assert found["mean_count"].tolist() == [70] * 7


def test_a_running_total_told_on_two_days_a_week_is_shared_out_among_its_days(home: Path) -> None:
    """b1 tells its total on Mondays and Thursdays, 70 a day; a1 tells 10 every day."""
    told = [day for day in days(START, date(2021, 2, 15)) if day.isoweekday() in (1, 4)]
    rows = "".join(f"{day},b1,received,{70 * ((day - START).days + 1)}\n" for day in told)
    small.deliver(home, "totals.csv", "date,unit_code,measure,total\n" + rows)
    counts(home, "counts.csv", [(day, "a1", 10, day) for day in days(START, date(2021, 2, 15))])
    found = queries.table("weekdays", Selection(EVERYTHING, "R", date(2021, 2, 15), "received"))
    assert found["mean_count"].tolist() == pytest.approx([80] * 7)


def test_a_running_total_told_once_a_week_says_nothing_of_its_days(home: Path) -> None:
    """b1 tells its total on Mondays only; a1 tells 10 every day."""
    mondays = [day for day in days(START, date(2021, 2, 15)) if day.isoweekday() == 1]
    rows = "".join(f"{day},b1,received,{70 * ((day - START).days + 1)}\n" for day in mondays)
    small.deliver(home, "totals.csv", "date,unit_code,measure,total\n" + rows)
    asked = Selection(EVERYTHING, "b1", date(2021, 2, 15), "received")
    assert queries.table("weekdays", asked).empty
    counts(home, "counts.csv", [(day, "a1", 10, day) for day in days(START, date(2021, 2, 15))])
    assert queries.table("weekdays", asked.at("R"))["mean_count"].tolist() == [10] * 7


def test_a_silent_unit_is_in_no_profile(home: Path) -> None:
    lines = [(day, unit, 70, day) for unit in ("a1", "b1") for day in days(START, date(2021, 2, 20))]
    counts(home, "counts.csv", [line for line in lines if line[1] == "a1" or line[0] < date(2021, 2, 1)])
    found = queries.table("weekdays", Selection(EVERYTHING, "R", date(2021, 2, 20), "received"))
    assert found["mean_count"].tolist() == [70] * 7
