"""The gate: what a delivery would change is asked before it is published, and what is out of the ordinary is held."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from campaign import settings, words
from campaign.definition import Definition
from campaign.ingest import history, names
from campaign.ingest.outcome import HELD, Outcome
from campaign.language import formats

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
    "beyond_target",
    "vanishes",
    "unknown_units",
    "many_refused",
    "full_sheet",
)
SERVED = {
    "known_reports": "select unit_code, measure, date, form, value, epoch_ns(reported_on) + version as moment from {}",
    "known_counts": "select unit_code, measure, date, delta from {}",
    "known_days": "select reported_on from {} where reported_on is not null",
}
TABLES = {"known_reports": "reports", "known_counts": "counts", "known_days": "deliveries"}
# Of what this run takes in before it, a delivery is asked too; it is later than all that is served.
MINE = """
create table passed (unit_code varchar, measure varchar, date date, form varchar, value bigint, moment bigint);
create table passed_days (reported_on date);
create view empty_reports as
select null::varchar as unit_code, null::varchar as measure, null::date as date, null::varchar as form,
    null::bigint as value limit 0;
create view empty_covers as
select null::varchar as unit_code, null::varchar as measure, null::date as first_on, null::date as last_on limit 0;
create view empty_refused as select null::varchar as rule limit 0;
"""


class Gate:
    """What is known, and the rules that compare a delivery with it."""

    def __init__(self, definition: Definition, connection: duckdb.DuckDBPyConnection) -> None:
        self._definition, self._connection, self._passed = definition, connection, 0

    def held(self, outcome: Outcome, name: str, results: Path) -> Outcome:
        """The delivery that came as `name` and says what is in `results`: as it is, or held with what is unusual in it.

        What passes is known to those that come after it.
        """
        self._look_at(outcome, name, results)
        thresholds = vars(self._definition.intake)
        tripped = [
            (rule, row)
            for rule in RULES
            if rule not in self._definition.intake.without and (row := self._ask(rule, thresholds))
        ]
        if not tripped:
            self._pass(outcome)
            return outcome
        sentences = " ".join(words.t(f"gate.{rule}", **self._said(row)) for rule, row in tripped)
        held = words.t("gate.held", sentences=sentences, id=outcome.delivery_id)
        return Outcome(
            outcome.delivery_id, outcome.file, HELD, held, received_at=outcome.received_at, sha256=outcome.sha256
        )

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
            "today": date.today(),
        }
        days = {key: pa.date32() for key in ("period_from", "period_to", "latest", "named_on", "named_from")}
        row = pa.table({key: pa.array([value], days.get(key)) for key, value in known.items()})
        self._connection.register("delivery", row)
        for view, file in {"arriving": "reports", "arriving_covers": "covers", "refused": "quarantine"}.items():
            path = results / f"{file}.parquet"
            empty = "empty_" + ("reports" if view == "arriving" else view.removeprefix("arriving_"))
            found = self._connection.read_parquet(str(path)) if path.exists() else self._connection.table(empty)
            found.create_view(view, replace=True)

    def _ask(self, rule: str, thresholds: dict[str, object]) -> dict[str, object] | None:
        """The row of a rule that is tripped, by column."""
        sql = (FOLDER / f"{rule}.sql").read_text(encoding="utf-8")
        (statement,) = duckdb.extract_statements(sql)
        found = self._connection.query(sql, params={key: thresholds[key] for key in statement.named_parameters})
        return next((dict(zip(found.columns, row, strict=True)) for row in found.fetchall()), None)

    def _pass(self, outcome: Outcome) -> None:
        self._passed += 1
        moment = f"{(1 << 62) + self._passed}"
        self._connection.execute(
            f"insert into passed by name select unit_code, measure, date, form, value, {moment} as moment from arriving"
        )
        self._connection.execute("insert into passed_days select $day", {"day": outcome.reported_on})

    def _said(self, row: dict[str, object]) -> dict[str, str]:
        """The values of a row as a sentence writes them: days, numbers, and units and measures by name."""
        return {key: self._written(key, value) for key, value in row.items()}

    def _written(self, key: str, value: object) -> str:
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


def sentence(rule: str) -> str:
    """How the sentence of a rule ends, which holds no value."""
    return words.catalogue()[f"gate.{rule}"][words.language()].rpartition("}")[2]


@contextmanager
def opened(definition: Definition) -> Iterator[Gate]:
    """The gate before what is served now."""
    with duckdb.connect(":memory:", config={"temp_directory": "", "memory_limit": "1GB", "threads": 2}) as connection:
        connection.execute(MINE)
        served = history.served()
        if served:
            connection.execute(f"attach '{served}' as served (read_only)")
        mine = {
            "known_reports": "from passed",
            "known_counts": "select unit_code, measure, date, value as delta from passed where form = 'count'",
            "known_days": "from passed_days where reported_on is not null",
        }
        for view, own in mine.items():
            known = f"{SERVED[view].format('served.' + TABLES[view])} union all by name " if served else ""
            connection.execute(f"create view {view} as {known}({own})")
        quotas = [(target.unit_code, target.measure, target.target) for target in definition.targets]
        columns = list(zip(*quotas, strict=True)) or [(), (), ()]
        types = {"unit_code": pa.string(), "measure": pa.string(), "target": pa.int64()}
        table = pa.table({name: pa.array(column, types[name]) for name, column in zip(types, columns, strict=True)})
        connection.from_arrow(table).aggregate("unit_code, measure, max(target) as target").to_table("quotas")
        yield Gate(definition, connection)
