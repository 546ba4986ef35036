"""Builds the next snapshot beside the one that is served, and puts it in its place: the only writer of the store."""

import os
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from campaign import settings
from campaign.definition import Definition
from campaign.forecast.snapshot import keep as keep_forecast
from campaign.ingest import build, check, child, facts
from campaign.ingest.verdict import Verdict

GROWING = ("deliveries", "quarantine", "reports", "covers", "defects", "verification", "services")
KEPT = 5
Arrival = tuple[Verdict, Path | None]


def publish(definition: Definition, arrivals: list[Arrival]) -> str:
    """Serve a new snapshot with what was known and these deliveries, each with the folder of its results; its id.

    child.Failed when it cannot be written or does not hold together; what is served then stays.
    """
    store = settings.store()
    snapshot = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    unnamed = store / f".{snapshot}.part"
    try:
        _build(unnamed, definition, arrivals, snapshot)
        if list(store.glob(f".{snapshot}.part.*")):
            raise child.Failed(child.reason("disk_full"))  # DuckDB could not fold its log into the file
        _sync(unnamed)
        broken = child.run(check.broken_promises, unnamed)
        if broken:
            raise child.Failed("; ".join(broken))
        unnamed.rename(store / f"{snapshot}.duckdb")
        point(snapshot)
    except (OSError, duckdb.Error) as error:
        raise child.Failed(child.reason(child.fault_of(error))) from error
    finally:
        for leftover in store.glob(f".{snapshot}.part*"):
            leftover.unlink()
    for old in snapshots()[:-KEPT]:
        if old != served():
            old.unlink()
    return snapshot


def point(snapshot: str) -> None:
    """Serve `snapshot` from here on."""
    store = settings.store()
    pointer = store / ".CURRENT.part"
    pointer.write_text(snapshot + "\n", encoding="utf-8")
    _sync(pointer)
    pointer.rename(store / "CURRENT")
    _sync(store)


def snapshots() -> list[Path]:
    """Files of the snapshots that are kept, oldest first."""
    return sorted(settings.store().glob("*.duckdb"))


def served() -> Path | None:
    """File of the snapshot that is served, None when nothing was ever published."""
    current = settings.store() / "CURRENT"
    return settings.store() / f"{current.read_text(encoding='utf-8').strip()}.duckdb" if current.exists() else None


def _build(unnamed: Path, definition: Definition, arrivals: list[Arrival], snapshot: str) -> None:
    with duckdb.connect(":memory:", config={"temp_directory": "", "threads": 2}) as connection:
        connection.execute(f"attach '{unnamed}' as snapshot; use snapshot")
        build.define(connection, "snapshot")
        old = served()
        if old:
            connection.execute(f"attach '{old}' as old (read_only)")
            for table in GROWING:
                connection.execute(f"insert into {table} by name from old.{table}")
            connection.execute("detach old")
        facts.write(connection, definition)
        for verdict, results in arrivals:
            _arrive(connection, verdict, results)
        known = {
            "snapshot": snapshot,
            "definition": definition.signature,
            "silent_after_days": definition.silent_after_days,
        }
        for table, name in (("counts", "ledger"), ("progress", "progress"), ("heard", "heard"), ("meta", "meta")):
            build.query(connection, name, **known).to_table(table)
        keep_forecast(connection, definition.root)
        # What is left to the closing of the file fails in silence when the disk is full, and stays behind in its log.
        connection.execute("checkpoint snapshot")


def _arrive(connection: duckdb.DuckDBPyConnection, verdict: Verdict, results: Path | None) -> None:
    """Add one delivery: what it says, its quarantine, and its own row, which replaces that of an earlier try."""
    latest, version = build.query(connection, "latest_day", delivered=verdict.latest).fetchall()[0]
    for file in sorted(results.glob("*.parquet")) if results else []:
        connection.read_parquet(str(file)).create_view("arriving", replace=True)
        build.query(
            connection, f"arriving_{file.stem}", delivery_id=verdict.delivery_id, latest=latest, version=version
        ).insert_into(file.stem)
    connection.execute("drop view if exists arriving")
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
