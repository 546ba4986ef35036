"""Reads what happened when: targets.csv, events.csv and press_milestones.csv, each of which a campaign may lack."""

from pathlib import Path

from campaign.definition.parts import Connection, Event, Measure, Milestone, Target, Text
from campaign.definition.read import Row, rows_if_there

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TARGETS = ("unit_code", "measure", "target", "deadline", "issued_on", "issued_by")
EVENTS = ("first_on", "last_on", "unit_code", "kind", "label_vi", "label_en")
MILESTONES = ("date", "unit_code", "metric", "value", "unit", "qualifier", "source_title", "source_address")


def targets(path: Path, measures: set[str], units: set[str], national: tuple[Target, ...]) -> tuple[Target, ...]:
    """The `national` targets of campaign.toml and every target that was issued since, or below the root.

    DefinitionError for two targets of one unit and measure, issued on one day, that are not the same.
    """
    given = {(one.unit_code, one.measure, one.issued_on): (one, "campaign.toml") for one in national}
    for row in rows_if_there(path, TARGETS):
        one = Target(
            unit_code=row.one_of("unit_code", units, "unit"),
            measure=row.one_of("measure", measures, "measure"),
            target=row.whole("target"),
            deadline=row.day("deadline"),
            issued_on=row.day("issued_on"),
            issued_by=row.text("issued_by"),
        )
        other, where = given.setdefault((one.unit_code, one.measure, one.issued_on), (one, f"line {row.line}"))
        if (other.target, other.deadline) != (one.target, one.deadline):
            raise row.fail(
                f"a target of {one.target} for {one.unit_code} in {one.measure} contradicts {where}, "
                f"which gives {other.target} and was issued on the same day",
                "keep the one that is right, or give the later one its own day",
            )
    return tuple(one for one, _ in given.values())


def rest_weekdays(row: Row) -> tuple[int, ...]:
    """The weekdays on which nobody works, 1 for Monday to 7 for Sunday."""
    return tuple(WEEKDAYS.index(name) + 1 for name in row.choices("rest_weekdays", WEEKDAYS, "weekday"))


def events(path: Path, units: set[str]) -> tuple[Event, ...]:
    """What explains a change of pace."""
    return tuple(
        Event(
            first_on=row.day("first_on"),
            last_on=row.day("last_on"),
            unit_code=row.one_of("unit_code", units, "unit"),
            kind=row.text("kind"),
            label=Text(row.text("label_vi"), row.text("label_en")),
        )
        for row in rows_if_there(path, EVENTS)
    )


def milestones(path: Path, counted: tuple[Measure | Connection, ...], units: set[str]) -> tuple[Milestone, ...]:
    """Rows whose metric belongs to something counted and whose date is a day."""
    return tuple(
        Milestone(
            date=row.day("date"),
            unit_code=row.one_of("unit_code", units, "unit"),
            measure=one.id,
            value=_value(row, one.target),
            qualifier=row.values["qualifier"],
            source_title=row.text("source_title"),
            source_address=row.text("source_address"),
        )
        for row in rows_if_there(path, MILESTONES)
        for one in counted
        if row.text("metric") in one.press and row.values["unit_code"] and len(row.text("date")) == 10
    )


def _value(row: Row, target: int | None) -> int:
    """Items; a percentage is one of the target."""
    value = float(row.text("value"))
    if row.text("unit") != "percent":
        return round(value)
    if target is None:
        raise row.fail("'unit' is percent, of something that has no target", "write items, or give it a target")
    return round(value * (target / 100))
