"""Days as hands type them."""

import re
from contextlib import suppress
from datetime import date

from babel.dates import get_month_names

from campaign.language.collation import fold

MONTHS = {name.lower(): number for number, name in get_month_names("abbreviated", locale="en").items()}


def read(typed: str, first: date, last: date) -> date | None:
    """The day that somebody typed, if there is one from `first` to `last`.

    `1/6/2021`, `1.6.21`, `2021-06-01`, `1 June 2021` and `ngày 1 tháng 6` are all 1 June 2021: the day stands before
    the month unless the year comes first; without a year it is the latest such day.
    """
    words = re.findall(r"\d{1,4}|[^\W\d]+", fold(typed))
    numbers = [int(word) if word.isdecimal() else MONTHS[word[:3]] for word in words if _counts(word)]
    if len(numbers) == 3 and numbers[0] > 31:
        numbers.reverse()
    if len(numbers) not in (2, 3):
        return None
    day, month, *years = numbers
    for year in [2000 + year if year < 100 else year for year in years] or range(last.year, first.year - 1, -1):
        with suppress(ValueError):  # there is no such day in this year
            if first <= date(year, month, day) <= last:
                return date(year, month, day)
    return None


def _counts(word: str) -> bool:
    return word.isdecimal() or word[:3] in MONTHS
