"""Reads Parquet."""

from pathlib import Path

import duckdb
import pyarrow.parquet


def header(path: Path) -> list[str]:
    """Names of the columns."""
    return pyarrow.parquet.read_schema(path).names


def load(connection: duckdb.DuckDBPyConnection, path: Path, columns: list[str]) -> None:
    """Make the view `raw(line, ragged, …columns)` on `connection`: cells as text. A row counts as a line."""
    read = connection.read_parquet(str(path), file_row_number=True)
    cells = ", ".join(
        f'cast("{name}" as varchar) as {column}'
        for name, column in zip(read.columns[:-1], columns, strict=True)
    )
    read.project(f"{cells}, file_row_number + 1 as line, false as ragged").create_view("raw")
