"""Reads the tree of units: [[levels]] of campaign.toml and units.csv."""

from collections.abc import Collection
from pathlib import Path

from campaign.definition import boundaries, lives, reading
from campaign.definition.counted import ids
from campaign.definition.parts import Level, Unit, Window
from campaign.definition.read import rows
from campaign.definition.row import Row, some


def levels(path: Path, records: list[Row]) -> tuple[Level, ...]:
    """The levels, the root's first. Kept as a mistake: fewer than two, or boundaries of which there is no file."""
    if len(records) < 2:
        reading.error(reading.wrong(path, None, "too_few_levels"))
    found = tuple(
        Level(
            id,
            row.spoken("label"),
            row.optional("boundaries", row.text),
            row.optional("boundaries_note", row.spoken),
            row.text("boundaries_code", "code"),
        )
        for id, row in zip(ids(records), records, strict=True)
    )
    below = False  # whether the level below has areas, whose unions are the areas of this one
    for level, row in reversed(list(zip(found, records, strict=True))):
        there = level.boundaries is not None and boundaries.of(path.parent, level.boundaries) is not None
        if level.boundaries and not (there or below):
            row.wrong("boundaries", "no_boundaries", value=level.boundaries)
        below = level.boundaries is not None and (there or below)
    return found


def units(
    path: Path, head: Row, levels: tuple[Level, ...], regions: Collection[str], window: Window
) -> tuple[Unit, ...]:
    """The units of units.csv, parents before their children; `head` is [campaign], which names the root.

    `window` is from the campaign's first day to its last.
    """
    depth, root = {level.id: position for position, level in enumerate(levels)}, head.text("root")
    found: dict[str, Unit] = {}
    written: dict[str, Row] = {}
    records = list(rows(path, ("code", "parent_code", "level", f"name_{reading.current().languages[0]}")))
    parents = {row.values["code"]: row.values["parent_code"] for row in records}
    for row in records:
        unit = _unit(row, depth, regions)
        if unit.code in found:
            row.wrong("code", "stands_twice", what=f"code '{unit.code}'")
        elif unit.level in depth:
            _place(row, unit, root, found, depth, parents)
        found.setdefault(unit.code, unit)
        written.setdefault(unit.code, row)
    if "root" not in head.broken and (root not in found or found[root].level != next(iter(depth), None)):
        head.wrong("root", "no_root", value=root)
    lives.check(found, written, root)
    lives.tell_never_there(found, written, window)
    more = [code for code, unit in found.items() if (unit.eligible or 0) > (unit.population or 0) > 0]
    if more:
        written[more[0]].doubt("eligible", "more_eligible", units=len(more), codes=some(more))
    if unsaid := [row.values["code"] for row in records if not row.given("population")]:
        reading.warn(path, None, "no_population", units=len(unsaid), codes=some(unsaid))
    return tuple(found.values())


def _place(
    row: Row, unit: Unit, root: str, found: dict[str, Unit], depth: dict[str, int], parents: dict[str, str]
) -> None:
    """Keep as a mistake that a unit does not stand below one of the level above, or that there is a second root."""
    parent = found.get(unit.parent_code or "")
    line = [unit.code]
    while (above := parents.get(line[-1])) and above not in line:
        line.append(above)
    if above:
        row.wrong("parent_code", "cycle", code=unit.code, line=" → ".join([*line, above]))
    elif not depth[unit.level] and (unit.code != root or unit.parent_code):
        row.wrong("parent_code", "second_root", code=unit.code, root=root)
    elif depth[unit.level] and (parent is None or depth.get(parent.level) != depth[unit.level] - 1):
        row.wrong("parent_code", "no_parent", parent=unit.parent_code or "", code=unit.code)


def _unit(row: Row, depth: dict[str, int], regions: Collection[str]) -> Unit:
    return Unit(
        code=row.text("code"),
        parent_code=row.values["parent_code"] or None,
        level=row.one_of("level", depth, "level"),
        name=row.names("name"),
        region=row.optional("region", lambda key: row.one_of(key, regions, "region")),
        kind=row.optional("kind", row.text),
        population=row.whole("population", 0),
        eligible=row.whole("eligible", 0),
        valid_from=row.optional("valid_from", row.day),
        valid_to=row.optional("valid_to", row.day),
        successors=lives.successors(row),
    )
