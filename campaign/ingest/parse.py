"""One delivery, parsed and checked: what it says and what is refused, as Parquet files without persons."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol

import duckdb
import pyarrow as pa

from campaign.definition import Definition
from campaign.ingest import build, cells, counting, decoded_twice, doubts, ids, names, records, reference
from campaign.ingest.contracts import spellings
from campaign.ingest.delivery import Delivery, FirstRows, arrived, unread
from campaign.ingest.errors import FileError, OwnFormError, RefusedError
from campaign.ingest.layouts import recognise
from campaign.ingest.layouts.model import Layout
from campaign.ingest.passing import PASSAGES
from campaign.ingest.readers import Source, read
from campaign.ingest.readers.irregular import Irregular
from campaign.ingest.readers.sheet import Sheet
from campaign.ingest.readers.text import Text
from campaign.ingest.remarks import Remark
from campaign.language import formats
from campaign.serving import database

FAULTS = pa.schema({"line": pa.int64(), "rule": pa.string()})
REFUSED = pa.schema([*FAULTS, ("column", pa.string()), ("snippet", pa.string())])
EMPTY = {
    "tallied": records.TALLY,
    "passed": PASSAGES,
    "sampled": ids.SAMPLED,
    "faults": FAULTS,
    "refused": REFUSED,
}  # tables to be filled
UNDATED = ("services", "orders", "notes")  # tables without a day of figures
RULES = ("rules", "checks")  # queries of macros
_ready: dict[str, duckdb.DuckDBPyConnection] = {}  # the workbench for the next file, by what it stands on


@dataclass(frozen=True)
class Parsed:
    """What a file turned out to be; its lines, less the header, are accepted or quarantined. Those `blank` are none.

    `layout` is by which it was read, None for a file of the contract's form;
    `sources` are what its rows name as such, `latest` the latest day on which something happened,
    `remarks` what staff should know of it (keys of campaign/words/ingest.toml).
    """

    kind: str
    sources: tuple[str, ...]
    reported_on: date | None
    period_from: date | None
    period_to: date | None
    latest: date | None
    lines: int
    accepted: int
    quarantined: int
    remarks: tuple[str, ...]
    blank: int = 0
    layout: Layout | None = None


class Account(Protocol):
    """A source's physical lines, the first one with a record, what is no ordinary line, and remarks for the staff."""

    @property
    def lines(self) -> int: ...
    @property
    def first_line(self) -> int: ...
    @property
    def irregular(self) -> Irregular: ...
    @property
    def remarks(self) -> tuple[str, ...]: ...


def parse(
    definition: Definition,
    path: Path,
    name: str,
    today: date,
    results: Path,
    layouts: tuple[Layout, ...] = (),
    ids_to: Path | None = None,
) -> Parsed:
    """Check the file at `path`, called `name`, and write into folder `results` what it says.

    Writes quarantine.parquet and, by kind, reports (with covers for records), defects, verification or
    services .parquet. FileError when nothing of it can be taken. `layouts` are kinds of files that somebody has
    explained; what the contract can read none of them reads otherwise. The numbers of records, hashed, go to `ids_to`,
    in the vault.
    """
    by_contract: Parsed | FileError
    try:
        source = read(path, name, results, spellings(definition), definition.time_zone)
        by_contract = _checked(definition, source, name, today, results, ids_to)
    except OwnFormError:
        raise
    except FileError as error:
        by_contract = error
    complete = isinstance(by_contract, Parsed) and not by_contract.quarantined
    laid_out = None if complete else recognise.read(definition, path, name, results, today, layouts)
    if laid_out:
        return _by_layout(definition, by_contract, *laid_out, name, today, results, ids_to)
    if isinstance(by_contract, FileError):
        raise by_contract
    return by_contract


def _by_layout(
    definition: Definition,
    by_contract: Parsed | FileError,
    source: Sheet,
    layout: Layout,
    name: str,
    today: date,
    results: Path,
    ids_to: Path | None,
) -> Parsed:
    """The file by the layout, unless that only takes away from what the contract has read, or changes it.

    The layout was accepted for another file that has the contract's header: 05/06 may have been the 6th of May there.
    """
    beside = results / "tried"
    beside.mkdir(exist_ok=True)
    try:
        found = _checked(definition, source, name, today, beside)
    except FileError:
        if isinstance(by_contract, FileError):
            raise
        return by_contract
    if isinstance(by_contract, Parsed) and by_contract.accepted:
        adds = found.kind == by_contract.kind and found.quarantined < by_contract.quarantined
        if not adds or _lost(results, beside):
            return by_contract
    for path in results.glob("*.parquet"):
        path.unlink()
    return replace(_checked(definition, source, name, today, results, ids_to), layout=layout)


def _lost(before: Path, after: Path) -> bool:
    """Whether something that is accepted in one folder of results is not, or otherwise, in the other."""
    tables = [path.name for path in before.glob("*.parquet") if path.stem != "quarantine"]
    with database.connect() as connection:
        lost = (connection.query(f"from '{before / table}' except all from '{after / table}'") for table in tables)
        return any(rows.limit(1).fetchall() for rows in lost)


def _checked(
    definition: Definition, source: Source, name: str, today: date, results: Path, ids_to: Path | None = None
) -> Parsed:
    """Check every row of a file, and write into `results` and `ids_to` what they say."""
    decoded_twice.check_header(source.header)
    said = names.read(name)
    if isinstance(source, Sheet) and source.own_report:
        said = replace(said, reported_on=None)
    delivery = arrived(definition, source.header, said, today)
    with workbench(definition) as connection:
        if delivery.contract.stages:
            first_rows = counting.check(connection, source, delivery)
        else:
            first_rows = unread(delivery)
            cells.make(connection, source.cells(connection, delivery.columns), delivery)
            decoded_twice.check_cells(connection, delivery)
            if "date" in delivery.contract.columns:
                build.define(connection, "unit_rows")  # DuckDB binds a macro when it is made: `cells` must be there
            build.make(connection, delivery.contract.query, "checked", **delivery.parameters())
        parsed = finish(connection, source, delivery, first_rows, results)
        if parsed.quarantined and isinstance(source, Text):
            doubts.tables(connection, source, spellings(definition))
        if ids_to and delivery.contract.stages:
            ids.write(connection, delivery, source.lines, ids_to)
        return parsed


@contextmanager
def workbench(definition: Definition) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the rules, with what the campaign knows, and nothing in the tables of EMPTY yet.

    What is made on it is gone afterwards, and the next file of the same definition finds it ready: to make it takes
    40 ms, as long as all else of a small file.
    """
    known = definition.signature + build.signature(*RULES)
    connection = _ready.pop(known, None) or _laid_out(definition)
    try:
        connection.begin()
        yield connection
        connection.rollback()
    except BaseException:
        connection.close()
        raise
    _ready.clear()
    _ready[known] = connection


def _laid_out(definition: Definition) -> duckdb.DuckDBPyConnection:
    connection = database.connect(definition.time_zone, config={"memory_limit": "1GB", "threads": 2})
    for name in RULES:
        build.define(connection, name)
    reference.make(connection, definition)
    for table, schema in EMPTY.items():
        connection.from_arrow(schema.empty_table()).to_table(table)
    return connection


def finish(
    connection: duckdb.DuckDBPyConnection, source: Account, delivery: Delivery, first_rows: FirstRows, results: Path
) -> Parsed:
    """Write what `checked` and `tallied` on `connection` come to, and say what became of the delivery."""
    _write(connection, source, delivery, first_rows, results)
    return _parsed(connection, source, delivery, first_rows)


def _write(
    connection: duckdb.DuckDBPyConnection, source: Account, delivery: Delivery, first_rows: FirstRows, results: Path
) -> None:
    """Write what is refused and what is accepted; both also stay on `connection`."""
    faults = source.irregular.faults
    if faults:
        lines, rules = zip(*faults, strict=True)
        connection.from_arrow(pa.table({"line": lines, "rule": rules}, FAULTS)).insert_into("faults")
    broken = "select exists (from checked where broken is not null)"
    refused = bool(faults) or connection.execute(broken).fetchall()[0][0]
    if refused:
        build.fill(connection, "refused", "refused")
        doubts.numbers(connection)
    connection.table("refused").write_parquet(str(results / "quarantine.parquet"))
    contract, known = delivery.contract, delivery.parameters() | first_rows.parameters()
    accepted = "accepted" if contract.table == contract.kind else f"{contract.query}_reports"
    build.make(connection, accepted, "accepted", **known)
    if refused:
        doubts.days(connection)
    connection.table("accepted").write_parquet(str(results / f"{contract.table}.parquet"))
    if contract.stages:
        build.query(connection, "records_covers", **known).write_parquet(str(results / "covers.parquet"))
        build.query(connection, "records_passages", **known).write_parquet(str(results / "passages.parquet"))


def _parsed(
    connection: duckdb.DuckDBPyConnection, source: Account, delivery: Delivery, first_rows: FirstRows
) -> Parsed:
    contract, said = delivery.contract, delivery.said
    dated = contract.table not in UNDATED
    days = f"max(reported_on), {'min(date), max(date)' if dated else 'null, null'}"
    reported_on, first, last = connection.execute(f"select {days} from accepted").fetchall()[0]
    (summary,) = build.rows(connection, "summary", **first_rows.parameters())
    read_lines, blank, refused, repaired, sources = summary
    if not contract.stages and read_lines + source.first_line - 1 != source.lines:
        raise RefusedError("unaccounted", lines=source.lines, read=read_lines)
    lines = source.lines - blank
    found = {"no_rows": lines < source.first_line, "repaired": repaired}
    out_of_life = _out_of_life(connection) if refused else []
    return Parsed(
        kind=contract.kind,
        sources=tuple(sources or ()),
        reported_on=said.reported_on or reported_on,
        period_from=said.period_from or first,
        period_to=said.period_to or last,
        latest=last,
        lines=lines - max(0, source.first_line - 2),
        accepted=lines - source.first_line + 1 - refused,
        quarantined=refused,
        remarks=(*(remark for remark, holds in found.items() if holds), *source.remarks, *out_of_life),
        blank=blank,
    )


def _out_of_life(connection: duckdb.DuckDBPyConnection) -> list[Remark]:
    """What is said of lines for days on which their unit was not there."""
    found = build.rows(connection, "out_of_life")
    return [Remark(rule, lines=formats.number(lines), units=units) for rule, lines, units in found]
