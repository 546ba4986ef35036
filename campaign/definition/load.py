"""Reads a campaign folder into a Definition, or says in one sentence what to mend."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

from campaign.definition import calendar, counted, offices
from campaign.definition.intake import intake
from campaign.definition.model import Definition
from campaign.definition.parts import Measure, Target, Text
from campaign.definition.read import Row, tables, toml
from campaign.definition.records import records
from campaign.definition.units import levels, units

FILES = ("campaign.toml", "units.csv", "targets.csv", "events.csv", "press_milestones.csv")
TIME_ZONE = "Asia/Ho_Chi_Minh"  # as the words are Vietnamese first; no zone is right everywhere, the server's nowhere


def load(home: Path) -> Definition:
    """The campaign in folder `home`. DefinitionError (file, line, mend) for anything that does not hold."""
    path = home / "campaign.toml"
    content = toml(path)

    def every(name: str) -> list[Row]:
        return tables(path, content, name)

    head, capacity, plan, eligible, rules, gate = (
        _only(path, content, name) for name in ("campaign", "capacity", "plan", "eligible", "direction", "intake")
    )
    start, deadline = head.day("start"), head.day("deadline")
    if deadline <= start:
        raise head.fail("'deadline' is not after 'start'", "check both days")
    all_levels = levels(path, every("levels"))
    level_ids = {level.id for level in all_levels}
    projects, regions = counted.named(every("projects")), counted.named(every("regions"))
    measures = counted.measures(every("measures"), start, {project.id for project in projects})
    measure_ids = {measure.id for measure in measures}
    connections = tuple(counted.connection(row, deadline, level_ids) for row in every("connections"))
    all_units = units(home / "units.csv", head, all_levels, {region.id for region in regions})
    codes = {unit.code for unit in all_units}
    return Definition(
        id=head.text("id"),
        name=head.both("name"),
        short_name=head.both("short_name" if "short_name" in head.values else "name"),
        start=start,
        deadline=deadline,
        time_zone=head.zone("time_zone", TIME_ZONE),
        cut_off=head.text("cut_off", "17:00"),
        root=head.text("root"),
        opens_on=head.optional("opens_on", head.day),
        silent_after_days=head.whole("silent_after_days", 3),
        hole_after_days=head.whole("hole_after_days", 14),
        lump_times=head.whole("lump_times", 5),
        rest_weekdays=calendar.rest_weekdays(head),
        rest_events=head.texts("rest_events"),
        items_per_machine_day=capacity.values.get("items_per_machine_day"),
        machine_measure=capacity.optional("measure", lambda key: capacity.one_of(key, measure_ids, "measure")),
        plan_shape=plan.text("shape", "s-curve"),
        eligible_label=eligible.both("label") if eligible.values else Text("dân số trong diện", "eligible people"),
        levels=all_levels,
        regions=regions,
        projects=projects,
        measures=measures,
        records=records(every("records"), measures),
        defects=counted.named(every("defects")),
        cleansing=next((counted.cleansing(row, measure_ids) for row in every("cleansing")), None),
        connections=connections,
        units=all_units,
        targets=calendar.targets(
            home / "targets.csv", measure_ids, codes, _national(measures, head.text("root"), start, deadline)
        ),
        events=calendar.events(home / "events.csv", codes),
        milestones=calendar.milestones(home / "press_milestones.csv", (*measures, *connections), codes),
        offices=tuple(offices.office(row, level_ids) for row in every("offices")),
        direction=offices.direction(rules),
        intake=intake(gate),
        signature=signature(home),
    )


def _only(path: Path, content: dict[str, Any], name: str) -> Row:
    """The table [name], empty when it is not there."""
    return next(iter(tables(path, content, name)), Row(path, None, {}))


def _national(measures: tuple[Measure, ...], root: str, start: date, deadline: date) -> tuple[Target, ...]:
    return tuple(Target(root, measure.id, measure.target, deadline, start, "campaign") for measure in measures)


def signature(home: Path) -> str:
    """The same as long as no file of the definition in `home` changes."""
    digest = hashlib.sha256()
    for name in FILES:
        if (home / name).exists():
            digest.update(name.encode() + (home / name).read_bytes())
    return digest.hexdigest()[:16]
