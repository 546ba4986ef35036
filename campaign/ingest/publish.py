"""Builds the next snapshot beside the one that is served, and puts it in its place: the only writer of the store."""

import os
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from campaign import settings
from campaign.definition import Definition
from campaign.ingest import build, facts
from campaign.ingest.verdict import Verdict

GROWING = ("deliveries", "quarantine", "reports", "covers", "defects", "verification", "services")
Arrival = tuple[Verdict, Path]


def publish(definition: Definition, arrivals: list[Arrival]) -> str:
    """A new snapshot with what was known and these deliveries, each with the folder of its results; its id."""
    store = settings.store()
    store.mkdir(parents=True, exist_ok=True)
    snapshot = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    unnamed = store / f".{snapshot}.part"
    connection = duckdb.connect(str(unnamed), config={"temp_directory": "", "threads": 2})
    try:
        _fill(connection, definition, arrivals, snapshot)
        connection.execute("checkpoint")
    finally:
        connection.close()
    _sync(unnamed)
    unnamed.rename(store / f"{snapshot}.duckdb")
    point(store, snapshot)
    return snapshot


def point(store: Path, snapshot: str) -> None:
    """Serve `snapshot` from here on."""
    pointer = store / ".CURRENT"
    pointer.write_text(snapshot + "\n", encoding="utf-8")
    _sync(pointer)
    pointer.rename(store / "CURRENT")
    _sync(store)


def served() -> Path | None:
    """File of the snapshot that is served, None when nothing was ever published."""
    current = settings.store() / "CURRENT"
    return settings.store() / f"{current.read_text(encoding='utf-8').strip()}.duckdb" if current.exists() else None


def known() -> dict[str, datetime]:
    """When each file that is on the pages was received, by its sha256."""
    file = served()
    if not file:
        return {}
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"attach '{file}' as served (read_only)")
        return dict(connection.query("select sha256, received_at from served.deliveries where kind is not null").fetchall())


def _fill(
    connection: duckdb.DuckDBPyConnection, definition: Definition, arrivals: list[Arrival], snapshot: str
) -> None:
    build.define(connection, "snapshot")
    old = served()
    if old:
        connection.execute(f"attach '{old}' as old (read_only)")
        for table in GROWING:
            connection.table(f"old.{table}").insert_into(table)
        connection.execute("detach old")
    facts.write(connection, definition)
    for verdict, results in arrivals:
        _arrive(connection, verdict, results)
    build.query(connection, "ledger").order("unit_code, measure, date, reported_on").to_table("counts")
    build.query(connection, "progress").to_table("progress")
    build.query(connection, "heard").to_table("heard")
    build.query(
        connection,
        "meta",
        snapshot=snapshot,
        definition=definition.signature,
        silent_after_days=definition.silent_after_days,
    ).to_table("meta")


def _arrive(connection: duckdb.DuckDBPyConnection, verdict: Verdict, results: Path) -> None:
    """Add one delivery: what it says, its quarantine, and its own row, which replaces that of an earlier try."""
    days = build.query(connection, "latest_day", delivered=verdict.latest)
    latest, version = days.fetchall()[0]
    for file in sorted(results.glob("*.parquet")):
        connection.read_parquet(str(file)).create_view("arriving", replace=True)
        build.query(
            connection, f"arriving_{file.stem}", delivery_id=verdict.delivery_id, latest=latest, version=version
        ).insert_into(file.stem)
    connection.execute("delete from deliveries where delivery_id = $id", {"id": verdict.delivery_id})
    row = verdict.row() | {"reported_on": verdict.reported_on or (latest if verdict.published else None)}
    marks = ", ".join(f"${column}" for column in row)
    connection.execute(f"insert into deliveries ({', '.join(row)}) values ({marks})", row)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
