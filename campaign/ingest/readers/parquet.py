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
from campaign.ingest.readers.text import Record


@dataclass
class Parquet:
    """A Parquet file; its columns keep their types where they are days."""

    path: Path
    header: list[str]
    lines: int
    first_line: int = 1
    remarks: tuple[str, ...] = ()
    irregular: Irregular = field(default_factory=Irregular)

    def ordinary(
        self, connection: duckdb.DuckDBPyConnection, columns: dict[str, str], _days: str | None
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
        return rows.project(
            f"file_row_number + 1 as line, 1 as lines, false as ragged, {', '.join(self._texts(columns))}"
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
                with duckdb.connect(":memory:") as connection:
                    texts = connection.from_arrow(rows).project(", ".join(self._texts(self.header))).fetchall()
                yield from ((line, 1, list(cells)) for line, cells in zip(here.tolist(), texts, strict=True))
            start = end

    def _texts(self, columns: list[str]) -> list[str]:
        return [
            f'coalesce(cast("{name}" as varchar), \'\') as "{column}"'
            for name, column in zip(self.header, columns, strict=True)
        ]


def read(path: Path) -> Parquet:
    """The Parquet file at `path`. RefusedError when it is cut short or broken."""
    try:
        metadata = pyarrow.parquet.read_metadata(path)
    except (pa.ArrowException, OSError) as error:
        raise RefusedError("broken_parquet") from error
    return Parquet(path, metadata.schema.to_arrow_schema().names, metadata.num_rows)
