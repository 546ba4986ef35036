"""Writes the campaign's definition into a snapshot: units, measures, targets, events, published points, plans."""

from datetime import timedelta

import duckdb
import pyarrow as pa

from campaign.definition import Definition
from campaign.ingest import build

TEXT, WHOLE, DAY = pa.string(), pa.int64(), pa.date32()
SPOKEN = None  # a column of text for each language of the campaign: name_vi, name_en
SCHEMAS = {
    "units": {
        "unit_code": TEXT,
        "level": TEXT,
        "depth": WHOLE,
        "parent_code": TEXT,
        "name": SPOKEN,
        "region": TEXT,
        "kind": TEXT,
        "population": WHOLE,
        "eligible": WHOLE,
        "reports": pa.bool_(),
        "valid_from": DAY,
        "valid_to": DAY,
    },
    "successors": {"unit_code": TEXT, "successor_code": TEXT, "from_on": DAY, "place": WHOLE, "share": pa.float64()},
    "measures": {
        "measure": TEXT,
        "project": TEXT,
        "position": WHOLE,
        "term_days": WHOLE,
        "label": SPOKEN,
        "unit": SPOKEN,
    },
    "supply_kinds": {
        "supply": TEXT,
        "measure": TEXT,
        "position": WHOLE,
        "per_item": pa.float64(),
        "label": SPOKEN,
        "unit": SPOKEN,
    },
    "targets": {
        "unit_code": TEXT,
        "measure": TEXT,
        "target": WHOLE,
        "deadline": DAY,
        "issued_on": DAY,
        "issued_by": TEXT,
    },
    "events": {
        "first_on": DAY,
        "last_on": DAY,
        "unit_code": TEXT,
        "kind": TEXT,
        "label": SPOKEN,
    },
    "listed_reasons": {"reason": TEXT, "measure": TEXT, "owed": pa.bool_()},
    "rest_weekdays": {"weekday": WHOLE},
    "rest_events": {"kind": TEXT},
    "milestones": {
        "date": DAY,
        "unit_code": TEXT,
        "measure": TEXT,
        "value": WHOLE,
        "qualifier": TEXT,
        "source_title": TEXT,
        "source_address": TEXT,
    },
    "plans": {"measure": TEXT, "first_on": DAY, "baseline_share": pa.float64()},
}


def write(connection: duckdb.DuckDBPyConnection, definition: Definition, has_old: bool) -> None:
    """Make the tables of SCHEMAS on `connection`, and those that follow from them: who is above whom, and the plans.

    With an `old` snapshot attached no target that it showed on a day is lost.
    """
    for name, rows in _rows(definition).items():
        records = pa.Table.from_pylist(rows, _schema(name, definition.languages))
        connection.from_arrow(records).to_table(name)
    if has_old:
        kept = build.query(connection, "targets", root=definition.root).to_arrow_table()
        connection.execute("drop table targets")
        connection.from_arrow(kept).to_table("targets")
    for name in ("lineage", "heirs", "plan_curve", "plan_starts", "plan_steps"):
        build.query(connection, name, shape=definition.plan_shape).to_table(name)
    connection.execute("drop table plans")


def table(definition: Definition, name: str) -> pa.Table:
    """One of the tables of SCHEMAS."""
    return pa.Table.from_pylist(_rows(definition)[name], _schema(name, definition.languages))


def _schema(table: str, languages: tuple[str, ...]) -> pa.Schema:
    columns: dict[str, pa.DataType] = {}
    for name, kind in SCHEMAS[table].items():
        columns |= {f"{name}_{language}": TEXT for language in languages} if kind is SPOKEN else {name: kind}
    return pa.schema(columns)


def _rows(definition: Definition) -> dict[str, list[dict[str, object]]]:
    depths = {level.id: depth for depth, level in enumerate(definition.levels)}
    return {
        "units": [
            {
                **vars(unit),
                "unit_code": unit.code,
                **unit.name.columns("name"),
                "depth": depths[unit.level],
                "reports": unit.level == definition.reporting_level,
            }
            for unit in definition.units
        ],
        "successors": [
            {
                "unit_code": unit.code,
                "successor_code": one.code,
                "from_on": unit.ends_on + timedelta(days=1),
                "place": place,
                "share": one.share,
            }
            for unit in definition.units
            for place, one in enumerate(unit.successors)
        ],
        "measures": [
            {
                "measure": measure.id,
                "project": measure.project,
                "position": position,
                "term_days": definition.term_days(measure.project),
                **measure.label.columns("label"),
                **measure.unit.columns("unit"),
            }
            for position, measure in enumerate(definition.measures)
        ],
        "supply_kinds": [
            {
                "supply": supply.id,
                "measure": supply.measure,
                "position": position,
                "per_item": supply.per_item,
                **supply.label.columns("label"),
                **supply.unit.columns("unit"),
            }
            for position, supply in enumerate(definition.supplies)
        ],
        "targets": [vars(target) for target in definition.targets],
        "events": [{**vars(event), **event.label.columns("label")} for event in definition.events],
        "listed_reasons": [
            {"reason": reason.id, "measure": reason.measure, "owed": reason.owed} for reason in definition.reasons
        ],
        "rest_weekdays": [{"weekday": weekday} for weekday in definition.rest_weekdays],
        "rest_events": [{"kind": kind} for kind in definition.rest_events],
        "milestones": [vars(milestone) for milestone in definition.milestones],
        "plans": [
            {"measure": measure.id, "first_on": measure.start, "baseline_share": measure.baseline / measure.target}
            for measure in definition.measures
        ],
    }
