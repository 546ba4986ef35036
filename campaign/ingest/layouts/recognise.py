"""Recognises a file by the header of a layout that somebody has accepted."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from campaign.definition import Definition
from campaign.ingest import names
from campaign.ingest.errors import RefusedError
from campaign.ingest.layouts import apply, grid, header
from campaign.ingest.layouts.grid import Grid
from campaign.ingest.layouts.model import Layout
from campaign.ingest.names import Said
from campaign.ingest.readers.sheet import Sheet


def read(
    definition: Definition, path: Path, name: str, work: Path, today: date, layouts: Iterable[Layout]
) -> tuple[Sheet, Layout] | None:
    """The file by the first of the `layouts` whose header it has, and that one; None when it has none's."""
    known = list(layouts)
    if not known:
        return None
    try:
        if not _fitting(grid.of(path, work, definition.time_zone, start_only=True), known):
            return None
        grids = grid.of(path, work, definition.time_zone)
    except RefusedError:
        return None  # whoever reads it by its contract says why
    layout = _fitting(grids, known)
    if layout is None:
        return None
    here = [one for one in grids if one.encoding == layout.encoding]
    return apply.source(definition, layout, here, name, said(definition, layout, name, today), today), layout


def said(definition: Definition, layout: Layout, name: str, today: date) -> Said:
    """What the name of a file says, the day of its report also as offices write it: 20-6-2021."""
    found = names.read(name)
    days = header.in_text(Path(name).stem, layout.day_order, definition.start, today)
    return found if found.reported_on or len(days) != 1 else replace(found, reported_on=days[0])


def _fitting(grids: list[Grid], layouts: list[Layout]) -> Layout | None:
    for layout in layouts:
        for one in grids:
            if one.encoding == layout.encoding and header.place(one.rows, layout) is not None:
                return layout
    return None
