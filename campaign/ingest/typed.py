"""What is typed on a page, as it is written down: a day that has figures, a text that says something."""

import re
import unicodedata
from datetime import date

from campaign import words
from campaign.definition import Definition
from campaign.ingest import deliveries, history
from campaign.language import formats
from campaign.serving.desk import DeskError

SHORTEST, LONGEST = 3, 500  # characters
# As the macro clean of queries/build/rules.sql: what is copied out of Word has some of them.
UNSEEN = re.compile(r"[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]")
ODD = re.compile(r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\xA0\u2028\u2029\u202F\uFFFE\uFFFF]+")
# What the pages of the day show as the totals of the unit: queries/day/totals.sql.
TOTALS = """
select measure, sum(delta)::bigint as total
from served.progress
where unit_code = $unit and date <= $day and reported_on <= $day
group by measure
"""


def date_of(said: str) -> date:
    """A day in ISO 8601. DeskError."""
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise DeskError(words.t("desk.not_understood")) from error


def known(definition: Definition, day: date) -> bool:
    """Whether it is a day of the campaign of which something is known."""
    served = history.served()
    last = date.fromisoformat(history.meta(served)["cut_off"] or "") if served else date.min
    return definition.start <= day <= last


def day(definition: Definition, said: str) -> date:
    """A day of the campaign of which something is known: its figures were seen when this was typed. DeskError."""
    found = date_of(said)
    if not known(definition, found):
        raise DeskError(words.t("orders.no_day", day=formats.day(found)))
    return found


def totals(definition: Definition, unit: str, day: date) -> dict[str, int]:
    """The totals of all measures that a unit has on the figures of a day."""
    found = {row["measure"]: row["total"] for row in deliveries.ask(TOTALS, unit=unit, day=day)}
    return {measure: found.get(measure, 0) for measure in definition.measure}


def text(said: str) -> str:
    """What is said. DeskError where that is next to nothing, or too long."""
    found = shown(said)
    if not SHORTEST <= len(found) <= LONGEST:
        raise DeskError(words.t("orders.no_words", most=formats.number(LONGEST)))
    return found


def shown(said: str) -> str:
    """A text as a file's cells are read: without marks that nobody sees, which no file of Office can hold either."""
    return unicodedata.normalize("NFC", ODD.sub(" ", UNSEEN.sub("", said))).strip()
