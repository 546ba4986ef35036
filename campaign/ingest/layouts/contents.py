"""What stands in the columns of a file: of how much of one something holds, and of whom its rows are."""

from collections.abc import Callable, Collection
from datetime import date

from campaign.definition import Definition
from campaign.definition.columns import normalised
from campaign.ingest.layouts import header, units
from campaign.ingest.layouts.grid import Row
from campaign.ingest.layouts.header import Column
from campaign.ingest.layouts.model import ORDERS, TOTALS

MOSTLY = 0.6  # of the cells of a column that must be of a kind for the column to be


def share(rows: list[Row], number: int, holds: Callable[[str], bool]) -> float:
    """Share of the cells of a column, where something stands that is no word for a sum, of which that holds."""
    told = [cell for cell in written(rows, number) if normalised(cell) not in TOTALS]
    return sum(map(holds, told)) / len(told) if told else 0.0


def mostly(rows: list[Row], number: int, holds: Callable[[str], bool]) -> bool:
    """Whether that is what the column is of."""
    return share(rows, number, holds) > MOSTLY


def numbers_rows(rows: list[Row], number: int) -> bool:
    """Whether a column goes 1, 2, 3, … down the rows: such numbers are codes of units, too, and mean none here."""
    numbers = [int(cell) for cell in written(rows, number) if cell.isdecimal()]
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))


def written(rows: list[Row], number: int) -> list[str]:
    """The cells of a column in which something stands."""
    return [row[number].strip() for _, row in rows if len(row) > max(1, number) and row[number].strip()]


def is_day(cell: str) -> bool:
    """Whether a cell is a day; 1.12 is none, but perhaps 1.12 %."""
    typed = header.TYPED.fullmatch(cell)
    if typed and (typed[3] or "/" in cell):
        return any(header.day(header.said(typed), order, date(2000, 1, 1), date(2000, 12, 31)) for order in ORDERS[:2])
    return bool(header.ISO.fullmatch(cell) or header.LONG.fullmatch(cell))


def meant(known: units.Units, cell: str) -> bool:
    """Whether a cell names a unit of the level of which the file tells."""
    code = known.find(cell)
    return code is not None and known.meant(code)


def of_sums(
    definition: Definition,
    found: dict[str, str],
    columns: list[Column],
    rows: list[Row],
    called: Collection[str],
    by_name: bool,
) -> bool:
    """Whether the rows are of units above those that report, and of them alone.

    Each names one of those, and none is `called` another by a person; one at least can be no unit that reports, or the
    name of the column says that none is.
    """
    reporting, above = units.of(definition), units.of(definition, sums=True)
    places = [number for number, column in enumerate(columns) if found[column.name] == "unit_code"]
    named = [cell for number in places for cell in written(rows, number) if normalised(cell) not in TOTALS]
    known = [cell for cell in named if above.find(cell)]
    return (
        not any(normalised(cell) in called for cell in named)
        and len(known) > MOSTLY * len(named)
        and all(meant(above, cell) for cell in known)
        and (by_name or not all(meant(reporting, cell) for cell in known))
    )


def gaps(columns: list[Column], rows: list[Row], found: dict[str, str], mean: str) -> bool:
    """Whether a column has empty cells below its first, in rows with something: merged cells."""
    number = next(number for number, column in enumerate(columns) if found[column.name] == mean)
    whole = [row[number].strip() if number < len(row) else "" for _, row in rows if len(row) > 2]
    return bool(whole) and bool(whole[0]) and not all(whole) and sum(map(bool, whole)) < len(whole) / 2


def named(columns: list[Column], rows: list[Row]) -> float:
    """Share of the columns in which something stands that have a name: a title over them names one or two."""
    filled = {number for _, row in rows for number, cell in enumerate(row) if cell}
    named = {number for number, column in enumerate(columns) if not header.UNNAMED.fullmatch(column.name)}
    return len(filled & named) / max(len(filled), 1)
