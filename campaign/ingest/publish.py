"""Builds the next snapshot beside the one that is served, and puts it in its place: the only writer of the store."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from campaign import settings
from campaign.definition import Definition
from campaign.forecast.snapshot import make_tables as make_forecast_tables
from campaign.ingest import build, check, child, facts, forecasting, ledger
from campaign.ingest.outcome import Outcome

GROWING = ("deliveries", "quarantine", "reports", "covers", "defects", "verification", "services")
TABLES = "select table_name from duckdb_tables() where database_name = 'old'"
KEPT = 5  # publications
FORECAST = "-forecast"  # ends the id of a snapshot that has one
Arrival = tuple[Outcome, Path | None]


def publish(definition: Definition, arrivals: list[Arrival]) -> str:
    """Serve a new snapshot with what was known and these deliveries, each with the folder of its results; its id.

    The forecast takes longer than the figures may and comes after them (`forecast`). child.ChildError when the snapshot
    cannot be written or does not hold together; what is served then stays.
    """
    snapshot = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    history = {publication(path): path for path in up_to_served()}
    _serve(snapshot, lambda unnamed: _build(unnamed, definition, arrivals, snapshot))
    # What was rolled back, or named by a killed ingest and never served, is no history: nobody must roll back to it.
    for old in set(snapshots()) - set(list(history.values())[1 - KEPT :]) - {served()}:
        old.unlink()
    return snapshot


def forecast(definition: Definition) -> None:
    """Serve the same figures again with their forecast, if they are served without. child.ChildError as `publish`."""
    old = served()
    if old and not old.stem.endswith(FORECAST):
        name = old.stem + FORECAST
        _serve(name, lambda unnamed: child.run(forecasting.add, old, unnamed, name, definition.root))


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
    return sorted(settings.store().glob("*.duckdb"), key=lambda path: path.stem)


def up_to_served() -> list[Path]:
    """The one that is served, last, and those before it."""
    now = served()
    return [path for path in snapshots() if now and publication(path) <= publication(now)]


def served() -> Path | None:
    """File of the snapshot that is served, None when nothing was ever published."""
    current = settings.store() / "CURRENT"
    return settings.store() / f"{current.read_text(encoding='utf-8').strip()}.duckdb" if current.exists() else None


def publication(snapshot: Path) -> str:
    """What a snapshot publishes: the same for one without and one with the forecast."""
    return snapshot.stem.removesuffix(FORECAST)


def _serve(snapshot: str, write: Callable[[Path], None]) -> None:
    """Have a snapshot written beside, look at it, and put it in its place."""
    store = settings.store()
    unnamed = store / f".{snapshot}.part"
    try:
        write(unnamed)
        if list(store.glob(f".{snapshot}.part.*")):
            raise child.ChildError(child.reason("disk_full"))  # DuckDB could not fold its log into the file
        _sync(unnamed)
        broken = child.run(check.broken_promises, unnamed)
        if broken:
            raise child.ChildError("; ".join(broken))
        unnamed.rename(store / f"{snapshot}.duckdb")
        point(snapshot)
    except (OSError, duckdb.Error) as error:
        raise child.ChildError(child.reason(child.fault_of(error))) from error
    finally:
        for leftover in store.glob(f".{snapshot}.part*"):
            leftover.unlink()


def _build(unnamed: Path, definition: Definition, arrivals: list[Arrival], snapshot: str) -> None:
    with duckdb.connect(":memory:", config={"temp_directory": "", "threads": 2}) as connection:
        connection.execute(f"attach '{unnamed}' as snapshot; set search_path = 'snapshot.main,memory.main'")
        build.define(connection, "snapshot")
        build.define(connection, "arrivals")
        before, old, derivation = 0, served(), definition.signature + ledger.signature()
        if old:
            connection.execute(f"attach '{old}' as old (read_only)")
            had = {table for (table,) in connection.query(TABLES).fetchall()}
            for table in had.intersection(GROWING):
                connection.execute(f"insert into {table} by name from old.{table}")
            if connection.query("select value from old.meta where key = 'derivation'").fetchall() == [(derivation,)]:
                before = build.query(connection, "latest_day", delivered=None).fetchall()[0][1] - 1
        facts.write(connection, definition, bool(old))
        for outcome, results in arrivals:
            _arrive(connection, outcome, results)
        ledger.prepare(connection, before)
        for table, name in ledger.DERIVED.items():
            found = build.query(connection, name)
            if before:
                found = found.union(connection.query(f"from old.{table} anti join slices using (measure, date)"))
            if table == "progress":
                found = found.order("unit_code, measure, date, reported_on")  # as it is read
            found.to_table(table)
        known = {
            "snapshot": snapshot,
            "definition": definition.signature,
            "derivation": derivation,
            "silent_after_days": definition.silent_after_days,
            "hole_after_days": definition.hole_after_days,
            "lump_times": definition.lump_times,
        }
        for table in ("report_reach", "told_days", "set_apart", "meta"):
            build.query(connection, table, **known).to_table(table)
        make_forecast_tables(connection)
        # What is left to the closing of the file fails in silence when the disk is full, and stays behind in its log.
        connection.execute("checkpoint snapshot")


def _arrive(connection: duckdb.DuckDBPyConnection, outcome: Outcome, results: Path | None) -> None:
    """Add one delivery: what it says, its quarantine, and its own row, which replaces that of an earlier try."""
    latest, version = build.query(connection, "latest_day", delivered=outcome.latest).fetchall()[0]
    for file in sorted(results.glob("*.parquet")) if results else []:
        connection.read_parquet(str(file)).create_view("arriving", replace=True)
        build.query(
            connection, f"arriving_{file.stem}", delivery_id=outcome.delivery_id, latest=latest, version=version
        ).insert_into(file.stem)
    connection.execute("drop view if exists arriving")
    connection.execute("delete from deliveries where delivery_id = $id", {"id": outcome.delivery_id})
    row = outcome.row() | {"reported_on": outcome.reported_on or (latest if outcome.published else None)}
    marks = ", ".join(f"${column}" for column in row)
    connection.execute(f"insert into deliveries ({', '.join(row)}) values ({marks})", row)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
