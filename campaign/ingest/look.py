"""Looks at a delivery before it counts: what it is, what is out of the ordinary, what it would change. Takes nothing.

It goes the very way of an ingest, up to a snapshot that nobody serves.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from campaign.definition import Definition
from campaign.ingest import build, child, gate, history, looking, publish, speaks
from campaign.ingest.kinds import BESIDE
from campaign.ingest.layouts import model
from campaign.ingest.layouts.model import Layout
from campaign.ingest.outcome import FAILED, Outcome
from campaign.ingest.parse import parse
from campaign.ingest.speaks import Sent
from campaign.ingest.taken import taken
from campaign.ingest.vault import Original, shown
from campaign.people import roster
from campaign.serving import database, pointer

FIRST = 20  # rows as they would be counted
COMPARED = ("progress", "deliveries", *BESIDE)
NOTHING_KNOWN = "; ".join(f"create table known.{table} as from becoming.{table} where false" for table in COMPARED)
Layouts = tuple[Layout, ...]
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Look:
    """A delivery that is not taken: its outcome if it were, what the gate asks (`reasons`), the lowest unit that has
    all of which it speaks, its first rows as they would be counted, the lines that it would lose, and `difference`
    (of the function of that name)."""

    outcome: Outcome
    reasons: list[str]
    unit: str | None
    first: Rows
    quarantine: Rows
    difference: Rows

    def said(self) -> dict[str, Any]:
        """All of it in JSON's types."""
        return vars(self) | {"outcome": self.outcome.row()}


def at(
    definition: Definition,
    original: Original,
    sent: Sent,
    viewer: str | None,
    today: date,
    layouts: Layouts | None = None,
) -> Look:
    """What is in a file that came as `sent`. FileError when it cannot be read; child.ChildError when that broke.

    Who looks answers for the unit `viewer`, None for all: of what is known of others' units they learn nothing. It is
    read by the `layouts` that somebody has accepted, or by these.
    """
    with _work() as work:
        seen = _at(definition, original, sent, viewer, today, work, model.known() if layouts is None else layouts)
    return replace(seen, difference=shown_to(definition, viewer, seen.difference))


def shown_to(definition: Definition, viewer: str | None, rows: Rows) -> Rows:
    """Of the rows about units those that somebody may see who answers for the unit `viewer`, None for all."""
    visible = None if viewer is None else roster.visible(definition, viewer)
    return [row for row in rows if visible is None or row["unit_code"] in visible]


def _at(
    definition: Definition,
    original: Original,
    sent: Sent,
    viewer: str | None,
    today: date,
    work: Path,
    layouts: Layouts,
) -> Look:
    results = work / "results"
    results.mkdir()
    with looking.place() as apart:  # numbers are not for other folders: ids.py
        numbers = apart / "numbers"
        outcome = _parsed(definition, original, sent.name, today, results, layouts, numbers)
        came = gate.Asked(outcome, sent.name, results, numbers, sent)
        with gate.opened(definition) as door:
            reasons, remarks = door.asks(came)
            if viewer is None and sent.unit:
                reasons = list(dict.fromkeys([*reasons, *door.asks(replace(came, sent=None)).reasons]))
    outcome = replace(outcome, message=" ".join(filter(None, (outcome.message, *remarks))))
    unit = speaks.unit(definition, speaks.units(definition, results))
    tried = work / "tried.duckdb"
    publish.tried(definition, [(outcome, results)], tried)
    first = _rows(results / "reports.parquet", FIRST)
    return Look(
        outcome, reasons, unit, first, _rows(results / "quarantine.parquet"), difference(tried, history.served())
    )


def unit_of(definition: Definition, original: Original, name: str, today: date) -> str | None:
    """The lowest unit that has all of which a file speaks. FileError, child.ChildError."""
    with _work() as work:
        _parsed(definition, original, name, today, work, model.known())
        return speaks.unit(definition, speaks.units(definition, work))


def lost(definition: Definition, original: Original, name: str, today: date) -> Rows:
    """The lines that a file would lose. FileError, child.ChildError."""
    with _work() as work:
        _parsed(definition, original, name, today, work, model.known())
        return _rows(work / "quarantine.parquet")


def difference(becoming: Path, known: Path | None) -> Rows:
    """What changes when the snapshot at `becoming` follows the one `known`, or the first of all none: totals, then
    all else that files tell (queries/build/difference_records.sql)."""
    with database.connect(config={"threads": 2}) as connection:
        pointer.attach(connection, becoming, "becoming")
        if known:
            pointer.attach(connection, known, "known")
        else:
            connection.execute(f"attach ':memory:' as known; {NOTHING_KNOWN}")
        build.define(connection, "told")
        asked = ("difference", "difference_records")
        return [row for name in asked for row in build.query(connection, name).to_arrow_table().to_pylist()]


@contextmanager
def _work() -> Iterator[Path]:
    """An empty folder for what is made on the way."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def _parsed(
    definition: Definition,
    original: Original,
    name: str,
    today: date,
    results: Path,
    layouts: Layouts,
    numbers: Path | None = None,
) -> Outcome:
    now = datetime.now(UTC).replace(tzinfo=None)
    outcome = Outcome(original.delivery_id, shown(name), FAILED, received_at=now, sha256=original.sha256)
    arguments = (definition, original.path, name, today, results, layouts, numbers)
    return taken(outcome, child.run(parse, *arguments, limits=child.LIMITS))


def _rows(file: Path, most: int | None = None) -> Rows:
    """The rows of a file of results, or the first of them; none where there is no such file."""
    if not file.exists():
        return []
    with database.connect() as connection:
        rows = connection.read_parquet(str(file))
        chosen = rows.order("unit_code, measure, date").limit(most) if most else rows
        return chosen.to_arrow_table().to_pylist()
