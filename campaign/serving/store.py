"""The one door to the published data: which snapshot is served, and a connection that can only read it."""

import re
import tomllib
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import BoundedSemaphore, Condition, Lock
from typing import NamedTuple, TypeVar

import cachetools
import duckdb

from campaign import settings, words
from campaign.definition import languages
from campaign.serving import database, day_tables, pointer, spoken
from campaign.serving.pointer import NothingPublishedError, StoreError

FOLDER = settings.PROJECT / "queries" / "views"
TABLES = tomllib.loads((FOLDER.parent / "tables.toml").read_text(encoding="utf-8"))
# Each may use those before it; those after BASE also the tables of a day.
BASE = ("publication", "children", "reporting_units", "rest_days", "known_days", "summed_days", "targets_on")
VIEWS = (
    "issued_targets",
    "daily",
    "weekly",
    "positions",
    "histories",
    "schedule",
    "earned_schedule",
    "standing",
    "excesses",
    "units_standing",
    "peer_differences",
    "closest_peers",
    "control_figures",
    "known_resources",
    "resources_now",
    "resource_days",
    "resource_paces",
    "known_deliveries",
    "unplaced_lines",
    "known_orders",
    "orders_seen",
    "revisions",
    "confirmed_totals",
    "defect_states",
    "reasons_told",
    "quota_bearers",
    "forecast_rows",
    "stores",
    "expectations",
    "record_covers",
    "record_spans",
    "passed_items",
    "ages",
)
Answer = TypeVar("Answer")
COLUMNS = "select table_name, column_name from duckdb_columns() where database_name = 'snapshot'"
MEMORY = "512MB"
# What a query has used goes back to the system at once: as it comes, DuckDB held 150 MB more after a crowd.
CONFIG: dict[str, database.Setting] = {
    "threads": 2,
    "allocator_flush_threshold": "4MB",
    "allocator_background_threads": True,
}
# Queries that run at the same time; more wait for their turn. All cursors of a snapshot share its memory, and every
# join takes some of it even over a few rows: 25 pages at once ran out of 512 MB on a campaign of five units.
TURNS = BoundedSemaphore(2)
ALONE = Lock()  # of the one that waits for both turns


class OutdatedError(LookupError):
    """The snapshot was made by an earlier version and lacks what this one asks for; says what mends it."""


def version() -> str:
    """Id of the snapshot that is served now. NothingPublishedError when there is none, StoreError when it is lost."""
    current = settings.store() / "CURRENT"
    try:
        found = current.stat()
    except OSError:
        return pointer.read()  # says what is wrong
    return _read(current, found.st_ino, found.st_mtime_ns)


@lru_cache(maxsize=16)
def _read(_current: Path, _inode: int, _changed: int) -> str:
    """A run of a page asks a dozen times. CURRENT is read once: publishing renames a new one into its place."""
    return pointer.read()


def published() -> bool:
    """Whether anything has been published."""
    return (settings.store() / "CURRENT").exists()


def check() -> None:
    """OutdatedError when the served snapshot lacks what this version asks for. Looked at once for each snapshot."""
    _open(settings.store() / f"{version()}.duckdb")


def outdated() -> bool:
    """Whether what is served must be derived anew for this version."""
    try:
        check()
    except NothingPublishedError:
        return False
    except OutdatedError:
        return True
    return False


def cut_off() -> date:
    """The latest day on which anything in the served snapshot was reported."""
    (day,) = cursor(version()).execute("select cut_off from publication()").fetchall()[0]
    return day


def cursor(snapshot: str, as_of: date | None = None) -> duckdb.DuckDBPyConnection:
    """A new cursor on one snapshot, at a day if one is given: read only, no files, no settings, no network.

    OutdatedError.
    """
    database = _open(settings.store() / f"{snapshot}.duckdb")
    opened = database.connection.cursor()
    if as_of:
        database.make_day(as_of)
    opened.execute(day_tables.search(as_of))
    return opened


def ask(snapshot: str, as_of: date | None, question: Callable[[duckdb.DuckDBPyConnection], Answer]) -> Answer:
    """What a question makes of a cursor (as `cursor` gives it): those of other readers wait until it has its answer.

    One that ran out of memory beside another is asked once more when it has all of it, without the tables of any other
    day. OutdatedError; duckdb.OutOfMemoryException when that is not enough either.
    """
    try:
        with TURNS:
            return question(cursor(snapshot, as_of))
    except duckdb.OutOfMemoryException:
        with ALONE, TURNS, TURNS:
            _open(settings.store() / f"{snapshot}.duckdb").drop_days()
            return question(cursor(snapshot, as_of))


# Why nothing of the store can be shown; each says what mends it.
UNUSABLE = (NothingPublishedError, OutdatedError, StoreError, settings.NoCampaignError)


class Database(NamedTuple):
    """An open snapshot, what makes the tables of a day in it, unless they are there, and what drops those of all."""

    connection: duckdb.DuckDBPyConnection
    make_day: Callable[[date], None]
    drop_days: Callable[[], None]


@cachetools.cached(cachetools.LRUCache(8), condition=Condition())
def _open(path: Path) -> Database:
    """In memory, with the snapshot attached: DuckDB would hand out the old file for a known path (decision 64).

    Readers who come at the same moment get the same one: each has memory of its own.
    An evicted connection is left to the garbage collector: closing it would kill cursors in use.
    """
    connection = database.connect(config={"memory_limit": MEMORY, **CONFIG})
    pointer.attach(connection, path, "snapshot")
    if missing := _lacking(connection, languages.of(path.parent.parent)):
        raise OutdatedError(words.t("screen.outdated", lacking=", ".join(sorted(missing))))
    connection.execute("set autoinstall_known_extensions = false; set autoload_known_extensions = false")
    define(connection)
    connection.execute("set enable_external_access = false; set lock_configuration = true")
    return Database(connection, *day_tables.maker(connection))


def lacking(snapshot: Path) -> set[str]:
    """Tables that this version asks for and a snapshot lacks, or has without all their columns. StoreError."""
    with database.connect() as connection:
        pointer.attach(connection, snapshot, "snapshot")
        return _lacking(connection, languages.of(snapshot.parent.parent))


def _lacking(connection: duckdb.DuckDBPyConnection, spoken_in: tuple[str, ...]) -> set[str]:
    """Tables that are not there, or not with all their columns, names in every language among them."""
    known = {table: spoken.pairs(columns, spoken_in) for table, columns in TABLES.items()}
    asked = {(table, column) for table, columns in known.items() for column in columns.split()}
    return {table for table, _ in asked.difference(connection.execute(COLUMNS).fetchall())}


def define(connection: duckdb.DuckDBPyConnection) -> None:
    """Give a connection that has a snapshot attached, as `snapshot`, its views, with names in its languages.

    DuckDB looks at a macro when it is made, so the tables of a day must be there: those of the first of all days.
    """
    connection.execute(day_tables.search(None))
    columns = connection.execute(f"{COLUMNS} and table_name = 'units'").fetchall()
    spoken_in = tuple(name.removeprefix("name_") for _, name in columns if name.startswith("name_"))
    for view in BASE:
        connection.execute(_macro(view, spoken_in))
    day_tables.enter(connection, date.min)
    for view in VIEWS:
        connection.execute(_macro(view, spoken_in))


def _macro(view: str, spoken_in: tuple[str, ...]) -> str:
    """A file of queries/views as a table macro: its $parameters, in the order of its header, are the macro's."""
    sql = spoken.spread((FOLDER / f"{view}.sql").read_text(encoding="utf-8"), spoken_in)
    params = re.findall(r"^-- param\s+\$(\w+)", sql, flags=re.MULTILINE)
    name = f"memory.main.{view}({', '.join(params)})"
    return f"create macro {name} as table {re.sub(r'[$](?=[a-z])', '', sql)}"
