"""Reads the first visible sheet of an XLSX workbook, as the values that the workbook itself last computed."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import openpyxl
import pyarrow as pa


def header(path: Path) -> list[str]:
    """Cells of the first row."""
    return [cell or "" for cell in next(_rows(path), [])]


def load(connection: duckdb.DuckDBPyConnection, path: Path, columns: list[str]) -> None:
    """Make the table `raw(line, ragged, …columns)` on `connection`: cells as text."""
    rows = list(_rows(path))[1:]
    wide = len(columns)
    cells = {
        column: pa.array([row[place] if place < len(row) else None for row in rows], pa.string())
        for place, column in enumerate(columns)
    }
    table = pa.table(
        cells
        | {
            "line": pa.array(range(2, len(rows) + 2), pa.int64()),
            "ragged": pa.array([any(row[wide:]) for row in rows], pa.bool_()),
        }
    )
    connection.from_arrow(table).to_table("raw")


def _rows(path: Path) -> Iterator[list[str | None]]:
    workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    sheet = next(sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible")
    for row in sheet.iter_rows(values_only=True):
        yield [_text(cell) for cell in row]


def _text(cell: object) -> str | None:
    """A cell as it would stand in a CSV: a day without its midnight, a whole number without its point."""
    if cell is None:
        return None
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
