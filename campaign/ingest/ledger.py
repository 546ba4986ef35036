"""Derives the ledger from what deliveries said: which queries do it, and in which order."""

import duckdb

from campaign.ingest import build

STEPS = ("count_changes", "total_changes")
DERIVED = {"counts": "ledger", "progress": "progress"}  # each is carried on but for the slices where something arrived


def signature() -> str:
    """The same as long as the queries that derive the ledger are."""
    return build.signature("assertions", "shares", "heirs", *STEPS, *DERIVED.values())


def prepare(connection: duckdb.DuckDBPyConnection, before: int) -> None:
    """Make, in memory, what the queries of DERIVED read: the slices with arrivals after `before`, and their changes."""
    build.query(connection, "slices", before=before).to_table("memory.main.slices")
    build.define(connection, "assertions")
    build.define(connection, "shares")
    for step in STEPS:
        build.query(connection, step).to_table(f"memory.main.{step}")
