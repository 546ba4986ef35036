"""The targets that were ever shown, kept in the vault: an earlier definition gave them, and it is gone."""

import json
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from campaign.ingest import disk, facts, vault
from campaign.serving import database, pointer

Shown = dict[str, Any]  # `last_on`, the latest day known, and `targets`, rows


def keep(file: object) -> None:
    """Keep those that the snapshot at `file` shows."""
    with database.connect() as connection:
        pointer.attach(connection, file, "served")
        rows = connection.query("from served.targets where issued_by = 'campaign' order by all")
        (last_on,) = connection.query("select max(reported_on) from served.deliveries").fetchall()[0]
        shown = {"last_on": last_on, "targets": rows.to_arrow_table().to_pylist()}
    text = json.dumps(shown, default=str, indent=1) + "\n"
    path = vault.folder() / "targets"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        disk.write(path, text)


def kept() -> Shown | None:
    """Those that were kept last."""
    path = vault.folder() / "targets"
    try:
        said: Shown = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise pointer.StoreError("note_broken", file=path) from error
    return said if said["last_on"] else None


def attach(connection: duckdb.DuckDBPyConnection, shown: Shown) -> None:
    """Give a connection the tables of an `old` snapshot of which the query of the targets asks."""
    days = ("deadline", "issued_on")
    rows = [row | {day: row[day] and date.fromisoformat(row[day]) for day in days} for row in shown["targets"]]
    connection.execute("attach ':memory:' as old")
    schema = pa.schema(facts.SCHEMAS["targets"])
    connection.from_arrow(pa.Table.from_pylist(rows, schema)).to_table("old.main.targets")
    connection.execute("create table old.deliveries as select $day::date as reported_on", {"day": shown["last_on"]})
