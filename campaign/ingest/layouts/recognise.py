"""Recognises a file by the header of a layout that somebody has accepted."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from campaign.definition import Definition
from campaign.ingest import names
from campaign.ingest.errors import RefusedError
from campaign.ingest.layouts import apply, grid, header
from campaign.ingest.layouts.grid import Grid
from campaign.ingest.layouts.model import Layout
from campaign.ingest.readers.sheet import Sheet


def read(
    definition: Definition, path: Path, name: str, work: Path, today: date, layouts: Iterable[Layout]
) -> tuple[Sheet, Layout] | None:
    """The file by the first of the `layouts` whose header it has, and that one; None when it has none's."""
    known = list(layouts)
    if not known:
        return None
    try:
        if not _fitting(grid.of(path, work, start_only=True), known):
            return None
        grids = grid.of(path, work)
    except RefusedError:
        return None  # whoever reads it by its contract says why
    layout = _fitting(grids, known)
    if layout is None:
        return None
    here = [one for one in grids if one.encoding == layout.encoding]
    return apply.source(definition, layout, here, names.read(name), today), layout


def _fitting(grids: list[Grid], layouts: list[Layout]) -> Layout | None:
    for layout in layouts:
        for one in grids:
            if one.encoding == layout.encoding and header.place(one.rows, layout) is not None:
                return layout
    return None
