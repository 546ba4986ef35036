"""What the standing of a unit must be, reckoned from what was said alone: slow, obvious, no SQL.

The campaign is that of tests.small. A unit tells a measure either by counts or by running totals.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

START, DEADLINE = date(2021, 1, 1), date(2021, 3, 2)
BELOW = {"R": ("a1", "a2", "b1"), "A": ("a1", "a2"), "B": ("b1",), "a1": ("a1",), "a2": ("a2",), "b1": ("b1",)}
TARGET = {"R": 6000, "A": 4000, "B": 2000, "a1": 3000, "a2": 1000, "b1": 2000}
DAY = timedelta(days=1)
SILENT_AFTER, HOLE_AFTER, LUMP_TIMES = 3, 14, 5


@dataclass(frozen=True)
class Said:
    """What a unit said of one day, and when; `total` means up to and including it."""

    reported_on: date
    date: date
    unit: str
    value: int
    total: bool = False


def days(first: date, last: date) -> list[date]:
    return [first + number * DAY for number in range((last - first).days + 1)]


class Oracle:
    """Every figure of one day, from what was said until then."""

    def __init__(self, said: Iterable[Said], as_of: date) -> None:
        self.every = sorted(said, key=lambda one: one.reported_on)
        self.as_of = as_of
        self.said = [one for one in self.every if one.reported_on <= as_of and one.date <= as_of]

    def cells(self, unit: str, known_on: date | None = None) -> dict[date, int]:
        """Items of each day that the unit told, as known on a day."""
        until = known_on or self.as_of
        own = [one for one in self.every if one.unit == unit and one.reported_on <= until and one.date <= until]
        last = {one.date: one.value for one in own}
        if not any(one.total for one in own):
            return last
        cells, before = {}, 0
        for day in sorted(last):
            cells[day], before = last[day] - before, last[day]
        return cells

    def told(self, unit: str) -> list[date]:
        return sorted({one.date for one in self.said if one.unit == unit})

    def is_total(self, unit: str) -> bool:
        return any(one.total for one in self.said if one.unit == unit)

    def apart(self, unit: str) -> set[date]:
        """Days that count in the total and in no pace."""
        cells = self.cells(unit)
        openings = {min(cells)} if cells and self.is_total(unit) else set()
        revisions = {day for day, value in cells.items() if value < 0}
        least = LUMP_TIMES * TARGET[unit] / (DEADLINE - START).days
        lumps = {
            day
            for day, value in cells.items()
            if value > least and value > LUMP_TIMES * self.best_days(unit, day, value)
        }
        return openings | revisions | lumps

    def best_days(self, unit: str, day: date, value: int) -> float:
        """The 90th percentile of the days of work in the four weeks before, as known when the day got its value."""
        known_on = self.as_of
        while known_on > day and self.cells(unit, known_on - DAY).get(day) == value:
            known_on -= DAY
        known = self.cells(unit, known_on)
        before = sorted(known[one] for one in days(day - 27 * DAY, day - DAY) if known.get(one, 0) > 0)
        if not before:
            return 0
        place = 0.9 * (len(before) - 1)
        low = math.floor(place)
        high = min(low + 1, len(before) - 1)
        return before[low] + (before[high] - before[low]) * (place - low)

    def silent(self, unit: str) -> bool:
        told = self.told(unit)
        if not told:
            return True
        reach, advances = told[0] - DAY, []
        for report_day in sorted({one.reported_on for one in self.said if one.unit == unit}):
            newest = max(one.date for one in self.every if one.unit == unit and one.reported_on == report_day)
            if not advances:
                reach = newest - DAY
            if newest > reach:
                advances.append((newest - reach).days)
                reach = newest
        latest = sorted(advances[-8:])
        rhythm = latest[(len(latest) - 1) // 2]
        return (self.as_of - told[-1]).days > min(SILENT_AFTER + rhythm - 1, HOLE_AFTER)

    def holes(self, unit: str) -> list[date]:
        """Recent days left out, and every day since the last one told."""
        told = self.told(unit)
        first = max(told[0], min(self.as_of - HOLE_AFTER * DAY, told[-1]) + DAY)
        return [day for day in days(first, self.as_of + DAY) if day not in told]

    def full_until(self, unit: str) -> date | None:
        speaking = [one for one in BELOW[unit] if self.told(one)]
        waited = [one for one in speaking if not self.silent(one)]
        ends = [self.holes(one)[0] - DAY for one in waited or speaking]
        return (min(ends) if waited else max(ends)) if ends else None

    def rate(self, unit: str) -> float | None:
        """None where nobody speaks."""
        full_until = self.full_until(unit)
        means = [self.mean(one, full_until) for one in BELOW[unit] if not self.silent(one)]
        known = [mean for mean in means if mean is not None]
        return sum(known) if known else None

    def mean(self, unit: str, until: date) -> float | None:
        """Of the unit's last seven days told; what a total tells stands for all days since the one before."""
        cells, apart, told = self.cells(unit), self.apart(unit), self.told(unit)
        items = length = 0
        for place in range(len(told) - 1, -1, -1):
            if told[place] > until or told[place] in apart or length >= 7:
                continue
            items += cells[told[place]]
            length += (told[place] - told[place - 1]).days if self.is_total(unit) and place else 1
        return items / length if length else None

    def counts(self, unit: str) -> dict[date, int]:
        every = [self.cells(one) for one in BELOW[unit]]
        return {day: sum(cells.get(day, 0) for cells in every) for day in days(START, self.as_of)}

    def flows(self, unit: str) -> dict[date, int]:
        found = dict.fromkeys(days(START, self.as_of), 0)
        for one in BELOW[unit]:
            apart = self.apart(one)
            for day, value in self.cells(one).items():
                found[day] += 0 if day in apart else value
        return found

    def overview(self, unit: str) -> dict:
        """Columns of the query overview, of its one measure."""
        counts, flows, full_until = self.counts(unit), self.flows(unit), self.full_until(unit)
        target, calendar = TARGET[unit], days(START, self.as_of)
        totals = dict(zip(calendar, _running(counts.values()), strict=True))
        total, full = totals[self.as_of], totals[full_until]
        below = [day for day in calendar if totals[day] < target]
        reached = next((day for day in calendar if not below or day > below[-1]), None)
        rate = self.rate(unit)
        weeks = [sum(flows.get(day - n * DAY, 0) for n in range(7)) / 7 for day in calendar if day <= full_until]
        remaining = max(target - total, 0)
        left = (DEADLINE - self.as_of).days
        return {
            "total": total,
            "full_until": full_until,
            "remaining": remaining,
            "completion": total / target,
            "rate_7d": rate,
            "best_rate_7d": max([*weeks, rate or 0]),
            "required_by": DEADLINE if remaining and left > 0 else None,
            "required_rate": remaining / left if remaining and left > 0 else None,
            "past_due": remaining > 0 and left < 0,
            "reached_on": reached,
            "days_ahead": (DEADLINE - reached).days if reached else earned(full, target) - (full_until - START).days,
            "projected_on": self._projected(remaining, target - full, rate, full_until, reached),
        }

    def _projected(
        self, remaining: int, left: int, rate: float | None, full_until: date, reached: date | None
    ) -> date | None:
        if not remaining:
            return reached
        return max(full_until + math.ceil(left / rate) * DAY, self.as_of + DAY) if rate else None

    def state(self, unit: str) -> str:
        """Column `state` of the query units_below."""
        figures = self.overview(unit)
        if all(self.silent(one) for one in BELOW[unit]):
            return "silent"
        if not figures["remaining"]:
            return "complete"
        ahead = figures["days_ahead"]
        return "behind" if ahead < -1 else "ahead" if ahead > 1 else "on_plan"

    def freshness(self, unit: str) -> dict:
        """Columns of the query freshness."""
        below = BELOW[unit]
        return {
            "full_until": self.full_until(unit),
            "units_expected": len(below),
            "units_late": sum(self.as_of not in self.told(one) for one in below),
            "units_silent": sum(self.silent(one) for one in below),
            "units_with_holes": sum(bool(self.told(one)) and self.holes(one)[0] < self.told(one)[-1] for one in below),
        }


def planned(day: int, target: int) -> float:
    """What the plan has at the end of its `day`th day, the first being 0."""
    part = (day + 1) / ((DEADLINE - START).days + 1)
    return target * (3 * part**2 - 2 * part**3)


def earned(items: int, target: int) -> float:
    """On which day, and part of a day, the plan had so many items."""
    last = (DEADLINE - START).days
    day = max((n for n in range(-1, last + 1) if planned(n, target) <= items + 1e-9), default=-1)
    if day == last:
        return last
    return day + (items - planned(day, target)) / (planned(day + 1, target) - planned(day, target))


def _running(values: Iterable[int]) -> list[int]:
    found, total = [], 0
    for value in values:
        total += value
        found.append(total)
    return found
