"""Where a person points in a file that nobody knew: at its header, at what its columns mean, at its units' names."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from campaign.definition import Definition
from campaign.definition.columns import normalised
from campaign.ingest.contracts import contracts
from campaign.ingest.errors import HeldError
from campaign.ingest.layouts import grid
from campaign.ingest.layouts.grid import Grid
from campaign.ingest.layouts.header import JOIN
from campaign.ingest.layouts.model import HEADER_ROWS, MEASURE, NOTHING, VALUE

Settings = tuple[tuple[str, str], ...]
HEADER, DEEP, KIND, UNITS = "header", "header_rows", "kind", "units."
LINE = "!"  # between the name of a sheet and the line in it
LONGEST = 60  # characters of a cell that are shown


@dataclass(frozen=True)
class Pointed:
    """What a person has said of the header: its kind of file, `sheet` and `line` on which it stands, how many rows it
    has; and of which `units` they have said what they are called. Nothing of what they leave to the program."""

    kind: str = ""
    sheet: str = ""
    line: int | None = None
    header_rows: int | None = None
    units: tuple[str, ...] = ()

    def at(self, one: Grid, line: int) -> bool:
        """Whether the header may stand on this line of a grid."""
        return self.line is None or (self.sheet, self.line) == (one.sheet, line)


def of(settings: Iterable[tuple[str, str]]) -> Pointed:
    """What settings say of the header. HeldError for what is no line, or no number of rows."""
    said = dict(settings)
    sheet, _, line = said.get(HEADER, "").rpartition(LINE)
    rows = said.get(DEEP, "")
    for key, number in ((HEADER, line), (DEEP, rows)):
        if number and not (number.isdecimal() and (key == HEADER or int(number) in HEADER_ROWS)):
            raise HeldError("layout_no_setting", setting=f"{key}={said[key]}")
    units = tuple(normalised(key.removeprefix(UNITS)) for key in said if key.startswith(UNITS))
    return Pointed(said.get(KIND, ""), sheet, int(line) if line else None, int(rows) if rows else None, units)


def head(definition: Definition, path: Path, work: Path) -> list[dict[str, Any]]:
    """The first rows of each sheet that can be read: `sheet`, and `rows` of line and cells. FileError."""
    return [
        {
            "sheet": one.sheet,
            "rows": [(line, [cell[:LONGEST] for cell in cells]) for line, cells in one.rows[: grid.HEAD]],
        }
        for one in grid.of(path, work, definition.time_zone)
    ]


def titles(definition: Definition, path: Path, work: Path, names: Iterable[str]) -> dict[str, str]:
    """How the names of columns, normalised, are typed in the first rows of a file. FileError."""
    typed: dict[str, str] = {}
    for one in grid.of(path, work, definition.time_zone, start_only=True):
        for _, cells in one.rows[: grid.HEAD]:
            typed |= {normalised(cell): cell for cell in reversed(cells)} | typed
    return {name: JOIN.join(typed.get(part, part) for part in name.split(JOIN)) for name in names}


def kinds(definition: Definition) -> dict[str, list[str]]:
    """What a column may mean in each kind of file: columns of its contract, and measures where it has an amount."""
    counted = [*(f"{MEASURE}{one.id}" for one in definition.measures), VALUE]
    return {one.kind: [NOTHING, *one.columns, *(counted if one.amount else ())] for one in contracts(definition)}
