"""Reads a campaign folder into a Definition, or says in one sentence what to mend."""

import hashlib
from datetime import date
from pathlib import Path

from campaign.definition.errors import DefinitionError
from campaign.definition.model import (
    Cleansing,
    Connection,
    Definition,
    Event,
    Level,
    Measure,
    Milestone,
    Named,
    Target,
    Text,
    Unit,
)
from campaign.definition.offices import direction, office
from campaign.definition.read import Row, rows, tables, toml

FILES = ("campaign.toml", "units.csv", "targets.csv", "events.csv", "press_milestones.csv")


def load(home: Path) -> Definition:
    """The campaign in folder `home`. DefinitionError (file, line, mend) for anything that does not hold."""
    path = home / "campaign.toml"
    content = toml(path)
    head, capacity, plan, eligible, rules = (
        next(iter(tables(path, content, name)), Row(path, None, {}))
        for name in ("campaign", "capacity", "plan", "eligible", "direction")
    )
    start, deadline = head.day("start"), head.day("deadline")
    if deadline <= start:
        raise head.fail("'deadline' is not after 'start'", "check both days")
    levels = tuple(_level(row) for row in tables(path, content, "levels"))
    if len(levels) < 2:
        raise DefinitionError(path, None, "there are fewer than two [[levels]]", "add the root's and one below")
    projects = _named(tables(path, content, "projects"))
    measures = _measures(tables(path, content, "measures"), start, {project.id for project in projects})
    ids = {measure.id for measure in measures}
    connections = tuple(
        _connection(row, deadline, {level.id for level in levels}) for row in tables(path, content, "connections")
    )
    regions = _named(tables(path, content, "regions"))
    units = _units(home / "units.csv", head, levels, {region.id for region in regions})
    known = {unit.code for unit in units}
    return Definition(
        id=head.text("id"),
        name=head.both("name"),
        short_name=head.both("short_name" if "short_name" in head.values else "name"),
        start=start,
        deadline=deadline,
        cut_off=head.text("cut_off", "17:00"),
        root=head.text("root"),
        opens_on=head.day("opens_on") if "opens_on" in head.values else None,
        silent_after_days=head.whole("silent_after_days", 3),
        items_per_machine_day=capacity.values.get("items_per_machine_day"),
        machine_measure=capacity.one_of("measure", ids, "measure") if "measure" in capacity.values else None,
        plan_shape=plan.text("shape", "s-curve"),
        eligible_label=eligible.both("label") if eligible.values else Text("dân số trong diện", "eligible people"),
        levels=levels,
        regions=regions,
        projects=projects,
        measures=measures,
        defects=_named(tables(path, content, "defects")),
        cleansing=next((_cleansing(row, ids) for row in tables(path, content, "cleansing")), None),
        connections=connections,
        units=units,
        targets=_national(measures, head.text("root"), start, deadline) + _targets(home / "targets.csv", ids, known),
        events=_events(home / "events.csv", known),
        milestones=_milestones(home / "press_milestones.csv", (*measures, *connections), known),
        offices=tuple(office(row, {level.id for level in levels}) for row in tables(path, content, "offices")),
        direction=direction(rules),
        signature=_signature(home),
    )


def _named(records: list[Row]) -> tuple[Named, ...]:
    return tuple(Named(row.text("id"), row.both("label")) for row in records)


def _level(row: Row) -> Level:
    note = row.both("boundaries_note") if "boundaries_note" in row.values else None
    return Level(row.text("id"), row.both("label"), row.values.get("boundaries"), note)


def _cleansing(row: Row, measures: set[str]) -> Cleansing:
    return Cleansing(
        measure=row.one_of("measure", measures, "measure"),
        numbers=row.one_of("numbers", measures, "measure") if "numbers" in row.values else None,
        claimed_high=row.share("claimed_high"),
        sample_size=row.whole("sample_size"),
        intolerable=row.share("intolerable"),
        risk=row.share("risk"),
    )


def _connection(row: Row, deadline: date, levels: set[str]) -> Connection:
    return Connection(
        id=row.text("id"),
        label=row.both("label"),
        unit=row.both("unit"),
        target=row.whole("target") if "target" in row.values else None,
        deadline=row.day("deadline", deadline),
        level=row.one_of("level", levels, "level") if "level" in row.values else None,
        press=tuple(row.values.get("press", ())),
    )


def _measures(records: list[Row], start: date, projects: set[str]) -> tuple[Measure, ...]:
    measures: dict[str, Measure] = {}
    for row in records:
        measure = Measure(
            id=row.text("id"),
            project=row.one_of("project", projects, "project"),
            label=row.both("label"),
            unit=row.both("unit"),
            target=row.whole("target"),
            start=row.day("start", start),
            baseline=row.whole("baseline", 0),
            press=tuple(row.values.get("press", ())),
        )
        if measure.id in measures:
            raise row.fail(f"measure '{measure.id}' stands twice", "give each measure its own id")
        measures[measure.id] = measure
    if not measures:
        raise DefinitionError(Path("campaign.toml"), None, "there are no [[measures]]", "add what is counted")
    return tuple(measures.values())


def _units(path: Path, head: Row, levels: tuple[Level, ...], regions: set[str]) -> tuple[Unit, ...]:
    if not path.exists():
        raise DefinitionError(path, None, "the file is missing", "a campaign needs its units")
    depth = {level.id: position for position, level in enumerate(levels)}
    units: dict[str, Unit] = {}
    for row in rows(path, ("code", "parent_code", "level", "name_vi")):
        region = row.values.get("region")
        unit = Unit(
            code=row.text("code"),
            parent_code=row.values["parent_code"] or None,
            level=row.one_of("level", depth, "level"),
            name=Text(row.text("name_vi"), row.text("name_en", row.text("name_vi"))),
            region=row.one_of("region", regions, "region") if region else None,
            kind=row.values.get("kind") or None,
            population=row.whole("population", 0),
            eligible=row.whole("eligible", 0),
        )
        parent = units.get(unit.parent_code or "")
        if unit.code in units:
            raise row.fail(f"unit '{unit.code}' stands twice", "give each unit its own code")
        if depth[unit.level] and (parent is None or depth[parent.level] != depth[unit.level] - 1):
            raise row.fail(
                f"parent '{unit.parent_code}' of '{unit.code}' is no unit of the level above",
                "write parents before their children, each one level above",
            )
        units[unit.code] = unit
    root = head.text("root")
    if root not in units or units[root].level != levels[0].id:
        raise head.fail(f"'root' names '{root}', which is no unit of the first level", "check it against units.csv")
    return tuple(units.values())


def _national(measures: tuple[Measure, ...], root: str, start: date, deadline: date) -> tuple[Target, ...]:
    return tuple(Target(root, measure.id, measure.target, deadline, start, "campaign") for measure in measures)


def _targets(path: Path, measures: set[str], units: set[str]) -> tuple[Target, ...]:
    columns = ("unit_code", "measure", "target", "deadline", "issued_on", "issued_by")
    return tuple(
        Target(
            unit_code=row.one_of("unit_code", units, "unit"),
            measure=row.one_of("measure", measures, "measure"),
            target=row.whole("target"),
            deadline=row.day("deadline"),
            issued_on=row.day("issued_on"),
            issued_by=row.text("issued_by"),
        )
        for row in _optional(path, columns)
    )


def _events(path: Path, units: set[str]) -> tuple[Event, ...]:
    columns = ("first_on", "last_on", "unit_code", "kind", "label_vi", "label_en")
    return tuple(
        Event(
            first_on=row.day("first_on"),
            last_on=row.day("last_on"),
            unit_code=row.one_of("unit_code", units, "unit"),
            kind=row.text("kind"),
            label=Text(row.text("label_vi"), row.text("label_en")),
        )
        for row in _optional(path, columns)
    )


def _milestones(path: Path, counted: tuple[Measure | Connection, ...], units: set[str]) -> tuple[Milestone, ...]:
    """Rows whose metric belongs to something counted and whose date is a day; a percentage is one of the target."""
    columns = ("date", "unit_code", "metric", "value", "unit", "qualifier", "source_title", "source_address")
    return tuple(
        Milestone(
            date=row.day("date"),
            unit_code=row.one_of("unit_code", units, "unit"),
            measure=one.id,
            value=round(float(row.text("value")) * (one.target / 100 if row.text("unit") == "percent" else 1)),
            qualifier=row.values["qualifier"],
            source_title=row.text("source_title"),
            source_address=row.text("source_address"),
        )
        for row in _optional(path, columns)
        for one in counted
        if row.text("metric") in one.press and row.values["unit_code"] and len(row.text("date")) == 10
    )


def _optional(path: Path, columns: tuple[str, ...]) -> list[Row]:
    return list(rows(path, columns)) if path.exists() else []


def _signature(home: Path) -> str:
    digest = hashlib.sha256()
    for name in FILES:
        if (home / name).exists():
            digest.update(name.encode() + (home / name).read_bytes())
    return digest.hexdigest()[:16]
