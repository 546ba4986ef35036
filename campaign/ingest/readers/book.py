"""Reads the visible sheets of a workbook (XLSX, XLS, ODS), as the values that the workbook itself last computed."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import python_calamine as calamine

from campaign.ingest.errors import RefusedError
from campaign.ingest.readers import extent
from campaign.ingest.readers.decode import BLOCK
from campaign.ingest.remarks import Remark, some

MOST = 512 << 20  # bytes of the unpacked workbook: a sheet holds 1,048,576 rows at most, about 250 MB of XML
MACROS = "vbaProject.bin"
FORMULA = re.compile(rb"<(\w+:)?f[ >/]")
SINCE_1904 = re.compile(rb"""date1904\s*=\s*["'](1|true)["']""")
LONGEST_MARK = 20
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.spreadsheet"
Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Page:
    """A visible sheet: its place among all sheets from 1, its name, and its rows in which something stands."""

    place: int
    name: str
    rows: list[Row]


@dataclass(frozen=True)
class Book:
    """The visible sheets in which something stands, and remarks for the staff."""

    pages: list[Page]
    remarks: tuple[Remark, ...]


def read(path: Path) -> Book:
    """The workbook at `path`. RefusedError for macros, for a bomb, for a password, and for what is no workbook."""
    found: dict[str, object] = dict.fromkeys(("links", "formulas", "hidden_sheets", "since_1904"), False)
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                found |= _looked_through(archive)
        workbook = calamine.CalamineWorkbook.from_path(str(path))
        sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
        pages = [
            Page(place, sheet.name, list(_rows(workbook.get_sheet_by_name(sheet.name))))
            for place, sheet in enumerate(sheets, 1)
            if sheet.visible == calamine.SheetVisibleEnum.Visible
        ]
    except calamine.PasswordError as error:
        raise RefusedError("password") from error
    except (zipfile.BadZipFile, calamine.CalamineError, KeyError, ValueError, EOFError, NotImplementedError) as error:
        raise RefusedError("broken_workbook") from error
    if not pages:
        raise RefusedError("broken_workbook")
    found["hidden_sheets"] = len(pages) < len(sheets)
    remarks = [Remark(key, cells=said) if isinstance(said, str) else Remark(key) for key, said in found.items() if said]
    return Book([page for page in pages if page.rows], tuple(remarks))


def _looked_through(archive: zipfile.ZipFile) -> dict[str, object]:
    """What of the parts of a workbook staff should know. RefusedError for what cannot be read within bounds."""
    parts = archive.namelist()
    if sum(entry.file_size for entry in archive.infolist()) > MOST:
        raise RefusedError("bomb")
    if any(part.endswith(MACROS) for part in parts):
        raise RefusedError("macros")
    if "mimetype" in parts and archive.read("mimetype").decode("latin-1").startswith(OPEN_DOCUMENT):
        extent.check(archive, extent.OpenDocument, [extent.CONTENT])
        return {}
    if "xl/workbook.xml" not in parts:
        raise RefusedError("broken_workbook")
    sheets = [part for part in parts if part.startswith(extent.SHEETS) and part.endswith(".xml")]
    seen = extent.check(archive, extent.Excel, sheets)
    return {
        "hidden_rows": any(sheet.hidden for sheet in seen),
        "failed_cells": some([cell for sheet in seen for cell in sheet.failed]),
        "links": any(part.startswith("xl/externalLinks/") for part in parts),
        "formulas": any(_has(archive, part, FORMULA) for part in sheets),
        "since_1904": bool(SINCE_1904.search(archive.read("xl/workbook.xml"))),
    }


def _has(archive: zipfile.ZipFile, part: str, mark: re.Pattern[bytes]) -> bool:
    """Whether a part of the workbook has the mark anywhere."""
    with archive.open(part) as file:
        end = b""
        while block := file.read(BLOCK):
            if mark.search(end + block):
                return True
            end = block[-LONGEST_MARK:]
    return False


def _rows(sheet: calamine.CalamineSheet) -> Iterator[Row]:
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [_text(cell) for cell in row]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            yield number, cells


def _text(cell: object) -> str:
    """A cell as it would stand in a CSV: a whole number without its point."""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
