"""Gives the cells of a file the names of its contract: what the checks read."""

import duckdb

from campaign.ingest.delivery import Delivery


def make(connection: duckdb.DuckDBPyConnection, raw: duckdb.DuckDBPyRelation, delivery: Delivery) -> None:
    """Make `cells` of `raw`: the contract's columns under their own names, trimmed, null where nothing stands."""
    raw.create_view("raw", replace=True)
    connection.execute("drop table if exists cells")
    added = [column for column in raw.columns if column not in (*delivery.columns, "ragged")]
    connection.execute(f"create table cells as {statement(delivery, added)}")


def statement(delivery: Delivery, added: list[str]) -> str:
    """The query that makes `cells` of `raw`, which has the columns `added` beside those of the delivery."""
    contract = delivery.contract
    own = {
        column: f"nullif(clean(\"{column}\"), '')" if column in delivery.columns else "cast(null as varchar)"
        for column in contract.columns
    }
    if delivery.said.reported_on:
        own["reported_on"] = f"coalesce({own['reported_on']}, '{delivery.said.reported_on}')"
    named = [f'{cell} as "{contract.names_in_query.get(column, column)}"' for column, cell in own.items()]
    days = ", ".join(own[stage] for stage in contract.stages)
    nothing = " and ".join(f"nullif(clean(\"{column}\"), '') is null" for column in delivery.columns)
    fault = (
        f"case when {nothing} then broken('blank_line', null, null)"
        " when ragged then broken('ragged_row', null, null) end as fault"
    )
    return f"select {', '.join(added)}, {fault}, {', '.join(named)}, [{days}] as days from raw"
