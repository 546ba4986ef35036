"""The one door to the published data: which snapshot is served, and a connection that can only read it."""

import re
from datetime import date
from functools import lru_cache
from pathlib import Path

import duckdb

from campaign import settings

FOLDER = settings.PROJECT / "queries" / "views"
# Each may use those before it.
VIEWS = ("publication", "lineage", "reporters", "reporting", "full_days", "targets_in_force", "daily", "weekly",
         "standing", "placed", "likeness", "alike", "arrivals", "revised", "defect_states")
SEARCH = "set search_path = 'memory.main,snapshot.main'"


class NothingPublished(LookupError):
    """There is no snapshot yet: nothing has been ingested."""


def version() -> str:
    """Id of the snapshot that is served now. NothingPublished when there is none."""
    current = settings.store() / "CURRENT"
    try:
        found = current.stat()
    except FileNotFoundError as error:
        raise NothingPublished(f"nothing is published in {settings.store()}") from error
    return _read(current, found.st_ino, found.st_mtime_ns)


@lru_cache(maxsize=4)
def _read(current: Path, inode: int, changed: int) -> str:
    """A run of a page asks a dozen times. CURRENT is read once: publishing renames a new one into its place."""
    return current.read_text(encoding="utf-8").strip()


def published() -> bool:
    """Whether anything has been published."""
    return (settings.store() / "CURRENT").exists()


def cut_off() -> date:
    """The latest day on which anything in the served snapshot was reported."""
    return cursor(version()).execute("select cut_off from publication()").fetchone()[0]


def cursor(snapshot: str) -> duckdb.DuckDBPyConnection:
    """A new cursor on one snapshot: read only, no files, no settings, no network."""
    opened = _open(settings.store() / f"{snapshot}.duckdb").cursor()
    opened.execute(SEARCH)
    return opened


@lru_cache(maxsize=4)
def _open(path: Path) -> duckdb.DuckDBPyConnection:
    """In memory, with the snapshot attached: DuckDB would hand out the old file for a known path (decision 2).

    An evicted connection is left to the garbage collector: closing it would kill cursors in use.
    """
    connection = duckdb.connect(":memory:", config={"threads": 2, "memory_limit": "512MB", "temp_directory": ""})
    connection.execute(f"attach '{path}' as snapshot (read_only)")
    connection.execute("set autoinstall_known_extensions = false; set autoload_known_extensions = false")
    define(connection)
    connection.execute("set enable_external_access = false; set lock_configuration = true")
    return connection


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
