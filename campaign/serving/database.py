"""Opens DuckDB, and nothing else that knows a day does: no connection takes the time zone of the machine it is on."""

from collections.abc import Mapping
from pathlib import Path

import duckdb

UTC = "UTC"
Setting = str | int | float | list[str]


def connect(
    zone: str = UTC, file: Path | None = None, config: Mapping[str, Setting] = {}, read_only: bool = False
) -> duckdb.DuckDBPyConnection:
    """A connection in memory, or to `file`, with these settings of DuckDB's.

    `zone` says on which day an instant is: that of the campaign wherever a file is read.
    """
    connection = duckdb.connect(str(file or ":memory:"), read_only=read_only, config={"temp_directory": "", **config})
    connection.execute(f"set global TimeZone = '{zone}'")
    return connection
