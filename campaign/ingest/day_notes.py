"""What units have written down of a day, such as `máy in hỏng`: one line after another in the vault."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb
import pyarrow as pa

from campaign.ingest import entries

JOURNAL = "notes.jsonl"
SCHEMA = pa.schema(
    {
        "note_id": pa.string(),
        "unit_code": pa.string(),
        "measure": pa.string(),
        "first_on": pa.date32(),
        "last_on": pa.date32(),
        "note": pa.string(),
        "written_by": pa.string(),
        "written_at": pa.timestamp("us"),
        "delivery_id": pa.string(),
        "reported_on": pa.date32(),
    }
)


@dataclass(frozen=True)
class DayNote:
    """What somebody wrote of a unit's days, of a measure or of all (None); known from `reported_on` on.

    With `gone` the note of that id is taken back.
    """

    id: str
    unit: str
    measure: str | None
    first_on: date
    last_on: date
    reported_on: date
    at: datetime
    who: str | None
    said: str
    gone: bool = False


def known() -> list[DayNote]:
    """Those that stand, in the order in which they were written."""
    lines = entries.known(JOURNAL, DayNote)
    gone = {one.id for one in lines if one.gone}
    return [one for one in lines if one.id not in gone]


def write(connection: duckdb.DuckDBPyConnection) -> None:
    """Put what was written on pages in the place of what a snapshot's table `notes` had of it."""
    rows = [_row(one) for one in known()]
    connection.execute("delete from notes where delivery_id is null")
    connection.from_arrow(pa.Table.from_pylist(rows, SCHEMA)).insert_into("notes")


def _row(one: DayNote) -> dict[str, Any]:
    named = {"id": "note_id", "unit": "unit_code", "at": "written_at", "who": "written_by", "said": "note"}
    return {named.get(key, key): value for key, value in vars(one).items() if key != "gone"}
