"""Reads what a campaign counts: [[measures]] and their projects, [[connections]], [[supplies]], [cleansing]."""

from collections.abc import Collection
from datetime import date
from functools import partial
from pathlib import Path

from campaign.definition import reading
from campaign.definition.parts import Cleansing, Connection, Measure, Named, Supply
from campaign.definition.row import Row


def ids(records: list[Row]) -> list[str]:
    """The ids of records, in order; one that stands twice is a mistake."""
    found: list[str] = []
    for row in records:
        if (id := row.text("id")) in found:
            row.wrong("id", "stands_twice", what=f"id '{id}'")
        found.append(id)
    return found


def named(records: list[Row]) -> tuple[Named, ...]:
    """Things with an id and a name: [[projects]], [[regions]], [[defects]]."""
    return tuple(Named(id, row.spoken("label")) for id, row in zip(ids(records), records, strict=True))


def measures(path: Path, records: list[Row], start: date, projects: Collection[str]) -> tuple[Measure, ...]:
    """What is counted, in order. DefinitionError when nothing is."""
    if not records:
        raise reading.wrong(path, None, "no_section", table="[measures]")
    return tuple(
        Measure(
            id=id,
            project=row.one_of("project", projects, "project"),
            label=row.spoken("label"),
            unit=row.items("unit"),
            target=row.whole("target", least=1),
            start=row.day("start", start),
            baseline=row.whole("baseline", 0),
            press=row.texts("press"),
        )
        for id, row in zip(ids(records), records, strict=True)
    )


def connections(records: list[Row], deadline: date, levels: Collection[str]) -> tuple[Connection, ...]:
    """The kinds of things to connect, due on the campaign's `deadline` unless they say when."""
    return tuple(
        Connection(
            id=id,
            label=row.spoken("label"),
            unit=row.items("unit"),
            target=row.optional("target", row.whole),
            deadline=row.day("deadline", deadline),
            level=row.optional("level", partial(row.one_of, known=levels, what="level")),
            press=row.texts("press"),
        )
        for id, row in zip(ids(records), records, strict=True)
    )


def supplies(records: list[Row], measures: Collection[str] | None) -> tuple[Supply, ...]:
    """What the stages use up."""
    return tuple(
        Supply(
            id=id,
            label=row.spoken("label"),
            unit=row.items("unit"),
            measure=row.one_of("measure", measures, "measure"),
            per_item=row.above_nothing("per_item", 1.0),
            press=row.texts("press"),
        )
        for id, row in zip(ids(records), records, strict=True)
    )


def cleansing(row: Row, measures: Collection[str] | None) -> Cleansing:
    """The table [cleansing]: which stage is verified by samples, and how they are drawn."""
    return Cleansing(
        measure=row.one_of("measure", measures, "measure"),
        numbers=row.optional("numbers", lambda key: row.one_of(key, measures, "measure")),
        claimed_high=row.share("claimed_high"),
        sample_size=row.whole("sample_size", least=1),
        intolerable=row.share("intolerable"),
        risk=row.share("risk"),
    )
