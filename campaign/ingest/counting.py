"""Checks person-level records: the ordinary ones as they stream by, the odd ones cell by cell, the same answer."""

from collections.abc import Iterable

import duckdb
import numpy as np

from campaign.ingest import build, cells, records
from campaign.ingest.contracts import Contract
from campaign.ingest.faults import RefusedError
from campaign.ingest.readers import Source
from campaign.ingest.readers.text import Record, table

SAMPLE = 100
EUROPEAN = {"/": "%d/%m/%Y", "-": "%d-%m-%Y", ".": "%d.%m.%Y"}
NEVER = "\0"  # equals no cell
Known = dict[str, object]


def check(
    connection: duckdb.DuckDBPyConnection, source: Source, contract: Contract, columns: list[str], known: Known
) -> Known:
    """Make `tallied`, what the ordinary rows add up to, and `checked`, the odd ones with the rule they break.

    Gives `known` with the source and the day of the report that the ordinary rows name.
    """
    passed, gaps = records.NOTHING, []
    if source.ordinary:
        last = min(source.first_line + SAMPLE, source.lines)
        known |= constants(connection, source.pick(range(source.first_line, last + 1)), contract, columns, known)
        rows = _ordinary(connection, source, contract, columns, known)
        passed = records.stream(rows, len(contract.stages), source.lines, len(known["cells"]), known["first"])
        gaps = _gaps(connection, source)
        read = len(passed.keys) + len(gaps) + source.first_line - 1
        if read != source.lines:
            raise RefusedError("unaccounted", lines=source.lines, read=read)
    odd = [*source.odd.records, *source.pick({*_lines(passed.odd, gaps, source), *_rejected(connection)})]
    _make_cells(connection, odd, [], contract, columns, known)
    keys = connection.query("select hash(id) as key from cells where id is not null").fetchnumpy()["key"]
    twice = np.setdiff1d(records.repeated(passed.keys, keys), passed.odd)
    _make_cells(connection, odd, list(source.pick(_lines(twice, gaps, source))), contract, columns, known)
    build.query(connection, "records", **known).to_table("checked")
    tallied = records.tally(passed.counts, known["measures"], known.get("units"), known["first"])
    connection.from_arrow(tallied).insert_into("tallied")
    return known


def constants(
    connection: duckdb.DuckDBPyConnection, head: Iterable[Record], contract: Contract, columns: list[str], known: Known
) -> Known:
    """What the pass over the ordinary rows takes for given: the places, and what its first records say of all."""
    rows = [dict(zip(columns, (cell.strip() for cell in cells), strict=False)) for _, _, cells in head]
    said = {column: cell or None for column, cell in (rows[0] if rows else {}).items()}
    places = connection.query("from places where reports order by cell").to_arrow_table()
    cells = places["cell"].to_pylist()
    labels = ", ".join("'" + cell.replace("'", "''") + "'" for cell in cells)
    connection.execute(f"create type place as enum ({labels})")
    day = connection.execute("select day_of($cell)", {"cell": said.get("reported_on")}).fetchall()[0][0]
    ok = day is not None and known["first"] <= day <= known["last"]
    return {
        "cells": cells,
        "units": places.select(["unit_code", "repaired"]),
        "provinces": places["parent_code"].to_pylist(),
        "source": said.get("source"),
        "reported": day if ok else known["reported"],
        "reported_cell": said.get("reported_on") if ok or not said.get("reported_on") else NEVER,
        "until": day if ok else known["reported"] or known["last"],
        "day_mark": _day_mark(rows, contract),
    }


def _ordinary(
    connection: duckdb.DuckDBPyConnection, source: Source, contract: Contract, columns: list[str], known: Known
) -> duckdb.DuckDBPyRelation:
    """The answer of ordinary.sql over the rows that have the contract's types."""
    types = dict.fromkeys(columns, "varchar") | dict.fromkeys(contract.stages, "date")
    source.ordinary(connection, types, EUROPEAN.get(known["day_mark"])).create_view("readable_rows")
    days = [
        f"{contract.stages[place] if place < len(contract.stages) else 'cast(null as date)'} as day_{place + 1}"
        for place in range(records.MOST_STAGES)
    ]
    others = [
        f"{column if column in columns else 'cast(null as varchar)'} as {column}"
        for column in ("source", "reported_on", "province_code")
    ]
    connection.query(
        f"select cast(null as bigint) as line, {contract.required[0]} as id, district_code as place_cell,"
        " enum_code(try_cast(district_code as place)) as place,"
        f" {', '.join(days + others)} from readable_rows"
    ).create_view("typed_rows")
    return build.query(connection, "ordinary", **known)


def _day_mark(rows: list[dict[str, str]], contract: Contract) -> str | None:
    """What stands between day, month and year in these rows; None when their days are ISO."""
    for cell in (row.get(stage, "") for row in rows for stage in contract.stages):
        if len(cell) == 10 and cell[2] == cell[5] and cell[2] in EUROPEAN:
            return cell[2]
    return None


def _gaps(connection: duckdb.DuckDBPyConnection, source: Source) -> list[int]:
    """Lines that have no row in the pass over the ordinary ones."""
    faults = [line for line, _ in source.odd.faults]
    spans = [line for first, span, _ in source.odd.records for line in range(first, first + span)]
    return [*faults, *spans, *_rejected(connection)]


def _rejected(connection: duckdb.DuckDBPyConnection) -> list[int]:
    """Lines that the reader could not type."""
    if not connection.query("from duckdb_tables() where table_name = 'reject_errors'").fetchall():
        return []
    return [line for (line,) in connection.query("select distinct line from reject_errors").fetchall()]


def _lines(positions: np.ndarray, gaps: list[int], source: Source) -> list[int]:
    return records.lines_of(positions, gaps, source.first_line).tolist()


def _make_cells(
    connection: duckdb.DuckDBPyConnection,
    odd: list[Record],
    suspects: list[Record],
    contract: Contract,
    columns: list[str],
    known: Known,
) -> None:
    """Make `cells` of the odd records and of those that the pass has counted but whose id may stand twice."""
    raw = table(connection, odd, columns).project("*, false as counted")
    again = table(connection, suspects, columns).project("*, true as counted")
    cells.make(connection, raw.union(again), contract, columns, known["reported_by_name"])
