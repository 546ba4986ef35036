"""The one door to the published data: which snapshot is served, and a connection that can only read it."""

import re
import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path

import duckdb

from campaign import settings, words

FOLDER = settings.PROJECT / "queries" / "views"
TABLES = tomllib.loads((FOLDER.parent / "tables.toml").read_text(encoding="utf-8"))
# Each may use those before it.
VIEWS = (
    "publication",
    "lineage",
    "children",
    "reporting_units",
    "rest_days",
    "known_days",
    "last_reports",
    "last_full_days",
    "issued_targets",
    "targets_in_force",
    "apart",
    "daily",
    "rates",
    "weekly",
    "plan_starts",
    "plan_steps",
    "pace",
    "earned_schedule",
    "standing",
    "units_standing",
    "peer_differences",
    "closest_peers",
    "known_deliveries",
    "revisions",
    "defect_states",
    "forecast_rows",
)
COLUMNS = "select table_name, column_name from duckdb_columns() where database_name = 'snapshot'"
SEARCH = "set search_path = 'memory.main,snapshot.main'"


class NothingPublishedError(LookupError):
    """There is no snapshot yet: nothing has been ingested."""


class OutdatedError(LookupError):
    """The snapshot was made by an earlier version and lacks what this one asks for; says what mends it."""


def version() -> str:
    """Id of the snapshot that is served now. NothingPublishedError when there is none."""
    current = settings.store() / "CURRENT"
    try:
        found = current.stat()
    except FileNotFoundError as error:
        raise NothingPublishedError(f"nothing is published in {settings.store()}") from error
    return _read(current, found.st_ino, found.st_mtime_ns)


@lru_cache(maxsize=4)
def _read(current: Path, _inode: int, _changed: int) -> str:
    """A run of a page asks a dozen times. CURRENT is read once: publishing renames a new one into its place."""
    return current.read_text(encoding="utf-8").strip()


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


def cursor(snapshot: str) -> duckdb.DuckDBPyConnection:
    """A new cursor on one snapshot: read only, no files, no settings, no network. OutdatedError."""
    opened = _open(settings.store() / f"{snapshot}.duckdb").cursor()
    opened.execute(SEARCH)
    return opened


@lru_cache(maxsize=4)
def _open(path: Path) -> duckdb.DuckDBPyConnection:
    """In memory, with the snapshot attached: DuckDB would hand out the old file for a known path (decision 64).

    An evicted connection is left to the garbage collector: closing it would kill cursors in use.
    """
    connection = duckdb.connect(":memory:", config={"threads": 2, "memory_limit": "512MB", "temp_directory": ""})
    connection.execute(f"attach '{path}' as snapshot (read_only)")
    if lacking := _lacking(connection):
        raise OutdatedError(words.t("screen.outdated", lacking=", ".join(sorted(lacking))))
    connection.execute("set autoinstall_known_extensions = false; set autoload_known_extensions = false")
    define(connection)
    connection.execute("set enable_external_access = false; set lock_configuration = true")
    return connection


def _lacking(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Tables that are not there, or not with all their columns."""
    asked = {(table, column) for table, columns in TABLES.items() for column in columns.split()}
    return {table for table, _ in asked.difference(connection.execute(COLUMNS).fetchall())}


def define(connection: duckdb.DuckDBPyConnection) -> None:
    """Give a connection that has a snapshot attached, as `snapshot`, its search path and the views."""
    connection.execute(SEARCH)
    for view in VIEWS:
        connection.execute(_macro(view))


def _macro(view: str) -> str:
    """A file of queries/views as a table macro: its $parameters, in the order of its header, are the macro's."""
    sql = (FOLDER / f"{view}.sql").read_text(encoding="utf-8")
    params = re.findall(r"^-- param\s+\$(\w+)", sql, flags=re.MULTILINE)
    return f"create macro {view}({', '.join(params)}) as table {re.sub(r'[$](?=[a-z])', '', sql)}"
