"""Reads Parquet; a row counts as a line, the first as line 1, and there is no header line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet

from campaign.ingest.faults import Refused
from campaign.ingest.readers.careful import Odd
from campaign.ingest.readers.text import Record


@dataclass
class Parquet:
    """A Parquet file; its columns keep their types where they are days."""

    path: Path
    header: list[str]
    lines: int
    first_line: int = 1
    odd: Odd = field(default_factory=Odd)

    def ordinary(
        self, connection: duckdb.DuckDBPyConnection, columns: dict[str, str], days: str | None
    ) -> duckdb.DuckDBPyRelation:
        """Rows as these columns and types, in order, null where a cell is not of its type; no district then."""
        rows = connection.read_parquet(str(self.path))
        named = dict(zip(columns, zip(rows.columns, rows.types, strict=True), strict=True))
        fits = [
            f'("{name}" is null or trim("{name}") = \'\' or try_cast("{name}" as date) is not null)'
            for column, (name, kind) in named.items()
            if columns[column] == "date" and str(kind) == "VARCHAR"
        ]
        cells = {column: f'try_cast("{name}" as {columns[column]})' for column, (name, _) in named.items()}
        if fits:
            cells["district_code"] = f"case when {' and '.join(fits)} then {cells['district_code']} end"
        return rows.project(", ".join(f"{cell} as {column}" for column, cell in cells.items()))

    def cells(self, connection: duckdb.DuckDBPyConnection, columns: list[str]) -> duckdb.DuckDBPyRelation:
        """All records as text: (line, lines, ragged, …columns)."""
        rows = connection.read_parquet(str(self.path), file_row_number=True)
        cells = [
            f'coalesce(cast("{name}" as varchar), \'\') as {column}'
            for name, column in zip(self.header, columns, strict=True)
        ]
        return rows.project(f"file_row_number + 1 as line, 1 as lines, false as ragged, {', '.join(cells)}")

    def pick(self, lines: Iterable[int]) -> Iterator[Record]:
        """The records of these rows, as text."""
        wanted = pa.table({"line": pa.array(np.sort(np.fromiter(lines, np.int64)))})
        with duckdb.connect(":memory:") as connection:
            connection.from_arrow(wanted).create_view("wanted")
            rows = self.cells(connection, [f"cell_{place}" for place in range(len(self.header))])
            rows.create_view("rows")
            for line, span, _, *cells in connection.query("from rows semi join wanted using (line)").fetchall():
                yield line, span, cells


def read(path: Path, work: Path) -> Parquet:
    """The Parquet file at `path`. Refused when it is cut short or broken."""
    try:
        metadata = pyarrow.parquet.read_metadata(path)
    except (pa.ArrowException, OSError) as error:
        raise Refused("broken_parquet") from error
    return Parquet(path, metadata.schema.to_arrow_schema().names, metadata.num_rows)
