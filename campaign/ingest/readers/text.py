"""Reads delimited text: ordinary lines by DuckDB, the others by `irregular`."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

import duckdb
import numpy as np
import pyarrow as pa

from campaign.ingest.errors import HeldError, RefusedError
from campaign.ingest.readers.decode import BLOCK, decoded
from campaign.ingest.readers.irregular import Irregular, straighten
from campaign.ingest.readers.legacy import preview
from campaign.ingest.readers.lines import Survey, is_utf8, survey

DELIMITERS = ",;\t|"
UNSEEN = "\x02"  # stands in no text: with it as null, a missing cell differs from an empty one
SEPARATOR = re.compile(rb"(\xef\xbb\xbf)?\"?sep=[,;\t|]\"?\r?\n", re.IGNORECASE)  # for Excel, above the header
MOST_BAD = 0.1  # share of lines that are not UTF-8 above which the file is in another encoding
Record = tuple[int, int, list[str]]


@dataclass
class Text:
    """A text with its ordinary lines in `file`, at their own line numbers, and the others in `irregular`."""

    file: BinaryIO
    header: list[str]
    delimiter: str
    seen: Survey
    irregular: Irregular
    first_line: int = 2
    padding: int = 0  # cells that every line has behind its last column, empty
    remarks: tuple[str, ...] = ()

    @property
    def lines(self) -> int:
        """Physical lines, the header's included."""
        return self.seen.lines

    @property
    def path(self) -> str:
        """Where DuckDB finds it; the file itself may have no name."""
        return f"/proc/self/fd/{self.file.fileno()}"

    def ordinary(
        self, connection: duckdb.DuckDBPyConnection, columns: dict[str, str], days: str | None
    ) -> duckdb.DuckDBPyRelation:
        """Lines as rows of these columns and types, in order; `reject_errors` has those that do not fit.

        `days` is the format of all days, of instants when it ends in Z; without one each is read by itself, and a row
        with one that is none has no district.
        """
        instants = days is not None and days.endswith("Z")
        behind = dict.fromkeys([f"behind_{number}" for number in range(self.padding)], "varchar")
        kinds = {"date": "timestamp"} if instants else {}
        typed = {column: kinds.get(kind, kind) for column, kind in columns.items()} | behind
        types = typed if days else dict.fromkeys(typed, "varchar")
        form = {"timestamp_format" if instants else "date_format": days}
        rows = self._read(connection, types, store_rejects=True, rejects_limit=0, **form)
        if not days:
            return one_by_one(rows, columns)
        in_zone = 'cast(timezone(\'UTC\', "{0}") as date) as "{0}"'  # that of the connection
        return rows.project(
            ", ".join((in_zone if kind in kinds else '"{0}"').format(name) for name, kind in columns.items())
        )

    def cells(self, connection: duckdb.DuckDBPyConnection, columns: list[str]) -> duckdb.DuckDBPyRelation:
        """All records as text: (line, lines, ragged, …columns), a cell that is missing null."""
        named, spare = [f'"{column}"' for column in columns], [f"spare_{number}" for number in range(self.padding + 2)]
        more = " or ".join(f"nullif({column}, '') is not null" for column in spare)
        rows = self._read(
            connection,
            dict.fromkeys([*columns, *spare], "varchar"),
            null_padding=True,
            parallel=False,
            na_values=[UNSEEN],
            strict_mode=False,
        )
        rows.project("*, true as there").create_view("ordinary_rows")
        connection.from_arrow(pa.table({"line": self._line_numbers()})).create_view("numbers_of_lines")
        read = connection.query(
            f"""select numbers_of_lines.line, 1 as lines,
            {named[-1]} is null or {more} as ragged,
            {", ".join(named)}
            from ordinary_rows positional join numbers_of_lines where there and line is not null"""
        )
        return read.union(table(connection, self.irregular.records, columns))

    def pick(self, lines: Iterable[int]) -> Iterator[Record]:
        """The records on these ordinary lines."""
        wanted = np.sort(np.fromiter(lines, np.int64))
        wanted = wanted[wanted < self.seen.firsts[-1]]
        blocks = np.searchsorted(self.seen.firsts, wanted, side="right") - 1
        for block in np.unique(blocks).tolist():
            start, end = self.seen.offsets[block : block + 2].tolist()
            self.file.seek(start)
            rows = self.file.read(end - start).split(b"\n")
            for line in wanted[blocks == block].tolist():
                row = rows[line - self.seen.firsts[block]]
                yield line, 1, row.decode().removesuffix("\r").split(self.delimiter)

    def _read(
        self, connection: duckdb.DuckDBPyConnection, columns: dict[str, str], **options: Any
    ) -> duckdb.DuckDBPyRelation:
        """Lines after the header, split at the delimiter alone."""
        return connection.read_csv(
            self.path,
            columns=columns,
            auto_detect=False,
            header=False,
            skiprows=self.first_line - 1,
            delimiter=self.delimiter,
            quotechar="",
            escapechar="",
            **options,
        )

    def _line_numbers(self) -> np.ndarray:
        """Line numbers of the ordinary lines."""
        taken = {number for number, _ in self.irregular.faults}
        taken |= {line for number, span, _ in self.irregular.records for line in range(number, number + span)}
        numbers = np.arange(self.first_line, self.lines + 1)
        return numbers[~np.isin(numbers, list(taken))] if taken else numbers


def one_by_one(rows: duckdb.DuckDBPyRelation, columns: dict[str, str]) -> duckdb.DuckDBPyRelation:
    """Texts as these columns and types, each day read by itself; a row with one that is none has no district."""
    dated = [column for column, kind in columns.items() if kind == "date"]
    cells = {column: f"day_of(trim({column}))" if column in dated else f'"{column}"' for column in columns}
    fits = [f"(coalesce(trim({column}), '') = '' or {cells[column]} is not null)" for column in dated]
    if fits:
        cells["district_code"] = f"case when {' and '.join(fits)} then {cells['district_code']} end"
    return rows.project(", ".join(f"{cell} as {column}" for column, cell in cells.items()))


def table(
    connection: duckdb.DuckDBPyConnection, records: Iterable[Record], columns: list[str]
) -> duckdb.DuckDBPyRelation:
    """Records as a relation (line, lines, ragged, …columns)."""
    records, wide = list(records), len(columns)
    fields = {
        "line": pa.array([line for line, _, _ in records], pa.int64()),
        "lines": pa.array([span for _, span, _ in records], pa.int32()),
        "ragged": pa.array([len(cells) < wide or any(cells[wide:]) for _, _, cells in records], pa.bool_()),
    }
    for position, column in enumerate(columns):
        of_column = [cells[position] if position < len(cells) else None for _, _, cells in records]
        fields[column] = pa.array(of_column, pa.string())
    return connection.from_arrow(pa.table(fields))


def read(path: Path, work: Path, spellings: frozenset[str]) -> Text:
    """The text at `path`, made ordinary in folder `work` where it is not. FileError when it is none."""
    file = decoded(path, work)
    line = file.readline(BLOCK)
    above = [line] if SEPARATOR.fullmatch(line) else []
    cells, delimiter = heading(file.readline(BLOCK) if above else line, spellings)
    header = without_end(cells)
    seen, irregular = survey(file), Irregular()
    if not seen.ordinary:
        file, irregular = straighten(file, work, delimiter, len(cells), len(above) + 1)
        mostly_readable(header, sum(rule == "bad_encoding" for _, rule in irregular.faults), seen.lines)
        seen = replace(seen, offsets=(straight := survey(file)).offsets, firsts=straight.firsts)
    return Text(file, header, delimiter, seen, irregular, len(above) + 2, len(cells) - len(header))


def without_end(cells: list[str]) -> list[str]:
    """The cells up to the last in which something stands: Excel writes every column that ever had a format."""
    while len(cells) > 1 and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def heading(first: bytes, spellings: frozenset[str]) -> tuple[list[str], str]:
    """Header and delimiter that the first line of a text gives; `spellings` are names that columns may have.

    FileError when it gives none.
    """
    if not first:
        raise RefusedError("empty")
    if b"\0" in first[:4096]:
        raise RefusedError("not_text")
    if not is_utf8(first):
        reading, encoding = preview(first, spellings)
        raise HeldError("other_encoding", preview=reading, encoding=encoding)
    line = first.decode("utf-8-sig").rstrip("\r\n")
    delimiter = max(DELIMITERS, key=line.count)
    return next(csv.reader([line], delimiter=delimiter), []), delimiter


def mostly_readable(header: list[str], bad: int, lines: int) -> None:
    """HeldError when so many lines are not UTF-8 that the file is in another encoding."""
    if bad > MOST_BAD * lines:
        raise HeldError("other_encoding", preview=", ".join(header), encoding="?")
