"""One delivery, parsed and checked: what it says and what is refused, as Parquet files without persons."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from campaign.definition import Definition
from campaign.ingest import build, names, reference
from campaign.ingest.contracts import Contract, recognise
from campaign.ingest.readers import parquet, sheet, text

READERS = {b"PAR1": parquet, b"PK\x03\x04": sheet}


@dataclass(frozen=True)
class Parsed:
    """What a file turned out to be; its lines, less the header, are accepted or quarantined.

    `sources` are what its rows name as such, `latest` the latest day on which something happened,
    `repaired` the rows whose unit's code had lost its zeros.
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
    repaired: int


def parse(definition: Definition, path: Path, name: str, today: date, results: Path) -> Parsed:
    """Check the file at `path`, called `name`, and write into folder `results` what it says.

    Writes quarantine.parquet and, by kind, reports (with covers for records), defects, verification or
    services .parquet. HeaderError when its header fits no contract.
    """
    with path.open("rb") as file:
        reader = READERS.get(file.read(4), text)
    contract, columns = recognise(reader.header(path))
    said = names.read(name)
    connection = duckdb.connect(":memory:", config={"temp_directory": "", "memory_limit": "1GB"})
    build.define(connection, "rules")
    reference.make(connection, definition)
    reader.load(connection, path, columns)
    _cells(connection, contract, columns, said)
    build.query(
        connection,
        contract.query,
        first=definition.start,
        last=today,
        id=contract.required[0],
        value=contract.amount,
        stages=list(contract.stages),
    ).to_table("checked")
    _write(connection, contract, said, results)
    return _parsed(connection, contract, said)


def _cells(connection: duckdb.DuckDBPyConnection, contract: Contract, columns: list[str], said: names.Said) -> None:
    """Make `cells`: the contract's columns under their own names, trimmed, null where nothing stands."""
    cells = {
        column: f"nullif(trim({column}), '')" if column in columns else "cast(null as varchar)"
        for column in contract.columns
    }
    if said.reported_on:
        cells["reported_on"] = f"coalesce({cells['reported_on']}, '{said.reported_on}')"
    named = [f'{cell} as "{contract.names_in_query.get(column, column)}"' for column, cell in cells.items()]
    days = ", ".join(cells[stage] for stage in contract.stages)
    fault = "case when ragged then broken('ragged_row', null, null) end as fault"
    connection.query(f"select line, {fault}, {', '.join(named)}, [{days}] as days from raw").to_table("cells")


def _write(
    connection: duckdb.DuckDBPyConnection, contract: Contract, said: names.Said, results: Path
) -> None:
    """Write what is refused and what is accepted; the latter also stays on `connection` as `accepted`."""
    known = {
        "form": contract.amount,
        "measures": [stage.removesuffix("_on") for stage in contract.stages],
        "from_on": said.period_from,
        "to_on": said.period_to,
    }
    build.query(connection, "refused").write_parquet(str(results / "quarantine.parquet"))
    if contract.stages:
        build.query(connection, "records_covers", **known).write_parquet(str(results / "covers.parquet"))
    accepted = "accepted" if contract.table == contract.kind else f"{contract.query}_reports"
    build.query(connection, accepted, **known).to_table("accepted")
    connection.table("accepted").write_parquet(str(results / f"{contract.table}.parquet"))


def _parsed(connection: duckdb.DuckDBPyConnection, contract: Contract, said: names.Said) -> Parsed:
    rows, refused, repaired, sources = build.query(connection, "summary").fetchall()[0]
    dated = "date" in connection.table("accepted").columns
    first, last = connection.query(f"select {'min(date), max(date)' if dated else 'null, null'} from accepted").fetchall()[0]
    reported_on = connection.query("select max(reported_on) from accepted").fetchall()[0][0]
    return Parsed(
        kind=contract.kind,
        sources=tuple(sources or ()),
        reported_on=said.reported_on or reported_on,
        period_from=said.period_from or first,
        period_to=said.period_to or last,
        latest=last,
        lines=rows + 1,
        accepted=rows - refused,
        quarantined=refused,
        repaired=repaired,
    )
