"""Reads delimited text, plain or gzipped: one row per physical line."""

import csv
import gzip
from pathlib import Path

import duckdb

DELIMITERS = ",;\t|"
SPARE = ("spare_1", "spare_2")


def header(path: Path) -> list[str]:
    """Cells of the first line."""
    return next(csv.reader([_first_line(path)], delimiter=_delimiter(path)), [])


def load(connection: duckdb.DuckDBPyConnection, path: Path, columns: list[str]) -> None:
    """Make the view `raw(line, fault, …columns)` on `connection`: cells as text, null where one is missing."""
    connection.read_csv(
        str(path),
        columns=dict.fromkeys([*columns, *SPARE], "varchar"),
        auto_detect=False,
        header=False,
        skiprows=1,
        delimiter=_delimiter(path),
        quotechar='"',
        escapechar='"',
        null_padding=True,
        parallel=False,
        na_values=["\x02"],
        strict_mode=False,
        compression="gzip" if _is_gzip(path) else "none",
    ).create_view("lines")
    connection.query(
        f"select *, row_number() over () + 1 as line, {SPARE[0]} is not null or {columns[-1]} is null as ragged"
        " from lines"
    ).create_view("raw")


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def _first_line(path: Path) -> str:
    opened = gzip.open if _is_gzip(path) else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
        return file.readline()


def _delimiter(path: Path) -> str:
    return max(DELIMITERS, key=_first_line(path).count)
