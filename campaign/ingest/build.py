"""The SQL under queries/build/: read, given its parameters, run into a table."""

import hashlib
from collections.abc import Mapping
from functools import cache

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


def ask(connection: duckdb.DuckDBPyConnection, sql: str, known: Mapping[str, object]) -> duckdb.DuckDBPyRelation:
    """Result of one statement on `connection`; it takes of the `known` parameters those it names."""
    (statement,) = duckdb.extract_statements(sql)
    return connection.query(sql, params={key: known[key] for key in statement.named_parameters})


def define(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Run the statements of queries/build/NAME.sql that make macros or tables."""
    connection.execute(text(name))
