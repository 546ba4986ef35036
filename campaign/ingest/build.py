"""The SQL under queries/build/: read, given its parameters, run into a table."""

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

import duckdb

from campaign import settings

FOLDER = settings.PROJECT / "queries" / "build"


@cache
def text(name: str) -> str:
    """Text of queries/build/NAME.sql."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def signature(*names: str) -> str:
    """The same as long as these queries are."""
    return hashlib.sha256("".join(map(text, names)).encode()).hexdigest()[:16]


def query(connection: duckdb.DuckDBPyConnection, name: str, **known: object) -> duckdb.DuckDBPyRelation:
    """Result of queries/build/NAME.sql on `connection`; it takes of the `known` parameters those it names."""
    return ask(connection, text(name), known)


def rows(connection: duckdb.DuckDBPyConnection, name: str, **known: object) -> list[tuple[Any, ...]]:
    """Rows of queries/build/NAME.sql on `connection`: planned once, where `query` looks at the columns before."""
    return run(connection, text(name), known).fetchall()


def make(connection: duckdb.DuckDBPyConnection, name: str, table: str, **known: object) -> None:
    """Make a table of what queries/build/NAME.sql gives, planned once as well."""
    connection.execute(f"create table {table} as {text(name)}", _named(text(name), known))


def fill(connection: duckdb.DuckDBPyConnection, name: str, table: str, **known: object) -> None:
    """Add to a table what queries/build/NAME.sql gives, whose columns are the table's."""
    connection.execute(f"insert into {table} {text(name)}", _named(text(name), known))


def ask(connection: duckdb.DuckDBPyConnection, sql: str, known: Mapping[str, object]) -> duckdb.DuckDBPyRelation:
    """Result of one statement on `connection`; it takes of the `known` parameters those it names."""
    return connection.query(sql, params=_named(sql, known))


def run(connection: duckdb.DuckDBPyConnection, sql: str, known: Mapping[str, object]) -> duckdb.DuckDBPyConnection:
    """The connection, once it has run one statement; of the `known` parameters that takes those it names."""
    return connection.execute(sql, _named(sql, known))


def _named(sql: str, known: Mapping[str, object]) -> dict[str, object]:
    return {key: known[key] for key in _parameters(sql)}


@cache
def _parameters(sql: str) -> frozenset[str]:
    (statement,) = duckdb.extract_statements(sql)
    return frozenset(statement.named_parameters)


def define(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Run the statements of queries/build/NAME.sql that make macros or tables."""
    connection.execute(text(name))
