"""One delivery, parsed and checked: what it says and what is refused, as Parquet files without persons."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

import duckdb
import pyarrow as pa

from campaign.definition import Definition
from campaign.ingest import build, counting, names, records, reference
from campaign.ingest.cells import make as make_cells
from campaign.ingest.contracts import Contract, recognise
from campaign.ingest.faults import RefusedError
from campaign.ingest.readers import read
from campaign.ingest.readers.careful import Odd


@dataclass(frozen=True)
class Parsed:
    """What a file turned out to be; its lines, less the header, are accepted or quarantined.

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


class Account(Protocol):
    """A source's physical lines, the first one with a record, what is no ordinary line, and remarks for the staff."""

    lines: int
    first_line: int
    odd: Odd
    remarks: tuple[str, ...]


def parse(definition: Definition, path: Path, name: str, today: date, results: Path) -> Parsed:
    """Check the file at `path`, called `name`, and write into folder `results` what it says.

    Writes quarantine.parquet and, by kind, reports (with covers for records), defects, verification or
    services .parquet. FileError when nothing of it can be taken.
    """
    source = read(path, name, results)
    contract, columns = recognise(source.header)
    said = names.read(name)
    with workbench(definition) as connection:
        known = given(definition, contract, said, today)
        if contract.stages:
            known |= counting.check(connection, source, contract, columns, known)
        else:
            make_cells(connection, source.cells(connection, columns), contract, columns, said.reported_on)
            if "date" in contract.columns:
                build.define(connection, "unit_rows")
            build.query(connection, contract.query, **known).to_table("checked")
        return finish(connection, source, contract, said, known, results)


@contextmanager
def workbench(definition: Definition) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the rules, with what the campaign knows, and nothing `tallied` yet."""
    with duckdb.connect(":memory:", config={"temp_directory": "", "memory_limit": "1GB", "threads": 2}) as connection:
        build.define(connection, "rules")
        build.define(connection, "checks")
        reference.make(connection, definition)
        connection.from_arrow(records.TALLY.empty_table()).to_table("tallied")
        yield connection


def finish(
    connection: duckdb.DuckDBPyConnection,
    source: Account,
    contract: Contract,
    said: names.Said,
    known: dict,
    results: Path,
) -> Parsed:
    """Write what `checked` and `tallied` on `connection` come to, and say what became of the delivery."""
    _write(connection, source, contract, known, results)
    return _parsed(connection, source, contract, said, known)


def given(definition: Definition, contract: Contract, said: names.Said, today: date) -> dict[str, object]:
    """Parameters of the queries that check a delivery. RefusedError when the campaign counts nothing of it."""
    known = {
        "first": definition.start,
        "last": said.reported_on or today,
        "reported": said.reported_on,
        "reported_by_name": said.reported_on,
        "id": contract.required[0],
        "value": contract.amount,
        "form": contract.amount,
        "stages": list(contract.stages),
        "measures": [stage.removesuffix("_on") for stage in contract.stages],
        "counted": [stage for stage in definition.measure if f"{stage}_on" in contract.stages],
        "from_on": said.period_from,
        "to_on": said.period_to,
        "source": None,
    }
    if contract.stages and not known["counted"]:
        raise RefusedError("no_measure", kind=contract.kind, measures=", ".join(known["measures"]))
    return known


def _write(
    connection: duckdb.DuckDBPyConnection, source: Account, contract: Contract, known: dict, results: Path
) -> None:
    """Write what is refused and what is accepted; both also stay on `connection`."""
    faults = pa.table(
        {
            "line": pa.array([line for line, _ in source.odd.faults], pa.int64()),
            "rule": pa.array([rule for _, rule in source.odd.faults], pa.string()),
        }
    )
    connection.from_arrow(faults).to_table("faults")
    build.query(connection, "refused").to_table("refused")
    ambiguous = connection.query("select min(line) from refused where rule = 'ambiguous_number'").fetchall()[0][0]
    if ambiguous:
        raise RefusedError("ambiguous_number", line=ambiguous)
    connection.table("refused").write_parquet(str(results / "quarantine.parquet"))
    accepted = "accepted" if contract.table == contract.kind else f"{contract.query}_reports"
    build.query(connection, accepted, **known).to_table("accepted")
    connection.table("accepted").write_parquet(str(results / f"{contract.table}.parquet"))
    if contract.stages:
        build.query(connection, "records_covers", **known).write_parquet(str(results / "covers.parquet"))


def _parsed(
    connection: duckdb.DuckDBPyConnection, source: Account, contract: Contract, said: names.Said, known: dict
) -> Parsed:
    dated = contract.table != "services"
    days = f"max(reported_on), {'min(date), max(date)' if dated else 'null, null'}"
    reported_on, first, last = connection.query(f"select {days} from accepted").fetchall()[0]
    read_lines, refused, repaired, sources = build.query(connection, "summary", **known).fetchall()[0]
    if not contract.stages and read_lines + source.first_line - 1 != source.lines:
        raise RefusedError("unaccounted", lines=source.lines, read=read_lines)
    found = {"no_rows": source.lines < source.first_line, "repaired": repaired}
    return Parsed(
        kind=contract.kind,
        sources=tuple(sources or ()),
        reported_on=said.reported_on or reported_on,
        period_from=said.period_from or first,
        period_to=said.period_to or last,
        latest=last,
        lines=source.lines,
        accepted=source.lines - source.first_line + 1 - refused,
        quarantined=refused,
        remarks=(*(remark for remark, holds in found.items() if holds), *source.remarks),
    )
