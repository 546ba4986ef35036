"""Thresholds, weekdays, stocks and SPI(t), each against a slow and obvious reckoning."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Selection
from tests import small

START, DEADLINE, TARGET = date(2021, 1, 1), date(2021, 3, 2), 1000
AS_OF = date(2021, 2, 14)
ASKED = Selection(EVERYTHING, "a2", AS_OF, "received")


def counted(day: date) -> int:
    """Ten on Mondays, 20 on Tuesdays … none on Sundays."""
    return 0 if day.isoweekday() == 7 else 10 * day.isoweekday()


@pytest.fixture(autouse=True)
def _delivered(home: Path) -> None:
    days = [START + timedelta(days=n) for n in range((AS_OF - START).days + 1)]
    rows = "".join(f"{day},a2,received,{counted(day)}\n{day},a2,printed,{counted(day) // 2}\n" for day in days)
    small.deliver(home, "counts.csv", "date,unit_code,measure,count\n" + rows)


def total(until: date) -> int:
    return sum(counted(START + timedelta(days=n)) for n in range((until - START).days + 1))


def planned(day: date) -> float:
    part = ((day - START).days + 1) / ((DEADLINE - START).days + 1)
    return TARGET * (3 * part**2 - 2 * part**3)


def first(condition) -> date | None:
    days = (START + timedelta(days=n) for n in range((DEADLINE - START).days + 1))
    return next((day for day in days if condition(day)), None)


def test_thresholds_are_the_first_days_of_plan_and_count() -> None:
    found = queries.table("thresholds", ASKED)
    assert found["threshold"].tolist() == [0.25, 0.5, 0.8, 1.0]
    for row in found.itertuples():
        assert row.items == TARGET * row.threshold
        assert row.planned_on.date() == first(lambda day, items=row.items: planned(day) >= items - 1e-6)
        reached = first(lambda day, items=row.items: day <= AS_OF and total(day) >= items)
        assert row.reached_on.date() == reached
        assert row.days_ahead == (row.planned_on.date() - reached).days


def test_a_threshold_that_is_overdue_counts_its_days_until_today() -> None:
    found = queries.table("thresholds", ASKED.at("a1"))
    assert found["reached_on"].isna().all()
    due = [(row.planned_on.date() - AS_OF).days for row in found.itertuples()]
    assert found["days_ahead"].fillna(0).tolist() == [min(days, 0) for days in due]
    assert due[0] < 0 < due[-1]


def test_weekdays_are_means_of_six_weeks() -> None:
    found = queries.table("weekdays", ASKED)
    assert found["weekday"].tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert found["days"].tolist() == [6] * 7
    assert found["mean_count"].tolist() == [10, 20, 30, 40, 50, 60, 0]
    assert found["to_mean"].iloc[0] == pytest.approx(10 / 30)


def test_stocks_are_the_difference_between_the_stages() -> None:
    found = queries.table("stocks", ASKED)
    assert set(found["measure"]) == {"printed"}
    for row in found.itertuples():
        assert row.waiting == total(row.date.date()) - total(row.date.date()) // 2


def test_spi_t_is_plan_days_done_over_days_gone_by() -> None:
    early = date(2021, 1, 20)
    found = queries.one("overview", ASKED.on(early))
    gone = (early - START).days + 1
    assert found["earned_days"] == pytest.approx(gone + found["days_ahead"])
    assert found["spi_t"] == pytest.approx(found["earned_days"] / gone)


def test_spi_t_of_a_reached_target_stays_what_it_was_on_that_day() -> None:
    found = queries.one("overview", ASKED)
    gone = (found["reached_on"].date() - START).days + 1
    assert found["spi_t"] == pytest.approx(((DEADLINE - START).days + 1) / gone)


def test_backlog_is_what_waits_over_the_pace_of_seven_days() -> None:
    chain = queries.table("overview", ASKED.of(None)).set_index("measure")
    printed = chain.loc["printed"]
    assert printed["backlog_days"] == pytest.approx(printed["waiting"] / printed["rate_7d"])
    below = queries.table("pipeline_below", ASKED.at("A")).set_index("unit_code").loc["a2"]
    assert below["waiting"] == printed["waiting"]
    assert below["backlog_days"] == pytest.approx(printed["backlog_days"])
