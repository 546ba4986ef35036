"""What stands in a typed cell: a number with its thousands, a day in the order of the office, nothing, or no row."""

import itertools
import re
from datetime import date

from campaign.definition import Definition
from campaign.definition.columns import normalised
from campaign.ingest.layouts import header
from campaign.ingest.layouts.model import NOTHING, Layout

GROUPED = {mark: re.compile(rf"\d{{1,3}}({re.escape(mark)}\d{{3}})+") for mark in ".,"} | {
    " ": re.compile(r"\d{1,3}([ \u00a0\u202f]\d{3})+")
}
NUMBERING = re.compile(r"\(?(\d{1,2}|[A-Ea-e])\)?|\(?\d=\d.*\)?")


def number(cell: str, layout: Layout, definition: Definition) -> str:
    """The number in a cell without marks of thousands and without the word for what is counted; "" for a dash.

    What is none in this layout stays as it is, for the rules to refuse.
    """
    cell = cell.strip()
    if not any(letter.isalnum() for letter in cell) or cell in layout.dashes:
        return ""
    for measure in definition.measures:
        for unit in (*measure.unit.texts.values(), *measure.unit.one.values()):
            if unit and cell.casefold().endswith(f" {unit.casefold()}"):
                cell = cell[: -len(unit)].strip()
    return re.sub(r"\D", "", cell) if mark(cell, layout) else cell


def mark(cell: str, layout: Layout) -> str:
    """The mark between the thousands of a cell, of those that the layout has; "" where there is none."""
    return next((mark for mark in layout.thousands if GROUPED[mark].fullmatch(cell.strip())), "")


def is_number(cell: str) -> bool:
    """Whether a cell has digits and marks between them alone."""
    return cell.translate(str.maketrans("", "", "., ")).isdecimal()


def day(cell: str, layout: Layout, first: date, last: date) -> str:
    """The day in a cell as ISO; what is none stays as it is."""
    cell = cell.strip()
    if iso := header.ISO.fullmatch(cell):
        year, month, one = map(int, iso.groups())
        return f"{year}-{month:02}-{one:02}"
    if header.LONG.fullmatch(cell):
        return str(next(iter(header.in_text(cell, layout.day_order, date.min, date.max)), cell))
    typed = header.TYPED.fullmatch(re.sub(r"^ng[àa]y\s+", "", cell, flags=re.IGNORECASE))
    if not typed:
        return cell
    return str(header.day(header.said(typed), layout.day_order, first, last) or cell)


def is_no_row(row: list[str], layout: Layout, means: list[str], first: bool) -> bool:
    """Whether a row below the header says nothing of a unit: a sum, a note, numbers of columns, the header again."""
    written = [cell for cell in row if cell.strip()]
    if len(written) < 2:
        return True
    said = [cell for cell, mean in zip(row, means, strict=False) if mean != NOTHING and cell.strip()]
    names = [normalised(cell) for cell in row[:3] if cell.strip()]
    if any(name == word or ("_" in word and name.startswith(f"{word}_")) for name in names for word in layout.no_rows):
        return True
    if not said:
        return True
    if first and len(written) > 2 and all(map(NUMBERING.fullmatch, written)) and _counts_up(written):
        return True
    return [normalised(cell) for cell in row] == list(layout.columns)[: len(row)]


def is_signed(row: list[str], means: list[str], numbers: list[str], known: bool) -> bool:
    """Whether a row of no `known` unit has no digit where numbers stand: who signed, and what is noted below."""
    said = [cell for cell, mean in zip(row, means, strict=False) if mean in numbers]
    return not known and not any(letter.isdigit() for cell in said for letter in cell)


def _counts_up(written: list[str]) -> bool:
    """Whether cells are 1 2 3, (1) (2) (3) or A B 1 2: the numbering of columns under a header."""
    numbers = [int(digits[0]) for cell in written if (digits := re.search(r"\d+", cell))]
    return bool(numbers) and all(after == before + 1 for before, after in itertools.pairwise(numbers))
