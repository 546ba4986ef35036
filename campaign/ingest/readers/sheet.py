"""Reads the first visible sheet of an XLSX workbook, as the values that the workbook itself last computed."""

import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.exceptions import InvalidFileException

from campaign.ingest.errors import RefusedError
from campaign.ingest.readers.decode import BLOCK
from campaign.ingest.readers.irregular import Irregular
from campaign.ingest.readers.text import table

MOST = 512 << 20  # bytes of the unpacked workbook: a sheet holds 1,048,576 rows at most, about 250 MB of XML
MACROS = "vbaProject.bin"
FORMULA = re.compile(rb"<(\w+:)?f[ >/]")
LONGEST_MARK = 20


@dataclass
class Sheet:
    """A sheet: every row in `irregular.records`, to be looked at cell by cell."""

    header: list[str]
    lines: int
    irregular: Irregular
    remarks: tuple[str, ...] = ()
    first_line: int = 2

    def cells(self, connection: duckdb.DuckDBPyConnection, columns: list[str]) -> duckdb.DuckDBPyRelation:
        """All records as text: (line, lines, ragged, …columns)."""
        return table(connection, self.irregular.records, columns)


def read(path: Path) -> Sheet:
    """The workbook at `path`. RefusedError for macros, for a bomb, and for what is no workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST:
                raise RefusedError("bomb")
            if any(entry.filename.endswith(MACROS) for entry in archive.infolist()):
                raise RefusedError("macros")
            linked = any(entry.filename.startswith("xl/externalLinks/") for entry in archive.infolist())
            reckoned = any(_has(archive, entry, FORMULA) for entry in archive.infolist())
        rows, hidden, since_1904 = _rows(path)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, EOFError) as error:
        raise RefusedError("broken_workbook") from error
    if not rows:
        raise RefusedError("empty")
    header, *records = rows
    wide = len(header)
    irregular = Irregular()
    for line, cells in enumerate(records, 2):
        if any(cells):
            irregular.records.append((line, 1, cells + [""] * (wide - len(cells))))
        else:
            irregular.faults.append((line, "blank_line"))
    found = {"links": linked, "formulas": reckoned, "hidden_sheets": hidden, "since_1904": since_1904}
    return Sheet(header, len(rows), irregular, tuple(remark for remark, holds in found.items() if holds))


def _rows(path: Path) -> tuple[list[list[str]], bool, bool]:
    """Rows of the first visible sheet, whether others are hidden, and whether its days are counted from 1904."""
    with path.open("rb") as file:
        workbook = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        if not visible:
            raise RefusedError("broken_workbook")
        rows = [[_text(cell) for cell in row] for row in visible[0].iter_rows(values_only=True)]
        for cells in rows:
            while cells and not cells[-1]:
                cells.pop()
        return rows, len(visible) < len(workbook.worksheets), workbook.epoch == CALENDAR_MAC_1904


def _has(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, mark: re.Pattern[bytes]) -> bool:
    """Whether a sheet of the workbook has the mark anywhere."""
    if not entry.filename.startswith("xl/worksheets/"):
        return False
    with archive.open(entry) as file:
        end = b""
        while block := file.read(BLOCK):
            if mark.search(end + block):
                return True
            end = block[-LONGEST_MARK:]
    return False


def _text(cell: object) -> str:
    """A cell as it would stand in a CSV: a whole number without its point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
