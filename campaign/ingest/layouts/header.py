"""The header of a file as a layout knows it: names normalised, days in them as one mark, one row or several."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from campaign.definition.columns import normalised
from campaign.ingest import names as names_of_files
from campaign.ingest.layouts.grid import HEAD, Grid, Row
from campaign.ingest.layouts.model import DAY, Layout

# A day, with midnight at most: an instant in a zone is another day elsewhere.
ISO = re.compile(r"(?<!\d)(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]00:00:00)?(?![\d:TZ]| ?[\d+]\d)")
TYPED = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})(?:[/.-](20\d\d|\d\d))?(?![\d/.-])")
LONG = re.compile(r"ng[àa]y\s+(\d{1,2})\s+th[áa]ng\s+(\d{1,2})\s+n[ăa]m\s+(20\d\d)", re.IGNORECASE)
# A month with its year, as a title or the name of a sheet has it: tháng 5 năm 2021, 05/2021, T5.2021.
MONTH = re.compile(
    r"(?:th[áa]ng\s*)?(?<![\d/.-])(\d{1,2})(?:\s*[/.-]\s*|\s+n[ăa]m\s+)(20\d\d)(?![\d/.-])", re.IGNORECASE
)
NUMBER = re.compile(r"(?:ng[àa]y\s+)?(0?[1-9]|[12]\d|3[01])(?:\.0)?", re.IGNORECASE)  # of a day in its month
RUN = 5  # numbers of days that follow each other, at least: fewer may number what is asked
JOIN = " / "
UNNAMED = re.compile(r"column_\d+")
Typed = tuple[int, int, int | None]  # day and month in either order, and the year if it is said


@dataclass(frozen=True)
class Column:
    """A column: its name, and the day that stands in it as (first, second, year) with what is not said None.

    `number` is that of a day whose month stands elsewhere.
    """

    name: str
    day: Typed | None
    number: int | None = None


def columns(rows: list[Row], at: int, header_rows: int) -> list[Column]:
    """The columns that the header at this position of `rows` names."""
    levels = [cells for _, cells in rows[at : at + header_rows]]
    wide = max(map(len, levels))
    levels = [cells + [""] * (wide - len(cells)) for cells in levels]
    for place, upper in enumerate(levels[:-1]):
        for number in range(1, wide):  # a merged cell has its text in its first column alone
            below = any(lower[number] for lower in levels[place + 1 :])
            upper[number] = upper[number] or (upper[number - 1] if below else "")
    counted = numbered(levels[-1])
    return [_column([cells[number] for cells in levels], number + 1, counted.get(number)) for number in range(wide)]


def numbered(cells: list[str]) -> dict[int, int]:
    """The number of the day in each cell of a header that goes through the days of a month, beside words.

    (1) (2) (3) under a header number its columns, and stand beside no word.
    """
    found = {place: int(match[1]) for place, cell in enumerate(cells) if (match := NUMBER.fullmatch(cell.strip()))}
    days = [*found.values()]
    follows = days == sorted(set(days)) and len(days) >= RUN and days[-1] - days[0] < 2 * len(days)
    named = any(len(normalised(cell)) > 1 for place, cell in enumerate(cells) if place not in found)
    return found if follows and (named or not found.get(0)) else {}


def month(grid: Grid, at: int, header_rows: int, name: str) -> tuple[int, int] | None:
    """The one month (year, month) that the rows down to the header tell, or else the sheet or the file's `name`."""
    above = " ".join(cell for _, row in grid.rows[: at + header_rows] for cell in row)
    for text in (above, grid.sheet, name):
        told = {(int(year), int(one)) for one, year in MONTH.findall(unicodedata.normalize("NFC", text))}
        told |= {(one.year, one.month) for one in in_text(text, "dmy", date.min, date.max)} if not told else set()
        told = {(year, one) for year, one in told if 1 <= one <= 12}
        if len(told) == 1:
            return told.pop()
    said = names_of_files.read(name)
    return (said.period_from.year, said.period_from.month) if said.period_from else None


def names(header: list[Column]) -> list[str]:
    """Each name once, in their order: the fingerprint of a header."""
    return list(dict.fromkeys(column.name for column in header))


def place(rows: list[Row], layout: Layout) -> int | None:
    """The position of the row on which the layout's header stands; None where it does not."""
    for at in range(min(HEAD, len(rows))):
        if names(columns(rows, at, layout.header_rows)) == list(layout.columns):
            return at
    return None


def day(typed: Typed, order: str, first: date, last: date) -> date | None:
    """The day that a name holds. Without a year it is the latest that can be, from the `first` to the `last`."""
    one, two, year = typed
    month, number = (one, two) if order == "mdy" else (two, one)
    years = [year] if year else range(last.year, first.year - 1, -1)
    for candidate in years:
        found = date_of(candidate, month, number)
        if found and (year or first <= found <= last):
            return found
    return None


def said(typed: re.Match[str]) -> Typed:
    """The two numbers and the year of a day as it was typed; 21 is 2021."""
    year = int(typed[3]) + (2000 if len(typed[3]) == 2 else 0) if typed[3] else None
    return int(typed[1]), int(typed[2]), year


def in_text(text: str, order: str, first: date, last: date) -> list[date]:
    """The days that a title or a name tells, each once, from the `first` to the `last`.

    2.1 is a day where the word for it stands before it or nothing beside it: else it may be the number of a form.
    """
    text = unicodedata.normalize("NFC", text).strip()
    found = [date_of(int(year), int(month), int(number)) for number, month, year in LONG.findall(text)]
    found += [date_of(*map(int, parts)) for parts in ISO.findall(text)]
    for typed in TYPED.finditer(text):
        if typed[3] or typed[0] == text or normalised(text[: typed.start()]).endswith("ngay"):
            found.append(day(said(typed), order, first, last))
    return sorted({one for one in found if one and first <= one <= last})


def in_title(grid: Grid, at: int, order: str, first: date, last: date) -> date | None:
    """The one day that the rows above a header tell, or else the name of the sheet; None without one, or with more."""
    above = " ".join(cell for _, row in grid.rows[:at] for cell in row)
    days = in_text(above, order, first, last) or in_text(grid.sheet, order, first, last)
    return days[0] if len(days) == 1 else None


def date_of(year: int, month: int, number: int) -> date | None:
    """The day, None for one that there is not."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _column(cells: list[str], number: int, of_month: int | None) -> Column:
    """The column under these cells, one above the other."""
    if of_month:
        upper = (normalised(MONTH.sub("", cell)).removesuffix("thang") for cell in cells[:-1])
        return Column(JOIN.join([*dict.fromkeys(filter(None, upper)), DAY]), None, of_month)
    parts = [_part(cell) for cell in cells if cell.strip()]
    name = JOIN.join(name for name, _ in parts if name) or f"column_{number}"
    return Column(name, next((day for _, day in parts if day), None))


def _part(cell: str) -> tuple[str, Typed | None]:
    if iso := ISO.search(cell):
        year, month, one = map(int, iso.groups())
        return _marked(cell, iso), (one, month, year)
    if typed := TYPED.search(cell):
        return _marked(cell, typed), said(typed)
    return normalised(cell), None


def _marked(cell: str, match: re.Match[str]) -> str:
    parts = (normalised(cell[: match.start()]), DAY, normalised(cell[match.end() :]))
    return " ".join(part for part in parts if part and part != "ngay")
