"""Looks at a delivery before it counts: what it is, what is out of the ordinary, what it would change. Takes nothing.

It goes the very way of an ingest, up to a snapshot that nobody serves.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from campaign.definition import Definition
from campaign.ingest import LIMITS, build, child, gate, history, publish, speaks, taken
from campaign.ingest.local import Local
from campaign.ingest.outcome import FAILED, Outcome
from campaign.ingest.speaks import Sent
from campaign.ingest.vault import Original, shown
from campaign.serving import pointer

FIRST = 20  # rows as they would be counted
NOTHING_KNOWN = "create table known.progress as from becoming.progress where false"
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Look:
    """A delivery that is not taken: its outcome if it were, what the gate asks (`reasons`), the lowest unit that has
    all of which it speaks, its first rows as they would be counted, the lines that it would lose, and `difference`
    (queries/build/difference.sql)."""

    outcome: Outcome
    reasons: list[str]
    unit: str | None
    first: Rows
    quarantine: Rows
    difference: Rows

    def said(self) -> dict[str, Any]:
        """All of it in JSON's types."""
        return vars(self) | {"outcome": self.outcome.row()}


def at(definition: Definition, original: Original, sent: Sent, today: date, work: Path) -> Look:
    """What is in a file that came as `sent`. FileError when it cannot be read; child.ChildError when that broke.

    `work` is an empty folder for what is made on the way.
    """
    results = work / "results"
    results.mkdir()
    outcome = _parsed(definition, original, sent.name, today, results)
    with gate.opened(definition) as door:
        reasons = door.reasons(outcome, sent.name, results, sent)
    unit = speaks.unit(definition, speaks.units(results))
    tried = work / "tried.duckdb"
    publish.tried(definition, [(outcome, results)], tried)
    first = _rows(results / "reports.parquet", FIRST)
    return Look(outcome, reasons, unit, first, _rows(results / "quarantine.parquet"), difference(tried))


def unit_of(definition: Definition, original: Original, name: str, today: date, work: Path) -> str | None:
    """The lowest unit that has all of which a file speaks. FileError, child.ChildError."""
    _parsed(definition, original, name, today, work)
    return speaks.unit(definition, speaks.units(work))


def difference(becoming: Path) -> Rows:
    """What changes when the snapshot at `becoming` follows the one that is served."""
    with duckdb.connect(":memory:", config={"temp_directory": "", "threads": 2}) as connection:
        pointer.attach(connection, becoming, "becoming")
        if served := history.served():
            pointer.attach(connection, served, "known")
        else:
            connection.execute(f"attach ':memory:' as known; {NOTHING_KNOWN}")
        return build.query(connection, "difference").to_arrow_table().to_pylist()


def _parsed(definition: Definition, original: Original, name: str, today: date, results: Path) -> Outcome:
    engine = Local(LIMITS)
    now = datetime.now(UTC).replace(tzinfo=None)
    outcome = Outcome(original.delivery_id, shown(name), FAILED, received_at=now, sha256=original.sha256)
    try:
        parsed = engine.parse(definition, original, name, today, results, child.unheard)
    finally:
        engine.worker.end()
    return taken(outcome, parsed)


def _rows(file: Path, most: int | None = None) -> Rows:
    """The rows of a file of results, or the first of them; none where there is no such file."""
    if not file.exists():
        return []
    with duckdb.connect(":memory:") as connection:
        rows = connection.read_parquet(str(file))
        return (rows.limit(most) if most else rows).to_arrow_table().to_pylist()
