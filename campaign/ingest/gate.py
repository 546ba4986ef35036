"""The gate: what a delivery would change is asked before it is published, and what is out of the ordinary is held."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

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
# In the order in which they are told: what makes the others moot comes first.
RULES = (
    "nothing_taken",
    "nothing_counts",
    "not_yet",
    "far_ahead",
    "swapped_days",
    "running_totals",
    "total_falls",
    "inherited_totals",
    "beyond_target",
    "vanishes",
    "elsewhere",
    "unknown_units",
    "many_refused",
    "full_sheet",
)
# What is worth a remark where there is too little of it to hold the delivery.
REMARKED = ("elsewhere",)
ANY = {"repeated_share": 0.0, "least": 1}
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
# What a delivery says, by view: the file of its results, and what stands for one that it lacks.
SAID = {
    "arriving": ("reports", "no_reports"),
    "arriving_covers": ("covers", "no_covers"),
    "refused": ("quarantine", "no_quarantine"),
}


@cache
def _question(rule: str) -> str:
    return (FOLDER / f"{rule}.sql").read_text(encoding="utf-8")


class Gate:
    """What is known, and the rules that compare a delivery with it."""

    def __init__(self, definition: Definition, connection: duckdb.DuckDBPyConnection) -> None:
        self._definition, self._connection, self._passed = definition, connection, 0
        self._ids: ids.Known | None = None

    def held(
        self, outcome: Outcome, name: str, results: Path, *, released: bool = False, sent: Sent | None = None
    ) -> Outcome:
        """The delivery that came as `name` and says what is in `results`: as it is, or held with what is unusual in it.

        One that a person has `released` passes. What passes is known to those that come after it, and its message has
        the remarks of the gate.
        """
        if not released and (reasons := self.reasons(outcome, name, results, sent)):
            sentences = " ".join([*reasons, outcome.message]).strip()  # what was noticed of it may be why
            held = words.t("gate.held", sentences=sentences, id=outcome.delivery_id)
            return replace(outcome.failed(held), state=HELD)
        if released:
            self._look_at(outcome, name, results)
        noticed = self._tripped(REMARKED, vars(self._definition.intake) | ANY)
        remarks = [words.t(f"gate.remark_{rule}", **self._said(row)) for rule, row in noticed.items()]
        self._pass(outcome)
        return replace(outcome, message=" ".join(filter(None, (outcome.message, *remarks))))

    def _tripped(self, rules: tuple[str, ...], thresholds: dict[str, object]) -> dict[str, dict[str, object]]:
        """Of these rules those that are tripped, each with its row, but for those that the campaign goes without."""
        asked = [rule for rule in rules if rule not in self._definition.intake.without]
        return {rule: row for rule in asked if (row := self._ask(rule, thresholds))}

    def reasons(self, outcome: Outcome, name: str, results: Path, sent: Sent | None = None) -> list[str]:
        """What is unusual in it, a sentence each; none where nothing is.

        Whoever `sent` it speaks for their own unit and those below it, whatever the campaign calls usual. Of a file
        with rows of others nothing more is said: what is known of those is not for the sender.
        """
        others = sent.others(self._definition, speaks.units(self._definition, results)) if sent else []
        if others:
            return [words.t("gate.others_units", units=formats.number(len(others)))]
        self._look_at(outcome, name, results)
        tripped = self._tripped(RULES, vars(self._definition.intake))
        return [words.t(f"gate.{rule}", **self._said(row)) for rule, row in tripped.items()]

    def _look_at(self, outcome: Outcome, name: str, results: Path) -> None:
        """Make the views that the rules read: `delivery`, and `arriving`, `arriving_covers` and `refused`."""
        said = names.read(name)
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
        for view, (file, none) in SAID.items():
            path = results / f"{file}.parquet"
            found = self._connection.read_parquet(str(path)) if path.exists() else self._connection.table(none)
            found.create_view(view, replace=True)
        build.define(self._connection, "gate_known")
        self._look_for_numbers(outcome)

    def _look_for_numbers(self, outcome: Outcome) -> None:
        """Make what the rule `elsewhere` reads, where a delivery has numbers: `arriving_ids` and `repeated`."""
        file = ids.beside(outcome.sha256)
        has_numbers = file.exists() and "elsewhere" not in self._definition.intake.without
        found = self._connection.read_parquet(str(file)) if has_numbers else self._connection.table("no_ids")
        found.create_view("arriving_ids", replace=True)
        if has_numbers:
            self._ids = self._ids or ids.Known(self._connection)
            build.define(self._connection, "gate_repeated")
        else:
            self._connection.execute("delete from repeated")

    def _ask(self, rule: str, thresholds: dict[str, object]) -> dict[str, object] | None:
        """The row of a rule that is tripped, by column."""
        found = build.ask(self._connection, _question(rule), thresholds)
        return next((dict(zip(found.columns, row, strict=True)) for row in found.fetchall()), None)

    def _pass(self, outcome: Outcome) -> None:
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
            self._ids.add([ids.beside(outcome.sha256)])
        if outcome.reported_on:
            self._connection.execute("insert into passed_days select $day", {"day": outcome.reported_on})

    def _said(self, row: dict[str, object]) -> dict[str, str]:
        """The values of a row as a sentence writes them: days, numbers, and units and measures by name."""
        return {key: self._written(key, value) for key, value in row.items()}

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
