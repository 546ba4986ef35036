"""The tile grid: one tile a unit, all of one size, where small units count as much as large ones."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from campaign import words
from campaign.maps import boundaries
from campaign.maps.islands import Box, Group

# A tile in degrees near the equator, where the projection keeps squares; a gap of 6 % between tiles.
WIDTH, HEIGHT, GAP = 0.115, 0.1, 0.006


@dataclass(frozen=True)
class Grid:
    """Tiles by unit code, and what the index says of them."""

    areas: gpd.GeoSeries
    entry: dict[str, Any]


def layer(home: Path, codes: list[str], groups: list[Group]) -> Grid | None:
    """The tiles of units `codes`; None when `tile_grid.csv` does not place all of them."""
    path = boundaries.find(home, "tile_grid.csv")
    if path is None:
        return None
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    if not rows.keys() >= set(codes):
        return None
    tiles = {code: _tile(float(rows[code]["row"]), float(rows[code]["col"]), 1, 1) for code in codes}
    areas = gpd.GeoSeries({code: shapely.box(*tile) for code, tile in tiles.items()}, crs=4326)
    moved = [group.moved(_tile(*group.tile)) for group in groups if group.tile]
    west, south, east, north = shapely.total_bounds([*areas, *(shapely.box(*group.bounds) for group in moved)])
    return Grid(
        areas,
        {
            "bounds": [west, south, east, north],
            "points": {code: list(shapely.get_coordinates(area.centroid)[0]) for code, area in areas.items()},
            "frames": [group.entry() for group in moved],
            "labels": {code: {one: rows[code][f"label_{one}"] for one in words.LANGUAGES} for code in codes},
        },
    )


def _tile(row: float, column: float, high: float, wide: float) -> Box:
    """West, south, east, north of a block of tiles; row 0 is the northernmost."""
    return (
        column * WIDTH + GAP / 2,
        -(row + high) * HEIGHT + GAP / 2,
        (column + wide) * WIDTH - GAP / 2,
        -row * HEIGHT - GAP / 2,
    )
