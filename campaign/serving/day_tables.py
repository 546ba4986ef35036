"""The tables of a day: what every question of the day needs is worked out once, not in each of them.

They stand in a schema of their own in the memory of a connection. A cursor finds those of the day its search path
names, and none when nobody made them.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from threading import Condition

import cachetools
import duckdb

from campaign import settings

FOLDER = settings.PROJECT / "queries" / "day"
# Each may use those before it.
NAMES = ("units", "targets_in_force", "apart", "last_reports", "last_full_days", "totals", "rates")
# Takes the place of the view of that name on a day for which it is kept: planning the view takes 15 to 20 ms each time.
KEPT = """standing(_day, chosen, which) as table
    select * from snapshot.main.standings
    where as_of = '{as_of}' and unit_code in (select unnest(chosen)) and (which is null or measure = which)
"""
# Days whose tables stay: those of the demonstration take 2.2 MB each.
MOST = 16


def search(as_of: date | None) -> str:
    """The statement that has a cursor find the tables of a day, the views and those of the snapshot."""
    own = f"memory.{_schema(as_of)}," if as_of else ""
    return f"set search_path = '{own}memory.main,snapshot.main'"


def make(connection: duckdb.DuckDBPyConnection, as_of: date) -> None:
    """Make the tables of a day in a connection that has a snapshot attached and the views they use.

    What an attempt that failed has left, as one without memory, is replaced.
    """
    cursor = connection.cursor()
    cursor.execute(f"create schema if not exists memory.{_schema(as_of)}")
    cursor.execute(search(as_of))
    for name in NAMES:
        sql = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
        run(cursor, f"create or replace table memory.{_schema(as_of)}.{name} as {sql}", {"as_of": as_of})
    if cursor.execute(f"select 1 from snapshot.standings where as_of = '{as_of}' limit 1").fetchone():
        cursor.execute(f"create or replace macro memory.{_schema(as_of)}.{KEPT.format(as_of=as_of)}")


def enter(connection: duckdb.DuckDBPyConnection, as_of: date) -> None:
    """Make the tables of a day and have the connection itself find them."""
    make(connection, as_of)
    connection.execute(search(as_of))


def run(connection: duckdb.DuckDBPyConnection, sql: str, params: Mapping[str, object]) -> duckdb.DuckDBPyConnection:
    """Run a statement with those parameters that it names: one that has its day from the tables may not name it."""
    named = set(re.findall(r"[$](\w+)", re.sub(r"--.*", "", sql)))
    return connection.execute(sql, {param: value for param, value in params.items() if param in named} or None)


def maker(connection: duckdb.DuckDBPyConnection) -> tuple[Callable[[date], None], Callable[[], None]]:
    """What makes the tables of a day unless they are there, once however many ask, and what drops those of all days.

    The days asked for last stay.
    """

    def anew(as_of: date) -> None:
        make(connection, as_of)

    made = cachetools.cached(_Days(connection), condition=Condition())(anew)
    return made, made.cache_clear


class _Days(cachetools.LRUCache[tuple[date], None]):
    """The days that have their tables; those of the day asked for longest ago are dropped."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        super().__init__(MOST)
        self.connection = connection

    def popitem(self) -> tuple[tuple[date], None]:
        key, made = super().popitem()
        self.connection.cursor().execute(f"drop schema memory.{_schema(key[0])} cascade")
        return key, made


def _schema(as_of: date) -> str:
    return f"day_{as_of.isoformat().replace('-', '_')}"
