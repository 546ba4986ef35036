"""Checks records: the ordinary ones as they stream by, the irregular ones cell by cell, with the same answer."""

import re
from collections.abc import Iterable

import duckdb
import numpy as np
import pyarrow as pa

from campaign.ingest import build, cells, ids, records, stages
from campaign.ingest.delivery import NEVER, Delivery, FirstRows, unread
from campaign.ingest.errors import RefusedError
from campaign.ingest.readers import Source
from campaign.ingest.readers.parquet import Parquet
from campaign.ingest.readers.sheet import Sheet
from campaign.ingest.readers.text import Record, Text, table
from campaign.ingest.reference import ReportingUnits, reporting_units

SAMPLE = 100
EUROPEAN = {"/": "%d/%m/%Y", "-": "%d-%m-%Y", ".": "%d.%m.%Y"}
ISO = "%Y-%m-%d"
MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d(?P<mark>[T ])\d\d:\d\d(?P<seconds>:\d\d(?P<fraction>[.]\d{1,6})?)?(?P<zone>Z?)", re.ASCII
)


def check(connection: duckdb.DuckDBPyConnection, source: Source, delivery: Delivery) -> FirstRows:
    """Make `tallied`, what the ordinary rows add up to, `passed`, how long they took, and `checked`, the irregular ones
    with the rule they break.

    `sampled` are the numbers of ordinary rows, as many as are kept. Gives what the first rows say of all.
    """
    if isinstance(source, Sheet):
        first_rows = unread(delivery)
        _make_cells(connection, source.irregular.records, [], delivery)
    else:
        first_rows = _count(connection, source, delivery)
    build.query(connection, "records", **delivery.parameters()).to_table("checked")
    return first_rows


def look(connection: duckdb.DuckDBPyConnection, head: Iterable[Record], delivery: Delivery) -> FirstRows:
    """What the records at the `head` of a file say of all."""
    rows = [dict(zip(delivery.columns, (cell.strip() for cell in cells), strict=False)) for _, _, cells in head]
    said = {column: cell or None for column, cell in (rows[0] if rows else {}).items()}
    cell = said.get("reported_on")
    day = connection.execute("select day_of($cell)", {"cell": cell}).fetchall()[0][0]
    days = [row[stage] for row in rows for stage in delivery.contract.stages if row.get(stage)]
    moments = {_moment(day) for day in days}
    credible = day is not None and delivery.first <= day <= delivery.last
    return FirstRows(
        source=said.get("source"),
        reported_on=day if credible else delivery.said.reported_on,
        reported_cell=cell if credible or not cell else NEVER,
        until=day if credible else delivery.last,
        day_mark=_day_mark(rows, delivery),
        timed=any(":" in written for written in days),
        moment=moments.pop() if len(moments) == 1 else None,
    )


def _count(connection: duckdb.DuckDBPyConnection, source: Text | Parquet, delivery: Delivery) -> FirstRows:
    """Count the ordinary rows into `tallied`, and make `cells` of all that must be looked at cell by cell."""
    units, contract = reporting_units(connection), delivery.contract
    last = min(source.first_line + SAMPLE, source.lines)
    first_rows = look(connection, source.pick(range(source.first_line, last + 1)), delivery)
    rows = _ordinary(connection, source, delivery, units, first_rows)
    chain, last_key = len(contract.stages), ids.last_key(ids.one_in(source.lines, ids.IN_FILE))
    passed = records.stream(
        rows, chain, source.lines, len(units.spellings), (delivery.first, first_rows.until), last_key
    )
    gaps = _gaps(connection, source)
    read = len(passed.keys) + len(gaps) + source.first_line - 1
    if read != source.lines:
        raise RefusedError("unaccounted", lines=source.lines, read=read)
    again = {*_lines(passed.irregular, gaps, source), *_rejected(connection)}
    irregular = [*source.irregular.records, *source.pick(again)]
    _make_cells(connection, irregular, [], delivery)
    keys = connection.query("select hash(id) as key from cells where id is not null").fetchnumpy()["key"]
    twice = np.setdiff1d(records.repeated(passed.keys, keys), passed.irregular)
    _make_cells(connection, irregular, list(source.pick(_lines(twice, gaps, source))), delivery)
    tallied = records.tally(passed.counts, contract.measures, units.units, delivery.first)
    connection.from_arrow(tallied).insert_into("tallied")
    received, unit_codes = passed.counts[0][len(units.spellings) :], units.units["unit_code"].combine_chunks()
    passed_on = passed.passing.table(received, contract.measures, unit_codes)
    connection.from_arrow(passed_on).insert_into("passed")
    _sample(connection, passed.sampled, units)
    return first_rows


def _sample(connection: duckdb.DuckDBPyConnection, sampled: pa.Table, units: ReportingUnits) -> None:
    """Put into `sampled` the ordinary rows that are kept, each with its unit and the days of its stages in a list."""
    unit_codes = units.units["unit_code"].take(sampled["unit_number"])
    days = ", ".join(stages.days(sampled.num_columns - 2))
    rows = connection.from_arrow(sampled.append_column("unit_code", unit_codes))
    rows.project(f"key, unit_code, [{days}]").insert_into("sampled")


def _ordinary(
    connection: duckdb.DuckDBPyConnection,
    source: Text | Parquet,
    delivery: Delivery,
    units: ReportingUnits,
    first_rows: FirstRows,
) -> duckdb.DuckDBPyRelation:
    """The answer of ordinary.sql over the rows that have the contract's types."""
    chain = delivery.contract.stages
    codes = ", ".join("'" + spelling.replace("'", "''") + "'" for spelling in units.spellings)
    connection.execute(f"create type reporting_unit as enum ({codes})")
    types = dict.fromkeys(delivery.columns, "varchar") | dict.fromkeys(chain, "date")
    days = first_rows.moment if first_rows.timed else EUROPEAN.get(first_rows.day_mark or "", ISO)
    source.ordinary(connection, types, days).create_view("readable_rows")
    named = [f'"{stage}" as {day}' for stage, day in zip(chain, stages.days(len(chain)), strict=True)]
    named += [
        f"{column if column in delivery.columns else 'cast(null as varchar)'} as {column}"
        for column in ("source", "reported_on", "province_code")
    ]
    connection.query(
        f'select cast(null as bigint) as line, "{delivery.id}" as id, district_code as unit_cell,'
        " enum_code(try_cast(district_code as reporting_unit)) as unit_number,"
        f" {', '.join(named)} from readable_rows"
    ).create_view("dated_rows")
    connection.query(stages.in_order(len(chain), delivery.first)).create_view("typed_rows")
    return build.query(connection, "ordinary", **units.parameters(), **first_rows.parameters())


def _day_mark(rows: list[dict[str, str]], delivery: Delivery) -> str | None:
    """What stands between day, month and year in these rows; None when their days are ISO."""
    for cell in (row.get(stage, "") for row in rows for stage in delivery.contract.stages):
        if len(cell) == 10 and cell[2] == cell[5] and cell[2] in EUROPEAN:
            return cell[2]
    return None


def _moment(written: str) -> str | None:
    """The format of a day with a time, as it is written; None where it is another or no such day."""
    found = MOMENT.fullmatch(written)
    if not found:
        return None
    seconds = f":%S{'.%f' if found['fraction'] else ''}" if found["seconds"] else ""
    return f"%Y-%m-%d{found['mark']}%H:%M{seconds}{found['zone']}"


def _gaps(connection: duckdb.DuckDBPyConnection, source: Text | Parquet) -> list[int]:
    """Lines that have no row in the pass over the ordinary ones."""
    faults = [line for line, _ in source.irregular.faults]
    spans = [line for first, span, _ in source.irregular.records for line in range(first, first + span)]
    return [*faults, *spans, *_rejected(connection)]


def _rejected(connection: duckdb.DuckDBPyConnection) -> list[int]:
    """Lines that the reader could not type."""
    if not connection.query("from duckdb_tables() where table_name = 'reject_errors'").fetchall():
        return []
    return [line for (line,) in connection.query("select distinct line from reject_errors").fetchall()]


def _lines(positions: np.ndarray, gaps: list[int], source: Text | Parquet) -> list[int]:
    return records.lines_of(positions, gaps, source.first_line).tolist()


def _make_cells(
    connection: duckdb.DuckDBPyConnection, irregular: list[Record], suspects: list[Record], delivery: Delivery
) -> None:
    """Make `cells` of the irregular records and of those that the pass has counted but whose id may stand twice."""
    raw = table(connection, irregular, delivery.columns).project("*, false as counted")
    again = table(connection, suspects, delivery.columns).project("*, true as counted")
    cells.make(connection, raw.union(again), delivery)
