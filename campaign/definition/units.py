"""Reads the tree of units: [[levels]] of campaign.toml and units.csv."""

from pathlib import Path

from campaign.definition.errors import DefinitionError
from campaign.definition.parts import Level, Text, Unit
from campaign.definition.read import Row, rows


def levels(path: Path, records: list[Row]) -> tuple[Level, ...]:
    """The levels, the root's first. DefinitionError when there are fewer than two."""
    if len(records) < 2:
        raise DefinitionError(path, None, "there are fewer than two [[levels]]", "add the root's and one below")
    return tuple(
        Level(
            row.text("id"),
            row.both("label"),
            row.values.get("boundaries"),
            row.optional("boundaries_note", row.both),
        )
        for row in records
    )


def units(path: Path, head: Row, levels: tuple[Level, ...], regions: set[str]) -> tuple[Unit, ...]:
    """The units of units.csv, parents before their children; `head` is [campaign], which names the root."""
    if not path.exists():
        raise DefinitionError(path, None, "the file is missing", "a campaign needs its units")
    depth = {level.id: position for position, level in enumerate(levels)}
    found: dict[str, Unit] = {}
    for row in rows(path, ("code", "parent_code", "level", "name_vi")):
        unit = _unit(row, depth, regions)
        parent = found.get(unit.parent_code or "")
        if unit.code in found:
            raise row.fail(f"unit '{unit.code}' stands twice", "give each unit its own code")
        if depth[unit.level] and (parent is None or depth[parent.level] != depth[unit.level] - 1):
            raise row.fail(
                f"parent '{unit.parent_code}' of '{unit.code}' is no unit of the level above",
                "write parents before their children, each one level above",
            )
        found[unit.code] = unit
    root = head.text("root")
    if root not in found or found[root].level != levels[0].id:
        raise head.fail(f"'root' names '{root}', which is no unit of the first level", "check it against units.csv")
    return tuple(found.values())


def _unit(row: Row, depth: dict[str, int], regions: set[str]) -> Unit:
    return Unit(
        code=row.text("code"),
        parent_code=row.values["parent_code"] or None,
        level=row.one_of("level", depth, "level"),
        name=Text(row.text("name_vi"), row.text("name_en", row.text("name_vi"))),
        region=row.one_of("region", regions, "region") if row.values.get("region") else None,
        kind=row.values.get("kind") or None,
        population=row.whole("population", 0),
        eligible=row.whole("eligible", 0),
    )
