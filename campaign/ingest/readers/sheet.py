"""Reads a workbook: every visible sheet that has the same header, one after the other, and names the others."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from campaign.definition.columns import normalised
from campaign.ingest.errors import HeldError, RefusedError
from campaign.ingest.readers import book
from campaign.ingest.readers.irregular import Irregular
from campaign.ingest.readers.text import table
from campaign.ingest.remarks import Remark, some

FURTHER = 10_000_000  # the lines of the third sheet begin here three times over: no sheet has as many


@dataclass
class Sheet:
    """Sheets: every row in `irregular.records`, to be looked at cell by cell. Empty rows are no lines."""

    header: list[str]
    lines: int
    irregular: Irregular
    remarks: tuple[Remark, ...] = ()
    first_line: int = 2
    own_report: bool = False  # its rows tell when they were reported, whatever its name says

    def cells(self, connection: duckdb.DuckDBPyConnection, columns: list[str]) -> duckdb.DuckDBPyRelation:
        """All records as text: (line, lines, ragged, …columns)."""
        return table(connection, self.irregular.records, columns)


def read(path: Path, spellings: frozenset[str]) -> Sheet:
    """The workbook at `path`; `spellings` are names that columns may have. RefusedError when it cannot be read."""
    opened = book.read(path)
    if not opened.pages:
        raise RefusedError("empty")
    first = max(opened.pages, key=lambda page: is_header(page.rows[0][1], spellings))  # the first of the best
    header = first.rows[0][1]
    alike = [page for page in opened.pages if names(page.rows[0][1]) == names(header)]
    wide = len(header)
    records = [
        (line_number(page.place, number, page is first), 1, cells + [""] * (wide - len(cells)))
        for page in alike
        for number, cells in page.rows[1:]
        if names(cells) != names(header)  # the header once more, as above each printed page
    ]
    below = [line for line, _, cells in records if is_header(cells, spellings)]
    if below and is_header(header, spellings):
        raise HeldError("second_table", lines=some(below))
    remarks = [*opened.remarks]
    if len(alike) > 1:
        remarks.append(Remark("sheets_read", sheets=", ".join(f"{page.place} '{page.name}'" for page in alike)))
    if others := [page.name for page in opened.pages if page not in alike]:
        remarks.append(Remark("sheets_not_read", sheets=", ".join(f"'{name}'" for name in others)))
    return Sheet(header, len(records) + 1, Irregular(records), tuple(remarks))


def line_number(place: int, number: int, first: bool) -> int:
    """The line of a row: its number, on a further sheet behind the place of the sheet (20,000,005)."""
    return number if first else place * FURTHER + number


def names(cells: list[str]) -> list[str]:
    """The cells of a header as they are compared."""
    return [normalised(cell) for cell in cells]


def is_header(cells: list[str], spellings: frozenset[str]) -> bool:
    """Whether nothing stands there but names of columns."""
    said = [name for name in names(cells) if name]
    return len(said) > 1 and all(name in spellings for name in said)
