"""Reads with what a campaign does its work, and what it uses up: [[resources]], [[supplies]]."""

from collections.abc import Collection
from functools import partial

from campaign.definition.counted import ids
from campaign.definition.parts import Published, Resource, Supply
from campaign.definition.row import Row


def resources(records: list[Row], capacity: Row, measures: Collection[str] | None) -> tuple[Resource, ...]:
    """The kinds of resources. Of the one that [capacity] names, what it does and on what stands only there."""
    machine = capacity.values.get("resource")
    return tuple(
        _resource(id, row, capacity if id == machine else row, measures)
        for id, row in zip(ids(records), records, strict=True)
    )


def _resource(id: str, row: Row, said: Row, measures: Collection[str] | None) -> Resource:
    each = "items_per_machine_day" if said is not row else "items_per_day"
    for key in ("measure", "items_per_day") if said is not row else ():
        if row.given(key):
            row.wrong(key, "in_capacity")
    return Resource(
        id=id,
        label=row.spoken("label"),
        unit=row.items("unit"),
        measure=said.optional("measure", partial(said.one_of, known=measures, what="measure")),
        items_per_day=said.optional(each, partial(said.whole, least=1)),
        press=row.texts("press"),
        press_each=row.texts("press_each"),
        press_all=row.texts("press_all"),
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


def published(resources: tuple[Resource, ...], supplies: tuple[Supply, ...]) -> tuple[Published, ...]:
    """What is published of each: `resources.machine` numbers of them, `.each` what one does, `.all` what all do;
    `supplies.chips` what there is of one."""
    found = [
        Published(f"resources.{one.id}{suffix}", metrics, lasts=not suffix)
        for one in resources
        for suffix, metrics in (("", one.press), (".each", one.press_each), (".all", one.press_all))
    ]
    found += [Published(f"supplies.{one.id}", one.press, lasts=True) for one in supplies]
    return tuple(one for one in found if one.press)
