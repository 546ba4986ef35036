"""Reads what happened when: targets.csv, events.csv and press_milestones.csv, each of which a campaign may lack."""

import math
from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path

from campaign import words
from campaign.definition import reading
from campaign.definition.parts import Connection, Event, Measure, Milestone, Published, Target, Window
from campaign.definition.read import rows_if_there
from campaign.definition.row import Row, instead

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TARGETS = ("unit_code", "measure", "target", "deadline", "issued_on", "issued_by")
EVENTS = ("first_on", "last_on", "unit_code", "kind")
# Of events; a campaign may rest on more.
KINDS = ("holiday", "lockdown", "shortage", "milestone", "capacity", "campaign")
MILESTONES = ("date", "unit_code", "metric", "value", "unit", "qualifier", "source_title", "source_address")
NOTES = {"unit_level", "unit_name"}  # of milestones, for whoever reads the file
DAY, MONTH = len("2021-12-31"), len("2021-12")
BEFORE = timedelta(days=366)  # a target may be issued by so much before the campaign starts


def targets(
    path: Path,
    measures: Collection[str] | None,
    units: Collection[str] | None,
    national: tuple[Target, ...],
    window: Window,
) -> tuple[Target, ...]:
    """The `national` targets of campaign.toml and every target that was issued since, or below the root.

    Two targets of one unit and measure, issued on one day, that are not the same are a mistake.
    """
    given = {(one.unit_code, one.measure, one.issued_on): (one, "campaign.toml") for one in national}
    late: list[tuple[Row, Target]] = []
    days: list[tuple[Row, date]] = []
    issued: list[tuple[Row, date]] = []
    for row in rows_if_there(path, TARGETS):
        one = Target(
            unit_code=row.one_of("unit_code", units, "unit"),
            measure=row.one_of("measure", measures, "measure"),
            target=row.whole("target"),
            deadline=row.day("deadline"),
            issued_on=row.day("issued_on"),
            issued_by=row.text("issued_by"),
        )
        days.append((row, one.deadline))
        issued.append((row, one.issued_on))
        if not row.broken:
            late += [(row, one)] if one.issued_on > one.deadline else []
            here = words.t("definition.row_above", line=row.line)
            other, where = given.setdefault((one.unit_code, one.measure, one.issued_on), (one, here))
            if (other.target, other.deadline) != (one.target, one.deadline):
                said = {"target": one.target, "unit": one.unit_code, "measure": one.measure, "other": other.target}
                row.wrong("target", "contradicts", where=where, **said)
    tell_outside(days, window)
    for row, one in late[:1]:
        row.doubt("issued_on", "issued_late", targets=len(late), issued=one.issued_on, deadline=one.deadline)
    start, end = window
    tell_outside(issued, (max(start, date.min + BEFORE) - BEFORE, end))
    return tuple(one for one, _ in given.values())


def rest_weekdays(row: Row) -> tuple[int, ...]:
    """The weekdays on which nobody works, 1 for Monday to 7 for Sunday."""
    return tuple(WEEKDAYS.index(name) + 1 for name in row.choices("rest_weekdays", WEEKDAYS, "weekday"))


def events(path: Path, units: Collection[str] | None, window: Window, rests: Collection[str]) -> tuple[Event, ...]:
    """What explains a change of pace; beside KINDS those on which it `rests` are known."""
    records = rows_if_there(path, (*EVENTS, f"label_{reading.current().languages[0]}"))
    found = tuple(_event(row, units) for row in records)
    kinds = (*KINDS, *rests)
    for row, event in zip(records, found, strict=True):
        if event.kind and event.kind not in kinds:
            row.doubt("kind", "odd_kind", value=event.kind, mend=instead(event.kind, kinds))
    pairs = zip(records, found, strict=True)
    tell_outside([(row, day) for row, event in pairs for day in (event.first_on, event.last_on)], window)
    return found


def _event(row: Row, units: Collection[str] | None) -> Event:
    first_on, last_on = row.day("first_on"), row.day("last_on")
    if not row.broken and last_on < first_on:
        row.wrong("last_on", "ends_before", end=last_on, first="first_on", start=first_on)
    return Event(first_on, last_on, row.one_of("unit_code", units, "unit"), row.text("kind"), row.names("label"))


def milestones(
    path: Path, counted: tuple[Measure | Connection | Published, ...], units: Collection[str] | None, window: Window
) -> tuple[Milestone, ...]:
    """Rows whose metric belongs to something counted and whose date is a day, or a month of something that lasts."""
    records = rows_if_there(path, MILESTONES)
    drawn = [
        (row, one)
        for row in records
        for one in counted
        if row.text("metric") in one.press and row.given("unit_code") and _dated(row, one)
    ]
    for row in records:
        row.values.asked |= NOTES
    metrics = {row.values["metric"] for row in records}
    for one in counted if records else ():
        for metric in [metric for metric in one.press if metric not in metrics]:
            reading.warn(path, None, "no_press", key=f"press ({one.id})", value=metric, mend=instead(metric, metrics))
    tell_outside([(row, _day(row)) for row, _ in drawn], window)
    return tuple(_milestone(row, one, units) for row, one in drawn)


def _dated(row: Row, one: Measure | Connection | Published) -> bool:
    said = row.text("date")
    return len(said) == DAY or (len(said) == MONTH and isinstance(one, Published) and one.lasts)


def _day(row: Row) -> date:
    """The day of a row, of a month its last."""
    said = row.text("date")
    if len(said) != MONTH or not said.replace("-", "").isdigit():
        return row.day("date")
    year, month = map(int, said.split("-"))
    return date(year, month, monthrange(year, month)[1])


def _milestone(row: Row, one: Measure | Connection | Published, units: Collection[str] | None) -> Milestone:
    return Milestone(
        date=_day(row),
        unit_code=row.one_of("unit_code", units, "unit"),
        measure=one.id,
        value=_value(row, one.target),
        qualifier=row.text("qualifier", ""),
        source_title=row.text("source_title"),
        source_address=row.text("source_address"),
    )


def _value(row: Row, target: int | None) -> int:
    """Items; a percentage is one of the target."""
    try:
        value = float(row.text("value"))
    except ValueError:
        value = -1.0
    if not 0 <= value < math.inf:
        row.wrong("value", "no_number", value=row.values["value"])
        return 0
    if row.text("unit") != "percent":
        return round(value)
    if target is None:
        row.wrong("unit", "percent_of_nothing")
    return round(value * ((target or 0) / 100))


def tell_outside(days: list[tuple[Row, date]], window: Window) -> None:
    """One warning for all days of a file that lie outside the campaign; `date.min` stands for what is no day."""
    start, end = window
    found = [(row, day) for row, day in days if date.min < day and not start <= day <= end]
    if found and date.min not in window:
        row, day = found[0]
        reading.warn(row.path, row.line, "outside", days=len(found), day=day, start=start, end=end)
