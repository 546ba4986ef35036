"""The overview's numbers against a slow and obvious reckoning of the same reports."""

import math
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Selection
from tests import small

START, DEADLINE = date(2021, 1, 1), date(2021, 3, 2)
BELOW = {"R": ("a1", "a2", "b1"), "A": ("a1", "a2"), "B": ("b1",), "a1": ("a1",), "a2": ("a2",), "b1": ("b1",)}
TARGET = {"R": 6000, "A": 4000, "B": 2000, "a1": 3000, "a2": 1000, "b1": 2000}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Report:
    reported_on: date
    date: date
    unit: str
    count: int


def reports(seed: int) -> list[Report]:
    """Two months of daily counts: some late, some never, some said again with another number."""
    chance = random.Random(seed)
    said = []
    for day in range(60):
        for unit in BELOW["R"]:
            date_ = START + day * DAY
            if chance.random() < 0.06 or (unit == "b1" and day > 40):
                continue
            late = chance.choice([0, 0, 0, 0, 1, 2])
            said.append(Report(date_ + late * DAY, date_, unit, chance.randrange(120)))
            if chance.random() < 0.05:
                said.append(Report(date_ + (late + 3) * DAY, date_, unit, chance.randrange(120)))
    return said


def reckon(said: list[Report], unit: str, as_of: date) -> dict:
    """The overview of one unit, step by step."""
    known = {
        (report.unit, report.date): report.count
        for report in sorted(said, key=lambda report: report.reported_on)
        if report.reported_on <= as_of and report.date <= as_of
    }
    told = {place: max((day for where, day in known if where == place), default=None) for place in BELOW[unit]}
    speaking = [day for day in told.values() if day and (as_of - day).days <= 3]
    full_until = min(speaking) if speaking else max(day for day in told.values() if day)
    count = {}
    for (place, day), number in known.items():
        if place in BELOW[unit]:
            count[day] = count.get(day, 0) + number

    def total(until: date) -> int:
        return sum(number for day, number in count.items() if day <= until)

    def week(until: date) -> float:
        return sum(number for day, number in count.items() if until - 7 * DAY < day <= until and day > START) / 7

    def planned(day: date) -> float:
        part = ((day - START).days + 1) / ((DEADLINE - START).days + 1)
        return TARGET[unit] * (3 * part**2 - 2 * part**3)

    calendar = [START + n * DAY for n in range((as_of - START).days + 1)]
    remaining = max(TARGET[unit] - total(full_until), 0)
    reached = next((day for day in calendar if total(day) >= TARGET[unit]), None)
    if reached:
        ahead = (DEADLINE - reached).days
    else:
        moment = -1.0
        while planned_at(planned, moment) <= total(full_until) and moment < 60:
            moment += 0.001
        ahead = moment - (full_until - START).days
    return {
        "total": total(as_of),
        "full_until": full_until,
        "remaining": remaining,
        "rate_7d": week(full_until),
        "best_rate_7d": max(week(day) for day in calendar if day <= full_until),
        "required_rate": remaining / (DEADLINE - full_until).days if remaining and full_until < DEADLINE else None,
        "reached_on": reached,
        "days_ahead": ahead,
        "planned": planned(full_until),
    }


def planned_at(planned, moment: float) -> float:
    """The plan between two days, on the straight line between them."""
    whole = math.floor(moment)
    before, after = planned(START + whole * DAY), planned(START + min(whole + 1, 60) * DAY)
    return before + (after - before) * (moment - whole)


@pytest.mark.parametrize("seed", range(4))
def test_the_overview_equals_the_slow_reckoning(seed: int, home: Path) -> None:
    said = reports(seed)
    rows = "".join(f"{report.date},{report.unit},received,{report.count},{report.reported_on}\n" for report in said)
    small.deliver(home, "counts.csv", "date,unit_code,measure,count,reported_on\n" + rows)
    for unit in BELOW:
        for as_of in (date(2021, 1, 12), date(2021, 2, 3), date(2021, 2, 20), date(2021, 3, 1)):
            found = queries.one("overview", Selection(EVERYTHING, unit, as_of, "received"))
            for column, expected in reckon(said, unit, as_of).items():
                value = found[column].date() if hasattr(found[column], "date") else found[column]
                close = pytest.approx(expected, abs=0.01) if isinstance(expected, float | int) else expected
                assert value == close, (unit, as_of, column)


def test_what_waits_is_counted_against_the_stage_before_and_names_the_slowest(home: Path) -> None:
    rows = "2021-01-05,a1,received,100\n2021-01-05,a1,printed,30\n2021-01-05,b1,received,10\n"
    small.deliver(home, "counts.csv", "date,unit_code,measure,count\n" + rows)
    found = queries.table("overview", Selection(EVERYTHING, "R", date(2021, 1, 5)))
    assert found["measure"].tolist() == ["received", "printed"]
    assert found["waiting"].tolist()[1] == 80
    assert found["slowest"].tolist() == [False, True]
