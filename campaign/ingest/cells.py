"""Gives the cells of a file the names of its contract: what the checks read."""

from datetime import date

import duckdb

from campaign.ingest.contracts import Contract


def make(
    connection: duckdb.DuckDBPyConnection,
    raw: duckdb.DuckDBPyRelation,
    contract: Contract,
    columns: list[str],
    reported_on: date | None,
) -> None:
    """Make `cells` of `raw`: the contract's columns under their own names, trimmed, null where nothing stands."""
    raw.create_view("raw", replace=True)
    connection.execute("drop table if exists cells")
    kept = [column for column in raw.columns if column not in (*columns, "ragged")]
    connection.query(statement(contract, columns, reported_on, kept)).to_table("cells")


def statement(contract: Contract, columns: list[str], reported_on: date | None, kept: list[str]) -> str:
    """The query that makes `cells` of `raw`, whose cells are `columns`; it has the columns `kept` too."""
    own = {
        column: f"nullif(trim({column}), '')" if column in columns else "cast(null as varchar)"
        for column in contract.columns
    }
    if reported_on:
        own["reported_on"] = f"coalesce({own['reported_on']}, '{reported_on}')"
    named = [f'{cell} as "{contract.names_in_query.get(column, column)}"' for column, cell in own.items()]
    days = ", ".join(own[stage] for stage in contract.stages)
    fault = "case when ragged then broken('ragged_row', null, null) end as fault"
    return f"select {', '.join(kept)}, {fault}, {', '.join(named)}, [{days}] as days from raw"
