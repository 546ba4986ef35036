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
from campaign.ingest import build, cells, counting, decoded_twice, ids, marks, names, records, reference
from campaign.ingest.contracts import spellings
from campaign.ingest.delivery import Delivery, FirstRows, arrived, unread
from campaign.ingest.errors import FileError, RefusedError
from campaign.ingest.layouts import recognise
from campaign.ingest.layouts.model import Layout
from campaign.ingest.readers import Source, read
from campaign.ingest.readers.irregular import Irregular
from campaign.ingest.readers.sheet import Sheet
from campaign.ingest.remarks import Remark
from campaign.language import formats
from campaign.serving import database


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
            build.query(connection, delivery.contract.query, **delivery.parameters()).to_table("checked")
        parsed = finish(connection, source, delivery, first_rows, results)
        if ids_to and delivery.contract.stages:
            ids.write(connection, delivery, source.lines, ids_to)
        return parsed


@contextmanager
def workbench(definition: Definition) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the rules, with what the campaign knows, and nothing `tallied` or `sampled` yet."""
    with database.connect(definition.time_zone, config={"memory_limit": "1GB", "threads": 2}) as connection:
        build.define(connection, "rules")
        build.define(connection, "checks")
        reference.make(connection, definition)
        connection.from_arrow(records.TALLY.empty_table()).to_table("tallied")
        connection.from_arrow(ids.SAMPLED.empty_table()).to_table("sampled")
        yield connection


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
    faults = pa.table(
        {
            "line": pa.array([line for line, _ in source.irregular.faults], pa.int64()),
            "rule": pa.array([rule for _, rule in source.irregular.faults], pa.string()),
        }
    )
    connection.from_arrow(faults).to_table("faults")
    build.query(connection, "refused").to_table("refused")
    _sure_of_numbers(connection)
    connection.table("refused").write_parquet(str(results / "quarantine.parquet"))
    contract, known = delivery.contract, delivery.parameters() | first_rows.parameters()
    accepted = "accepted" if contract.table == contract.kind else f"{contract.query}_reports"
    build.query(connection, accepted, **known).to_table("accepted")
    connection.table("accepted").write_parquet(str(results / f"{contract.table}.parquet"))
    if contract.stages:
        build.query(connection, "records_covers", **known).write_parquet(str(results / "covers.parquet"))


def _sure_of_numbers(connection: duckdb.DuckDBPyConnection) -> None:
    """RefusedError when numbers have marks that read two ways: each place of them is told."""
    found = connection.query(
        """select "column", line, contains(snippet, '.') from refused where rule = 'ambiguous_number' order by all"""
    ).fetchall()
    if found:
        lines = {mark: [line for _, line, point in found if point == (mark == ".")] for mark in ".,"}
        raise RefusedError("ambiguous_number", column=found[0][0], places=marks.places(lines))


def _parsed(
    connection: duckdb.DuckDBPyConnection, source: Account, delivery: Delivery, first_rows: FirstRows
) -> Parsed:
    contract, said = delivery.contract, delivery.said
    dated = contract.table != "services"
    days = f"max(reported_on), {'min(date), max(date)' if dated else 'null, null'}"
    reported_on, first, last = connection.query(f"select {days} from accepted").fetchall()[0]
    summary = build.query(connection, "summary", **first_rows.parameters())
    read_lines, blank, refused, repaired, sources = summary.fetchall()[0]
    if not contract.stages and read_lines + source.first_line - 1 != source.lines:
        raise RefusedError("unaccounted", lines=source.lines, read=read_lines)
    lines = source.lines - blank
    found = {"no_rows": lines < source.first_line, "repaired": repaired}
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
        remarks=(*(remark for remark, holds in found.items() if holds), *source.remarks, *_out_of_life(connection)),
        blank=blank,
    )


def _out_of_life(connection: duckdb.DuckDBPyConnection) -> list[Remark]:
    """What is said of lines for days on which their unit was not there."""
    found = build.query(connection, "out_of_life").fetchall()
    return [Remark(rule, lines=formats.number(lines), units=units) for rule, lines, units in found]
