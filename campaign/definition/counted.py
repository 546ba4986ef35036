"""Reads what a campaign counts: [[measures]] and their projects, [[connections]], [cleansing]."""

from datetime import date
from pathlib import Path

from campaign.definition.errors import DefinitionError
from campaign.definition.parts import Cleansing, Connection, Measure, Named
from campaign.definition.read import Row


def named(records: list[Row]) -> tuple[Named, ...]:
    """Things with an id and a name: [[projects]], [[regions]], [[defects]]."""
    return tuple(Named(row.text("id"), row.both("label")) for row in records)


def measures(records: list[Row], start: date, projects: set[str]) -> tuple[Measure, ...]:
    """What is counted, in order. DefinitionError when nothing is, or an id stands twice."""
    found: dict[str, Measure] = {}
    for row in records:
        measure = Measure(
            id=row.text("id"),
            project=row.one_of("project", projects, "project"),
            label=row.both("label"),
            unit=row.items("unit"),
            target=row.whole("target"),
            start=row.day("start", start),
            baseline=row.whole("baseline", 0),
            press=tuple(row.values.get("press", ())),
        )
        if measure.id in found:
            raise row.fail(f"measure '{measure.id}' stands twice", "give each measure its own id")
        found[measure.id] = measure
    if not found:
        raise DefinitionError(Path("campaign.toml"), None, "there are no [[measures]]", "add what is counted")
    return tuple(found.values())


def connection(row: Row, deadline: date, levels: set[str]) -> Connection:
    """One of [[connections]]: a kind of things to connect, due on the campaign's `deadline` unless it says when."""
    return Connection(
        id=row.text("id"),
        label=row.both("label"),
        unit=row.items("unit"),
        target=row.optional("target", row.whole),
        deadline=row.day("deadline", deadline),
        level=row.optional("level", lambda key: row.one_of(key, levels, "level")),
        press=tuple(row.values.get("press", ())),
    )


def cleansing(row: Row, measures: set[str]) -> Cleansing:
    """The table [cleansing]: which stage is verified by samples, and how they are drawn."""
    return Cleansing(
        measure=row.one_of("measure", measures, "measure"),
        numbers=row.optional("numbers", lambda key: row.one_of(key, measures, "measure")),
        claimed_high=row.share("claimed_high"),
        sample_size=row.whole("sample_size"),
        intolerable=row.share("intolerable"),
        risk=row.share("risk"),
    )
