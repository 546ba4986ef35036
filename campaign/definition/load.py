"""Reads a campaign folder into a Definition, or says in one sentence each what to mend."""

import hashlib
from datetime import date
from functools import partial
from pathlib import Path

from campaign import words
from campaign.definition import calendar, counted, doubts, kept, offices, reading
from campaign.definition.errors import DefinitionError
from campaign.definition.intake import intake
from campaign.definition.languages import languages
from campaign.definition.model import Definition
from campaign.definition.parts import Measure, Target, Text, Unit
from campaign.definition.reading import attempt
from campaign.definition.records import records
from campaign.definition.row import Row
from campaign.definition.tables import Tables
from campaign.definition.units import levels, units

FILES = ("campaign.toml", "units.csv", "targets.csv", "events.csv", "press_milestones.csv")
TIME_ZONE = "Asia/Ho_Chi_Minh"  # as the words are Vietnamese first; no zone is right everywhere, the server's nowhere
SHAPES = ("s-curve", "linear")  # of a plan: queries/build/plan_curve.sql


def load(home: Path) -> Definition:
    """The campaign in folder `home`. DefinitionError (file, line, mend) for the first thing that does not hold."""
    campaign, errors, _ = read(home)
    if campaign is None or errors:
        raise errors[0]
    return campaign


def read(home: Path) -> tuple[Definition | None, list[DefinitionError], list[DefinitionError]]:
    """The campaign in folder `home`, with all errors and all warnings, file by file; not to be used with errors."""
    with reading.begun() as found:
        campaign = attempt(lambda: _read(home), None)
        broken = {error.path for error in found.errors}
        if campaign is not None:
            doubts.tell(campaign, home, broken)
    return campaign, _ordered(found.errors), _ordered(found.warnings)


def _read(home: Path) -> Definition:
    path = home / "campaign.toml"
    content = Tables(path)
    head, capacity, plan, eligible, rules, papers, gate = map(
        content.only, ("campaign", "capacity", "plan", "eligible", "direction", "report", "intake")
    )
    if head.line is None and not head.values:
        reading.error(reading.wrong(path, None, "no_section", table="campaign"))
    reading.current().languages = languages(head)
    start, deadline = head.day("start"), head.day("deadline")
    if not head.broken & {"start", "deadline"} and deadline <= start:
        head.wrong("deadline", "not_after", first="start")
    window = (start, deadline)
    all_levels = levels(path, content.every("levels"))
    level_ids = {level.id for level in all_levels}
    projects, regions = counted.named(content.every("projects")), counted.named(content.every("regions"))
    project_ids, region_ids = {project.id for project in projects}, {region.id for region in regions}
    measures: tuple[Measure, ...] = attempt(
        lambda: counted.measures(path, content.every("measures"), start, project_ids), ()
    )
    measure_ids = {measure.id for measure in measures} or None
    dated = zip(content.every("measures"), measures, strict=False)
    calendar.tell_outside([(row, measure.start) for row, measure in dated], window)
    resources = kept.resources(content.every("resources"), capacity, measure_ids)
    resource_ids = {one.id for one in resources}
    connections = counted.connections(content.every("connections"), deadline, level_ids)
    uptake = counted.uptake(content.every("uptake"))
    supplies = kept.supplies(content.every("supplies"), measure_ids)
    published = kept.published(resources, supplies)
    all_units: tuple[Unit, ...] = attempt(lambda: units(home / "units.csv", head, all_levels, region_ids, window), ())
    codes = {unit.code for unit in all_units} or None
    national = _national(measures, head.text("root"), start, deadline)
    if opens_on := head.optional("opens_on", head.day):
        calendar.tell_outside([(head, opens_on)], window)
    rest_events = head.texts("rest_events")
    campaign = Definition(
        id=head.text("id"),
        name=head.spoken("name"),
        short_name=head.spoken("short_name" if "short_name" in head.values else "name"),
        languages=reading.current().languages,
        start=start,
        deadline=deadline,
        time_zone=head.zone("time_zone", TIME_ZONE),
        cut_off=head.clock("cut_off", "17:00"),
        root=head.text("root"),
        opens_on=opens_on,
        silent_after_days=head.whole("silent_after_days", 3),
        hole_after_days=head.whole("hole_after_days", 14),
        lump_times=head.whole("lump_times", 5),
        rest_weekdays=calendar.rest_weekdays(head),
        rest_events=rest_events,
        items_per_machine_day=capacity.optional("items_per_machine_day", lambda key: capacity.whole(key, least=1)),
        machine_measure=capacity.optional("measure", lambda key: capacity.one_of(key, measure_ids, "measure")),
        plan_shape=plan.one_of("shape", SHAPES, "shape") if plan.given("shape") else SHAPES[0],
        eligible_label=eligible.spoken("label") if eligible.values else _eligible(),
        levels=all_levels,
        regions=regions,
        projects=projects,
        measures=measures,
        records=records(content.every("records"), measures),
        defects=counted.named(content.every("defects")),
        reasons=counted.reasons(content.every("reasons"), [measure.id for measure in measures]),
        cleansing=next((counted.cleansing(row, measure_ids) for row in _at_most_one(content, "cleansing")), None),
        connections=connections,
        supplies=supplies,
        resources=resources,
        machine=capacity.optional("resource", partial(capacity.one_of, known=resource_ids, what="resource")),
        routes=counted.named(content.every("routes")),
        uptake=uptake,
        units=all_units,
        targets=attempt(lambda: calendar.targets(home / "targets.csv", measure_ids, codes, national, window), national),
        events=attempt(lambda: calendar.events(home / "events.csv", codes, window, rest_events), ()),
        milestones=attempt(
            lambda: calendar.milestones(
                home / "press_milestones.csv", (*measures, *connections, *uptake, *published), codes, window
            ),
            (),
        ),
        offices=tuple(offices.office(row, level_ids) for row in content.every("offices")),
        direction=offices.direction(rules),
        report_style=papers.one_of("style", offices.STYLES, "style") if papers.given("style") else offices.STYLES[0],
        intake=intake(gate),
        signature=signature(home),
    )
    content.tell_unknown()
    return campaign


def _at_most_one(content: Tables, name: str) -> list[Row]:
    return [content.only(name)] if content.every(name) else []


def _eligible() -> Text:
    """The name of the second denominator where the campaign has none of its own."""
    return Text({one: words.said("definition.eligible", one) for one in reading.current().languages})


def _national(measures: tuple[Measure, ...], root: str, start: date, deadline: date) -> tuple[Target, ...]:
    return tuple(Target(root, measure.id, measure.target, deadline, start, "campaign") for measure in measures)


def _ordered(found: list[DefinitionError]) -> list[DefinitionError]:
    """File by file, line by line; each sentence once."""
    once = {str(one): one for one in found}.values()
    places = {name: place for place, name in enumerate(FILES)}
    return sorted(once, key=lambda one: (places.get(one.path.name, len(FILES)), one.line or 0))


def signature(home: Path) -> str:
    """The same as long as no file of the definition in `home` changes."""
    digest = hashlib.sha256()
    for name in FILES:
        if (home / name).exists():
            digest.update(name.encode() + (home / name).read_bytes())
    return digest.hexdigest()[:16]
