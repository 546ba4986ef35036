"""Reads Parquet; a row counts as a line, the first as line 1, and there is no header line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet

from campaign.ingest.errors import RefusedError
from campaign.ingest.readers.irregular import Irregular
from campaign.ingest.readers.text import Record, one_by_one
from campaign.serving import database


@dataclass
class Parquet:
    """A Parquet file; its columns keep their types where they are days."""

    path: Path
    header: list[str]
    lines: int
    zone: str
    first_line: int = 1
    remarks: tuple[str, ...] = ()
    irregular: Irregular = field(default_factory=Irregular)

    def ordinary(
        self, connection: duckdb.DuckDBPyConnection, columns: dict[str, str], _days: str | None
    ) -> duckdb.DuckDBPyRelation:
        """Rows as these columns and types, in order, null where a cell is not of its type; no district then."""
        rows = connection.read_parquet(str(self.path))
        named = dict(zip(columns, zip(rows.columns, rows.types, strict=True), strict=True))
        texts = {column: kind for column, kind in columns.items() if str(named[column][1]) == "VARCHAR"}
        cells = {
            column: f'"{name}"' if column in texts else f"try_cast({_plain(name, kind)} as {columns[column]})"
            for column, (name, kind) in named.items()
        }
        read = rows.project(", ".join(f'{cell} as "{column}"' for column, cell in cells.items()))
        return one_by_one(read, dict.fromkeys(columns, "varchar") | texts)

    def cells(self, connection: duckdb.DuckDBPyConnection, columns: list[str]) -> duckdb.DuckDBPyRelation:
        """All records as text: (line, lines, ragged, …columns)."""
        rows = connection.read_parquet(str(self.path), file_row_number=True)
        return rows.project(
            f"file_row_number + 1 as line, 1 as lines, false as ragged, {', '.join(self._texts(columns, rows))}"
        )

    def pick(self, lines: Iterable[int]) -> Iterator[Record]:
        """The records of these rows, as text; only the row groups that hold them are read."""
        wanted = np.sort(np.fromiter(lines, np.int64))
        file, start = pyarrow.parquet.ParquetFile(self.path), 1
        for group in range(file.num_row_groups):
            end = start + file.metadata.row_group(group).num_rows
            here = wanted[(wanted >= start) & (wanted < end)]
            if len(here):
                rows = file.read_row_group(group).take(here - start)
                with database.connect(self.zone) as connection:
                    read = connection.from_arrow(rows)
                    texts = read.project(", ".join(self._texts(self.header, read))).fetchall()
                yield from ((line, 1, list(cells)) for line, cells in zip(here.tolist(), texts, strict=True))
            start = end

    def _texts(self, columns: list[str], rows: duckdb.DuckDBPyRelation) -> list[str]:
        kinds = dict(zip(rows.columns, rows.types, strict=True))
        return [
            f"coalesce(cast({_plain(name, kinds[name])} as varchar), '') as \"{column}\""
            for name, column in zip(self.header, columns, strict=True)
        ]


def _plain(name: str, kind: object) -> str:
    """The cell of a column; a number that pandas has made a double beside a gap, or a database a
    decimal, without its point."""
    if not str(kind).startswith(("DOUBLE", "FLOAT", "DECIMAL")):
        return f'"{name}"'
    whole = f'"{name}" = trunc("{name}") and abs("{name}") < 1e15'
    text = f'case when {whole} then cast(cast("{name}" as bigint) as varchar) else cast("{name}" as varchar) end'
    return f'case when not isnan(cast("{name}" as double)) then {text} end'


def read(path: Path, zone: str) -> Parquet:
    """The Parquet file at `path`; its instants are days of `zone`. RefusedError when it is cut short or broken."""
    try:
        metadata = pyarrow.parquet.read_metadata(path)
    except (pa.ArrowException, OSError) as error:
        raise RefusedError("broken_parquet") from error
    return Parquet(path, metadata.schema.to_arrow_schema().names, metadata.num_rows, zone)
