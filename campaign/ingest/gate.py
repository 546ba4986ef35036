"""The gate: what a delivery would change is asked before it is published, and what is out of the ordinary is held."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from campaign import settings, words
from campaign.definition import Definition
from campaign.ingest import build, facts, history, ids, names, speaks
from campaign.ingest.outcome import HELD, Outcome
from campaign.ingest.speaks import Sent
from campaign.language import formats
from campaign.serving import database, pointer

FOLDER = settings.PROJECT / "queries" / "gate"
ALWAYS, REFUSED, COUNTS, TOTALS, AMOUNTS, NUMBERS = "always", "refused", "counts", "totals", "amounts", "numbers"
FORMS = {"count": COUNTS, "total": TOTALS}
# In the order in which they are told: what makes the others moot comes first. Each is asked of a delivery that has what
# it looks at; of one that has not it would say nothing, after 5 ms of planning.
RULES = {
    "nothing_taken": REFUSED,
    "nothing_counts": ALWAYS,
    "not_yet": ALWAYS,
    "far_ahead": ALWAYS,
    "swapped_days": AMOUNTS,
    "running_totals": COUNTS,
    "total_falls": TOTALS,
    "inherited_totals": TOTALS,
    "beyond_target": AMOUNTS,
    "vanishes": COUNTS,
    "elsewhere": NUMBERS,
    "unknown_units": REFUSED,
    "many_refused": REFUSED,
    "full_sheet": ALWAYS,
}
# What is worth a remark where there is too little of it to hold the delivery: the row says by `holds` which it is.
REMARKED = ("elsewhere",)
HOLDS = "holds"
# What is known, of the snapshot that is served and of what this run has taken in before, which is later.
KNOWN = {
    "known_reports": (
        "select unit_code, measure, date, form, value, epoch_ns(reported_on) + version as moment from served.reports",
        "from passed",
    ),
    "known_counts": (
        "select unit_code, measure, date, delta from served.counts",
        "select unit_code, measure, date, value as delta from passed where form = 'count'",
    ),
    "known_spans": (
        "select delivery_id, deliveries.kind, unit_code, min(first_on) as first_on, max(last_on) as last_on,"
        " max(epoch_ns(covers.reported_on) + version) as moment"
        " from served.covers inner join served.deliveries using (delivery_id) group by all",
        "from passed_spans",
    ),
    "known_days": ("select reported_on from served.deliveries where reported_on is not null", "from passed_days"),
}
# What a delivery says, by table: the file of its results, and what stands for one that it lacks.
SAID = {
    "arriving": ("reports", "no_reports"),
    "arriving_covers": ("covers", "no_covers"),
    "refused": ("quarantine", "no_quarantine"),
}


@cache
def _question(rule: str) -> str:
    return (FOLDER / f"{rule}.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Asked:
    """A delivery that was parsed: under which name it came, the folder of what it says, the file of its hashed numbers
    (of records; there need be none), and who `sent` it on a page."""

    outcome: Outcome
    name: str
    results: Path
    numbers: Path
    sent: Sent | None = None


class Unusual(NamedTuple):
    """What is unusual in a delivery, a sentence each: why to hold it, and what is worth a remark if it is not held."""

    reasons: list[str]
    remarks: list[str]


class Gate:
    """What is known, and the rules that compare a delivery with it."""

    def __init__(self, definition: Definition, connection: duckdb.DuckDBPyConnection) -> None:
        self._definition, self._connection, self._passed = definition, connection, 0
        self._ids: ids.Known | None = None

    def held(self, asked: Asked, released: bool = False) -> Outcome:
        """The delivery as it is, or held with what is unusual in it.

        One that a person has `released` passes. What passes is known to those that come after it, and its message has
        the remarks of the gate.
        """
        found = self.asks(replace(asked, sent=None) if released else asked, REMARKED if released else (*RULES,))
        outcome = asked.outcome
        if found.reasons and not released:
            sentences = " ".join([*found.reasons, outcome.message]).strip()  # what was noticed of it may be why
            held = words.t("gate.held", sentences=sentences, id=outcome.delivery_id)
            return replace(outcome.failed(held), state=HELD)
        self._pass(asked)
        return replace(outcome, message=" ".join(filter(None, (outcome.message, *found.remarks))))

    def asks(self, asked: Asked, rules: tuple[str, ...] = (*RULES,)) -> Unusual:
        """What is unusual in it, by these rules: the same of one that comes and of one that is only looked at.

        Whoever `sent` it speaks for their own unit and those below it, whatever the campaign calls usual. Of a file
        with rows of others nothing more is said: what is known of those is not for the sender.
        """
        sent = asked.sent
        if sent and (others := sent.others(self._definition, speaks.units(self._definition, asked.results))):
            return Unusual([words.t("gate.others_units", units=formats.number(len(others)))], [])
        has = self._look_at(asked)
        left = [rule for rule in rules if RULES[rule] in has and rule not in self._definition.intake.without]
        rows = {rule: row for rule in left if (row := self._ask(rule))}
        said = {rule: self._said(row) for rule, row in rows.items()}
        reasons = [words.t(f"gate.{rule}", **said[rule]) for rule, row in rows.items() if row.get(HOLDS, True)]
        return Unusual(reasons, [words.t(f"gate.remark_{rule}", **said[rule]) for rule in said if rule in REMARKED])

    def _look_at(self, asked: Asked) -> set[str]:
        """Make what the rules read, `delivery` and the tables of SAID; what there is to ask about, as RULES has it."""
        outcome, results, said = asked.outcome, asked.results, names.read(asked.name)
        known = {
            "lines": outcome.lines,
            "accepted": outcome.accepted,
            "quarantined": outcome.quarantined,
            "period_from": outcome.period_from,
            "period_to": outcome.period_to,
            "latest": outcome.latest,
            "counts": (results / "reports.parquet").exists(),
            "named_on": said.reported_on,
            "named_from": said.period_from,
            "kind": outcome.kind,
            "today": self._definition.today(),
        }
        days = {key: pa.date32() for key in ("period_from", "period_to", "latest", "named_on", "named_from")}
        row = pa.table({key: pa.array([value], days.get(key)) for key, value in known.items()})
        self._connection.register("delivery", row)
        for table, (file, none) in SAID.items():
            path = results / f"{file}.parquet"
            there = path.exists() and (outcome.quarantined or table != "refused")
            source, given = ("read_parquet($file)", {"file": str(path)}) if there else (none, {})
            self._connection.execute(f"create or replace temp table {table} as from {source}", given)
        forms = self._connection.execute("select distinct form from arriving").fetchall()
        has = {ALWAYS} | {FORMS[form] for (form,) in forms}
        if (results / "covers.parquet").exists():
            has.add(COUNTS)  # also where it names none: what it covers is empty then
        if outcome.quarantined:
            has.add(REFUSED)
        if has & {COUNTS, TOTALS}:
            has.add(AMOUNTS)
            build.define(self._connection, "gate_known")
        return has | self._look_for_numbers(asked.numbers)

    def _look_for_numbers(self, file: Path) -> set[str]:
        """Make what the rule `elsewhere` reads, where a delivery has numbers: `arriving_ids` and `repeated`."""
        if not file.exists() or "elsewhere" in self._definition.intake.without:
            return set()
        self._connection.read_parquet(str(file)).create_view("arriving_ids", replace=True)
        self._ids = self._ids or ids.Known(self._connection)
        build.define(self._connection, "gate_repeated")
        return {NUMBERS}

    def _ask(self, rule: str) -> dict[str, object] | None:
        """The row of a rule that is tripped, by column."""
        found = build.run(self._connection, _question(rule), vars(self._definition.intake))
        columns = [column for column, *_ in found.description]
        row = found.fetchone()
        return dict(zip(columns, row, strict=True)) if row else None

    def _pass(self, asked: Asked) -> None:
        outcome = asked.outcome
        self._passed += 1
        moment = f"{(1 << 62) + self._passed}"
        self._connection.execute(
            f"insert into passed by name select unit_code, measure, date, form, value, {moment} as moment from arriving"
        )
        spans = {"id": outcome.delivery_id, "kind": outcome.kind, "moment": int(moment)}
        self._connection.execute(
            "insert into passed_spans select distinct $id, $kind, unit_code, first_on, last_on, $moment"
            " from arriving_covers where first_on is not null",
            spans,
        )
        if self._ids:
            self._ids.add([asked.numbers])
        if outcome.reported_on:
            self._connection.execute("insert into passed_days select $day", {"day": outcome.reported_on})

    def _said(self, row: dict[str, object]) -> dict[str, str]:
        """The values of a row as a sentence writes them: days, numbers, and units and measures by name."""
        return {key: self._written(key, value) for key, value in row.items() if key != HOLDS}

    def _written(self, key: str, value: object) -> str:
        if isinstance(value, list):  # units of others: not named below the first level, whoever reads the sentence
            above = dict.fromkeys(self._definition.line(code)[-2:][0] for code in value)
            return ", ".join(self._written("unit_code", code) for code in above)
        if key == "one_in" and isinstance(value, int):
            return words.t("gate.one_in", numbers=formats.number(value)) if value > 1 else ""
        if isinstance(value, date):
            return formats.day(value)
        if isinstance(value, int | float):
            return formats.number(value)
        if key == "unit_code" and value in self._definition.unit:
            return f"{self._definition.unit[str(value)].name} ({value})"
        if key == "measure" and value in self._definition.measure:
            return str(self._definition.measure[str(value)].label)
        if key == "rule":
            return words.t(f"rules.{value}")
        return str(value)


@contextmanager
def opened(definition: Definition) -> Iterator[Gate]:
    """The gate before what is served now."""
    with database.connect(definition.time_zone, config={"memory_limit": "1GB", "threads": 2}) as connection:
        build.define(connection, "gate")
        if served := history.served():
            pointer.attach(connection, served, "served")
        for view, (of_served, of_run) in KNOWN.items():
            known = f"{of_served} union all by name ({of_run})" if served else of_run
            connection.execute(f"create view {view} as {known}")
        connection.from_arrow(facts.table(definition, "successors")).to_table("successors")
        targets = facts.table(definition, "targets")
        connection.from_arrow(targets).aggregate("unit_code, measure, max(target) as target").to_table("quotas")
        yield Gate(definition, connection)
