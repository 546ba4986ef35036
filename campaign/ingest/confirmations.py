"""What units have confirmed: one line after another in the vault, so that a store made anew knows all of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb
import pyarrow as pa

from campaign.ingest import entries

JOURNAL = "confirmations.jsonl"
SCHEMA = pa.schema(
    {
        "unit_code": pa.string(),
        "date": pa.date32(),
        "place": pa.int64(),
        "confirmed_at": pa.timestamp("us"),
        "measure": pa.string(),
        "total": pa.int64(),
    }
)


@dataclass(frozen=True)
class Confirmation:
    """That somebody confirmed the `totals` (items by measure) that a unit had at the end of a day; `at` is in UTC."""

    unit: str
    day: date
    at: datetime
    who: str | None
    note: str
    totals: dict[str, int]


def known() -> list[Confirmation]:
    """All of them, in the order in which they were made."""
    return entries.known(JOURNAL, Confirmation)


def write(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `confirmations` of a snapshot, a row for each confirmation and measure: `place` is their order."""
    table = pa.Table.from_pylist(list(_rows(known())), SCHEMA)
    connection.execute("drop table if exists confirmations")
    connection.from_arrow(table).to_table("confirmations")


def _rows(every: list[Confirmation]) -> Iterator[dict[str, Any]]:
    for place, one in enumerate(every, 1):
        said = {"unit_code": one.unit, "date": one.day, "place": place, "confirmed_at": one.at}
        yield from (said | {"measure": measure, "total": total} for measure, total in one.totals.items())
