"""Reads the first visible sheet of an XLSX workbook, as the values that the workbook itself last computed."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from campaign.ingest.faults import Refused
from campaign.ingest.readers.careful import Odd
from campaign.ingest.readers.text import Record, table

MOST = 512 << 20  # bytes of the unpacked workbook: a sheet holds 1,048,576 rows at most, about 250 MB of XML
MACROS = "vbaProject.bin"


@dataclass
class Sheet:
    """A sheet: every row in `odd.records`, to be looked at cell by cell."""

    header: list[str]
    lines: int
    odd: Odd
    first_line: int = 2
    ordinary = None

    def cells(self, connection: duckdb.DuckDBPyConnection, columns: list[str]) -> duckdb.DuckDBPyRelation:
        """All records as text: (line, lines, ragged, …columns)."""
        return table(connection, self.odd.records, columns)

    def pick(self, lines: Iterable[int]) -> Iterator[Record]:
        """Nothing: no row of a sheet is ordinary."""
        return iter(())


def read(path: Path, work: Path) -> Sheet:
    """The workbook at `path`. Refused for macros, for a bomb, and for what is no workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST:
                raise Refused("bomb")
            if any(entry.filename.endswith(MACROS) for entry in archive.infolist()):
                raise Refused("macros")
        rows = list(_rows(path))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, EOFError) as error:
        raise Refused("broken_workbook") from error
    if not rows:
        raise Refused("empty")
    header, *records = rows
    wide = len(header)
    odd = Odd()
    for line, cells in enumerate(records, 2):
        if any(cells):
            odd.records.append((line, 1, cells + [""] * (wide - len(cells))))
        else:
            odd.faults.append((line, "blank_line"))
    return Sheet(header, len(rows), odd)


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open("rb") as file:
        workbook = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheet = next(sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible")
        for row in sheet.iter_rows(values_only=True):
            cells = [_text(cell) for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            yield cells


def _text(cell: object) -> str:
    """A cell as it would stand in a CSV: a whole number without its point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
