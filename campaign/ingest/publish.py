"""Builds the next snapshot beside the one that is served, and puts it in its place: the only writer of the store."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from campaign import settings
from campaign.definition import Definition
from campaign.forecast.snapshot import make_tables as make_forecast_tables
from campaign.ingest import build, check, child, confirmations, day_notes, facts, forecasting, ledger, register, targets
from campaign.ingest.disk import sync as _sync
from campaign.ingest.history import (
    FORECAST,
    KEPT,
    begin,
    next_name,
    point,
    publication,
    served,
    snapshots,
    up_to_served,
)
from campaign.ingest.history import before as before_it
from campaign.ingest.kinds import BESIDE
from campaign.ingest.layouts import model as layouts
from campaign.ingest.outcome import Outcome
from campaign.ingest.targets import Shown
from campaign.serving import database, pointer

GROWING = ("deliveries", "quarantine", "reports", "covers", "passages", *BESIDE)
TABLES = "select table_name from duckdb_tables() where database_name = 'old'"
Arrival = tuple[Outcome, Path | None]


@dataclass(frozen=True)
class Upon:
    """What a publication stands on: the snapshot that it carries on, or None and the targets that were shown.

    `last` is the publication that one can roll back to where there is no such snapshot.
    """

    old: Path | None
    targets: Shown | None = None
    last: str | None = None

    @property
    def before(self) -> str | None:
        """The publication before."""
        return publication(self.old) if self.old else self.last


def publish(definition: Definition, arrivals: list[Arrival], upon: Upon | None = None) -> str:
    """Serve a new snapshot with what was known and these deliveries, each with the folder of its results; its id.

    What was known is what is served, unless `upon` says otherwise. The forecast takes longer than the figures may and
    comes after them (`forecast`). child.ChildError when the snapshot cannot be written or does not hold together; what
    is served then stays.
    """
    snapshot, upon = next_name(), upon or Upon(served())
    _serve(snapshot, lambda unnamed: _build(unnamed, definition, arrivals, snapshot, upon))
    if upon.old:
        _forget(upon.old)
    return snapshot


def _forget(before: Path) -> None:
    """Remove what is no history: what was rolled back, or named by a killed ingest and never served. Nobody must roll
    back to it. The one before stays until the next: whoever reads may be about to open it."""
    history = {publication(path): path for path in up_to_served()}
    for file in set(snapshots()) - set(list(history.values())[-KEPT:]) - {before}:
        file.unlink()


def tried(definition: Definition, arrivals: list[Arrival], file: Path, upon: Upon | None = None) -> None:
    """Write to `file` what publishing these deliveries would serve, and serve nothing."""
    _build(file, definition, arrivals, file.stem, upon or Upon(served()))


def forecast(definition: Definition) -> None:
    """Serve the same figures again with their forecast, if they are served without. child.ChildError as `publish`."""
    if old := without_forecast():
        name = old.stem + FORECAST
        about = name, definition.root, definition.opens_on
        _serve(name, lambda unnamed: child.run(forecasting.add, old, unnamed, *about))


def without_forecast() -> Path | None:
    """The snapshot that is served, where it has no forecast yet."""
    return now if (now := served()) and not now.stem.endswith(FORECAST) else None


def entered() -> None:
    """Serve the same figures again, with their forecast, and with what was entered on pages since. child.ChildError.

    It takes no place among the publications: going back passes it over.
    """
    if old := served():
        name = next_name() + FORECAST * old.stem.endswith(FORECAST)
        _serve(name, lambda unnamed: _with_entries(old, unnamed, name))
        _forget(old)


def _with_entries(old: Path, unnamed: Path, name: str) -> None:
    shutil.copyfile(old, unnamed)
    with database.connect(config={"threads": 2}) as connection:
        pointer.attach(connection, unnamed, "snapshot", writing=True)
        connection.execute("set search_path = 'snapshot.main,memory.main'")
        _write_entries(connection)
        connection.execute("update meta set value = $name where key = 'snapshot'", {"name": name})
        connection.execute("checkpoint snapshot")


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
        begin(snapshot)
        unnamed.rename(store / f"{snapshot}.duckdb")
        point(snapshot)
    except (OSError, duckdb.Error) as error:
        raise child.ChildError(child.reason(child.fault_of(error))) from error
    finally:
        for leftover in store.glob(f".{snapshot}.part*"):
            leftover.unlink()


def _build(unnamed: Path, definition: Definition, arrivals: list[Arrival], snapshot: str, upon: Upon) -> None:
    with database.connect(definition.time_zone, config={"threads": 2}) as connection:
        pointer.attach(connection, unnamed, "snapshot", writing=True)
        connection.execute("set search_path = 'snapshot.main,memory.main'")
        build.define(connection, "snapshot")
        build.define(connection, "arrivals")
        before, old, derivation = 0, upon.old, definition.signature + ledger.signature()
        figures = not old  # whether any can differ from those that are served
        if old:
            pointer.attach(connection, old, "old")
            had = {table for (table,) in connection.query(TABLES).fetchall()}
            for table in had.intersection(GROWING):
                connection.execute(f"insert into {table} by name from old.{table}")
            derived = connection.query("select value from old.meta where key = 'derivation'").fetchall()
            figures = derived != [(derivation,)]
            if not figures:
                before = build.rows(connection, "latest_day", delivered=None)[0][1] - 1
        elif upon.targets:
            targets.attach(connection, upon.targets)
        facts.write(connection, definition, bool(old or upon.targets))
        for outcome, results in arrivals:
            place = _place(connection, outcome.delivery_id)
            taken_back = _take_back(connection, outcome.delivery_id)
            before = 0 if taken_back else before
            figures = figures or taken_back or outcome.published
            _arrive(connection, outcome, results, place)
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
            "before": upon.before if figures or not old else before_it(old),
            "definition": definition.signature,
            "layouts": layouts.signature(),
            "time_zone": definition.time_zone,
            "derivation": derivation,
            "program": settings.version(),
            "silent_after_days": definition.silent_after_days,
            "hole_after_days": definition.hole_after_days,
            "start": definition.start,
            "lump_times": definition.lump_times,
        }
        for table in ("report_reach", "told_days", "set_apart", "meta"):
            build.make(connection, table, table, **known)
        _write_entries(connection)
        make_forecast_tables(connection)
        # What is left to the closing of the file fails in silence when the disk is full, and stays behind in its log.
        connection.execute("checkpoint snapshot")


def _write_entries(connection: duckdb.DuckDBPyConnection) -> None:
    """Make anew what the journals of the vault say."""
    for journal in (confirmations, register, day_notes):
        journal.write(connection)


def _place(connection: duckdb.DuckDBPyConnection, delivery_id: str) -> int | None:
    """The version of what a delivery said so far: said anew, it stays in its place among the others."""
    said = "select max(version) from (from reports union all by name from covers) where delivery_id = $id"
    place: int | None = connection.execute(said, {"id": delivery_id}).fetchall()[0][0]
    return place


def _take_back(connection: duckdb.DuckDBPyConnection, delivery_id: str) -> bool:
    """Remove what a delivery said, but its own row; whether it said anything."""
    known, said = {"id": delivery_id}, 0
    if connection.execute("from deliveries where delivery_id = $id", known).fetchall():
        for table in GROWING[1:]:
            said += connection.execute(f"delete from {table} where delivery_id = $id", known).fetchall()[0][0]
    return said > 0


def _arrive(connection: duckdb.DuckDBPyConnection, outcome: Outcome, results: Path | None, place: int | None) -> None:
    """Add one delivery: what it says, its quarantine, and its own row, which replaces that of an earlier try."""
    ((latest, last),) = build.rows(connection, "latest_day", delivered=outcome.latest)
    version = place or last
    for file in sorted(results.glob("*.parquet")) if results else []:
        if file.stem == "quarantine" and not outcome.quarantined:
            continue
        connection.read_parquet(str(file)).create_view("arriving", replace=True)
        known = {"delivery_id": outcome.delivery_id, "latest": latest, "version": version}
        build.fill(connection, f"arriving_{file.stem}", file.stem, **known)
    connection.execute("drop view if exists arriving")
    connection.execute("delete from deliveries where delivery_id = $id", {"id": outcome.delivery_id})
    row = outcome.row() | {"reported_on": outcome.reported_on or (latest if outcome.published else None)}
    marks = ", ".join(f"${column}" for column in row)
    connection.execute(f"insert into deliveries ({', '.join(row)}) values ({marks})", row)
