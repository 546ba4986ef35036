"""What a file's name says of its content: the day it was reported and the period it covers."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

FULL = re.compile(r"(?<!\d)(20\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
MONTH = re.compile(r"(?<!\d)(20\d\d)[-_.](0[1-9]|1[0-2])(?![-_.]?\d)")


@dataclass(frozen=True)
class Said:
    """What a name says; None is what it leaves open."""

    reported_on: date | None = None
    period_from: date | None = None
    period_to: date | None = None


def read(name: str) -> Said:
    """One full date is the day of the report; two are a period, a third then the day of the report;
    a month is a period. A date that does not exist says nothing."""
    days = [day for day in map(_day, FULL.finditer(name)) if day]
    months = MONTH.findall(FULL.sub("", name))
    if len(days) >= 2:
        return Said(days[2] if len(days) == 3 else None, *sorted(days[:2]))
    reported_on = days[0] if days else None
    if len(months) == 1:
        year, month = map(int, months[0])
        last = calendar.monthrange(year, month)[1]
        return Said(reported_on, date(year, month, 1), date(year, month, last))
    return Said(reported_on)


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return None
