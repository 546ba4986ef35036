"""The tile grid: one tile a unit, all of one size, where small units count as much as large ones."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from campaign import words
from campaign.definition import Definition, boundaries
from campaign.definition.read import rows
from campaign.definition.row import Row
from campaign.maps import grid, islands
from campaign.maps.islands import Box, Group

# A tile in degrees near the equator, where the projection keeps shapes, and the gap between tiles. On a phone of 390 px
# its 8.5 columns leave each 40 px, on one of 320 px 32: three lines of text need 35 and 31 px of height.
WIDTH, HEIGHT, GAP = 0.115, 0.125, 0.006
LETTERS = 8  # of a line on a tile


@dataclass(frozen=True)
class Tile:
    """Where a tile stands, from the north and from the west, and what it says, by language."""

    row: int
    column: int
    label: dict[str, str]


@dataclass(frozen=True)
class Grid:
    """Tiles by unit code, and what the index says of them."""

    areas: gpd.GeoSeries
    entry: dict[str, Any]


def path(home: Path, campaign: Definition) -> Path | None:
    """The file that places tiles, if there is one."""
    return boundaries.beside(home, campaign.levels, "tile_grid.csv")


def placed(home: Path, campaign: Definition) -> dict[str, Tile]:
    """The tiles of the grid by unit code, none without a grid. DefinitionError when it is none."""
    found: dict[str, Tile] = {}
    grid = path(home, campaign)
    for row in rows(grid, ("code", "row", "col")) if grid else ():
        tile = Tile(row.whole("row"), row.whole("col"), _label(row))
        if (code := row.text("code")) in found:
            row.wrong("code", "stands_twice", what=f"code '{code}'")
        found[code] = tile
    return found


def _label(row: Row) -> dict[str, str]:
    """What a tile says, by language: the columns label_vi, label_en, …; a language that is not there is none."""
    said = {name.removeprefix("label_"): text for name, text in row.values.items() if name.startswith("label_")}
    row.values.asked |= {f"label_{language}" for language in said}
    return said


def layer(
    home: Path, campaign: Definition, whole: gpd.GeoSeries, names: dict[str, dict[str, str]], groups: list[Group]
) -> Grid:
    """The tiles of the units of the areas `whole`, where `tile_grid.csv` places them; laid out from the areas where it
    does not place all of them, with what is short enough of their `names`."""
    found, codes = placed(home, campaign), list(whole.index)
    if not found.keys() >= set(codes):
        laid_out = grid.places(whole, islands.outside(whole, groups).total_bounds)
        found = {code: Tile(*place, _short(names[code], code)) for code, place in laid_out.items()}
    tiles = {code: _tile(found[code].row, found[code].column, 1, 1) for code in codes}
    areas = gpd.GeoSeries({code: shapely.box(*tile) for code, tile in tiles.items()}, crs=4326)
    moved = [group.moved(_tile(*group.tile)) for group in groups if group.tile]
    west, south, east, north = shapely.total_bounds([*areas, *(shapely.box(*group.bounds) for group in moved)])
    return Grid(
        areas,
        {
            "bounds": [west, south, east, north],
            "points": {code: list(shapely.get_coordinates(area.centroid)[0]) for code, area in areas.items()},
            "frames": [group.entry() for group in moved],
            "labels": {code: found[code].label or {words.INSTEAD: code} for code in codes},
        },
    )


def _short(name: dict[str, str], code: str) -> dict[str, str]:
    """A name by language where it fits a tile, on two lines, broken at its last space; else the `code`."""
    return {one: text if max(map(len, text.rsplit(" ", 1))) <= LETTERS else code for one, text in name.items()}


def _tile(row: float, column: float, high: float, wide: float) -> Box:
    """West, south, east, north of a block of tiles; row 0 is the northernmost."""
    return (
        column * WIDTH + GAP / 2,
        -(row + high) * HEIGHT + GAP / 2,
        (column + wide) * WIDTH - GAP / 2,
        -row * HEIGHT - GAP / 2,
    )
