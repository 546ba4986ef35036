"""The tile grid: one tile a unit, all of one size, where small units count as much as large ones."""

import csv
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import shapely

from campaign.maps import boundaries
from campaign.maps.islands import Group

# A tile in degrees near the equator, where the projection keeps squares; a gap of 6 % between tiles.
WIDTH, HEIGHT, GAP = 0.115, 0.1, 0.006


@dataclass(frozen=True)
class Grid:
    """Tiles by unit code, and what the index says of them."""

    areas: gpd.GeoSeries
    extra: dict


def layer(home: Path, codes: list[str], groups: list[Group]) -> Grid | None:
    """The tiles of units `codes`; None when `tile_grid.csv` does not place all of them."""
    path = boundaries.find(home, "tile_grid.csv")
    if path is None:
        return None
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    if not rows.keys() >= set(codes):
        return None
    places = {code: (float(rows[code]["row"]), float(rows[code]["col"])) for code in codes}
    areas = gpd.GeoSeries({code: shapely.box(*_tile(*place, 1, 1)) for code, place in places.items()}, crs=4326)
    moved = [group.moved(_tile(*group.tile)) for group in groups if group.tile]
    west, south, east, north = shapely.total_bounds([*areas, *(shapely.box(*group.bounds) for group in moved)])
    return Grid(
        areas,
        {
            "bounds": [west, south, east, north],
            "points": {code: list(shapely.get_coordinates(area.centroid)[0]) for code, area in areas.items()},
            "frames": [group.entry() for group in moved],
            "labels": {code: rows[code]["label"] for code in codes},
        },
    )


def _tile(row: float, column: float, high: float, wide: float) -> tuple[float, float, float, float]:
    """West, south, east, north of a block of tiles; row 0 is the northernmost."""
    return (
        column * WIDTH + GAP / 2,
        -(row + high) * HEIGHT + GAP / 2,
        (column + wide) * WIDTH - GAP / 2,
        -row * HEIGHT - GAP / 2,
    )
