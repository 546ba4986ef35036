"""Groups of islands that every map must show, read from `frames.toml`: frames, names, true positions."""

import tomllib
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from campaign.definition import Definition, Text
from campaign.definition.boundaries import beside
from campaign.maps.boundaries import BoundariesError

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Group:
    """One group: its unit and the units above it, its frame (west, south, east, north), a point per island.

    `inset` is its place in a map of the whole (left, right, bottom, top), `tile` that in the tile grid.
    """

    lineage: tuple[str, ...]
    name: Text
    bounds: Box
    points: tuple[tuple[float, float], ...]
    inset: Box | None = None
    tile: Box | None = None

    def unit_in(self, codes: Container[str]) -> str | None:
        """The unit among `codes` that the islands belong to."""
        return next((code for code in self.lineage if code in codes), None)

    def entry(self) -> dict[str, Any]:
        """The group as it stands in the index of the layers."""
        return {
            "lineage": self.lineage,
            "name": self.name.texts,
            "bounds": self.bounds,
            "points": self.points,
            "inset": self.inset,
        }

    def moved(self, bounds: Box) -> "Group":
        """The same group with its frame and islands carried over into another rectangle."""
        west, south, east, north = self.bounds
        left, low, right, high = bounds
        across, up = (right - left) / (east - west), (high - low) / (north - south)
        points = tuple((left + (x - west) * across, low + (y - south) * up) for x, y in self.points)
        return Group(self.lineage, self.name, bounds, points)


def read(home: Path, campaign: Definition, areas: dict[str, gpd.GeoSeries]) -> list[Group]:
    """The groups whose unit is one of the campaign's and has an area; none in a campaign without them.

    BoundariesError for a file that is no list of frames.
    """
    path = beside(home, campaign.levels, "frames.toml")
    entries = _entries(path) if path else []
    known = {code: area for level in areas.values() for code, area in level.items()}
    return [
        Group(
            lineage=_lineage(campaign, entry["unit"]),
            name=Text(entry["name"]),
            bounds=tuple(entry["bounds"]),
            points=_points(known[entry["unit"]]),
            inset=entry.get("inset"),
            tile=entry.get("tile"),
        )
        for entry in entries
        if entry["unit"] in known
    ]


def _entries(path: Path) -> list[dict[str, Any]]:
    """The frames of a file, each with a unit, a name and bounds."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("frame", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BoundariesError(f"{path.name}: cannot be read ({error}); save it as TOML in UTF-8") from error
    for place, entry in enumerate(entries, 1):
        name, bounds, inset = (entry.get(key) for key in ("name", "bounds", "inset"))
        sound = isinstance(entry.get("unit"), str) and isinstance(name, dict) and name
        if not (sound and _box(bounds, (0, 1)) and (inset is None or _box(inset, (0, 2)))):
            mend = "write unit, name = { … }, bounds = [west, south, east, north], inset = [left, right, bottom, top]"
            raise BoundariesError(f"{path.name}: [[frame]] {place} has no frame that can be drawn; {mend}")
    return entries


def _box(sides: Any, lower: tuple[int, int]) -> bool:
    """Whether they are four numbers, those at `lower` below their opposites."""
    if not (isinstance(sides, list) and len(sides) == 4 and all(isinstance(side, int | float) for side in sides)):
        return False
    upper = [place for place in range(4) if place not in lower]
    return all(sides[low] < sides[high] for low, high in zip(lower, upper, strict=True))


def outside(areas: gpd.GeoSeries, groups: list[Group]) -> gpd.GeoSeries:
    """The areas without their islands in frames; units that are nothing else are left out, unless all are."""
    framed = shapely.union_all([shapely.box(*group.bounds) for group in groups])
    parts = areas.explode()
    mainland = parts[~shapely.intersects(np.asarray(parts), framed)]
    whole = mainland.groupby(level=0).agg(lambda found: shapely.multipolygons(np.asarray(found)))
    return whole.set_crs(areas.crs) if whole.size else areas


def _lineage(campaign: Definition, code: str | None) -> tuple[str, ...]:
    return (code, *_lineage(campaign, campaign.unit[code].parent_code)) if code else ()


def _points(area: shapely.Geometry) -> tuple[tuple[float, float], ...]:
    return tuple(map(tuple, np.round(shapely.get_coordinates(shapely.centroid(shapely.get_parts(area))), 3).tolist()))
