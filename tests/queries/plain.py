"""Reports made by chance and the plainest possible ledger of them, to hold the quality queries to."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tests import small

START = date(2021, 1, 1)
DAY = timedelta(days=1)
UNITS = ("a1", "a2", "b1")
BELOW = {"R": UNITS, "A": ("a1", "a2"), "B": ("b1",), "a1": ("a1",), "a2": ("a2",), "b1": ("b1",)}
MEASURES = ("received", "printed")


@dataclass(frozen=True)
class Said:
    """What a unit said of one day, and when."""

    reported_on: date
    date: date
    unit: str
    measure: str
    count: int


@dataclass(frozen=True)
class Change:
    """What one report added to what was known of one day; `known` when that day had items before."""

    reported_on: date
    date: date
    unit: str
    measure: str
    delta: int
    known: bool


def reports(seed: int, days: int = 50) -> list[Said]:
    """Counts of two stages: some late, some never, some said again otherwise, one unit silent towards the end."""
    chance = random.Random(seed)
    said = []
    for day in (START + number * DAY for number in range(days)):
        for unit in UNITS:
            if chance.random() < 0.08 or (unit == "b1" and day > START + (days - 9) * DAY):
                continue
            late = chance.choice([0, 0, 0, 0, 1, 2, 3])
            again = chance.random() < 0.1
            for measure in MEASURES:
                said.append(Said(day + late * DAY, day, unit, measure, chance.randrange(90)))
                if again:
                    said.append(Said(day + (late + 4) * DAY, day, unit, measure, chance.randrange(90)))
    return said


def deliver(home: Path, said: list[Said]) -> None:
    """Take the reports in through the front door."""
    rows = "".join(f"{one.date},{one.unit},{one.measure},{one.count},{one.reported_on}\n" for one in said)
    small.deliver(home, "counts.csv", "date,unit_code,measure,count,reported_on\n" + rows)


def ledger(said: list[Said], as_of: date) -> list[Change]:
    """What every report changed, in the order of reports, as known on `as_of`."""
    known: dict[tuple, int] = {}
    seen: set[tuple] = set()
    changes = []
    for one in sorted(said, key=lambda one: one.reported_on):
        cell = (one.unit, one.measure, one.date)
        delta = one.count - known.get(cell, 0)
        if one.reported_on <= as_of and one.date <= as_of and delta:
            changes.append(Change(one.reported_on, one.date, one.unit, one.measure, delta, cell in seen))
            seen.add(cell)
        known[cell] = one.count
    return changes
