"""Makes what the browser fetches of the maps, once: `python -m campaign.maps.build`.

Geometry by URL is fetched once and kept by the browser; a figure then carries codes and values only. What a figure
must know of a layer (its address, extent, a point in each unit, the islands) goes to `index.json` beside it.
"""

import hashlib
import json
import shutil
import sys
from html import escape
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from campaign import definition, settings
from campaign.definition import Definition
from campaign.maps import boundaries, islands, tiles

STATIC = settings.PROJECT / "static"
ADDRESS = "/app/static/"
# Scope and resolution that Plotly's maps ask for by default; an empty world, because the real one is not wanted.
STUB = "world_110m.json"
OBJECTS = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")

# Simplification in metres, decimals kept: the nation is drawn at about 1.8 km a pixel, a province at a tenth of that.
WHOLE = (500, 3)
PART = (250, 4)
Entry = dict[str, Any]  # of a layer in the index, as JSON


def folder(campaign: Definition) -> Path:
    """Where the maps of a campaign are served from."""
    return STATIC / "geo" / campaign.id


def build(home: Path, campaign: Definition) -> list[str]:
    """Write the layers of a campaign unless they are up to date; returns the codes of units without an area."""
    signature = _signature(home, campaign)
    target = folder(campaign)
    index = target / "index.json"
    if index.exists() and (made := json.loads(index.read_text(encoding="utf-8")))["signature"] == signature:
        return made["missing"]
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    areas = {
        level.id: found for level in campaign.levels if (found := boundaries.load(home, campaign, level)) is not None
    }
    writer = _Writer(target, signature, campaign, islands.read(home, campaign, areas))
    layers: dict[str, Entry] = {}
    for level, whole in areas.items():
        layers |= writer.level(level, whole)
        if len(whole) > 1 and level == campaign.levels[1].id:
            grid = tiles.layer(home, campaign, whole, writer.names, writer.groups)
            layers[f"tiles/{level}"] = writer.write(f"tiles-{level}", grid.areas, 4) | grid.entry
    expected = [unit for unit in campaign.units if unit.level in areas and unit.valid_to is None]
    missing = [unit.code for unit in expected if unit.code not in areas[unit.level].index]
    index.write_text(json.dumps({"signature": signature, "missing": missing, "layers": layers}), encoding="utf-8")
    _stub()
    return missing


class _Writer:
    """Writes the layers of one campaign into a folder; every entry is what the index says of a layer."""

    def __init__(self, target: Path, signature: str, campaign: Definition, groups: list[islands.Group]) -> None:
        self.target, self.signature, self.campaign, self.groups = target, signature, campaign, groups
        self.names = {
            unit.code: {language: escape(text) for language, text in unit.name.texts.items()} for unit in campaign.units
        }

    def level(self, level: str, whole: gpd.GeoSeries) -> dict[str, Entry]:
        """The areas of a level, all in one layer and those of each unit above in one of their own, by name."""
        layers = {level: self.serve(level, whole, *WHOLE)}
        parents = np.array([self.campaign.unit[code].parent_code for code in whole.index])
        for parent in np.unique(parents) if len(set(parents)) > 1 else ():
            layers[f"{level}/{parent}"] = self.serve(f"{level}-{parent}", whole[parents == parent], *PART)
        return layers

    def serve(self, name: str, areas: gpd.GeoSeries, metres: int, decimals: int) -> Entry:
        """Simplify one layer and write it."""
        flat = areas.to_crs(areas.estimate_utm_crs())
        coverage = shapely.coverage_simplify(np.asarray(flat), metres)
        simple = gpd.GeoSeries(coverage, areas.index, crs=flat.crs).to_crs(4326)
        mainland = islands.outside(areas, self.groups)
        margin = 2 * metres
        land = mainland.to_crs(flat.crs).buffer(margin).union_all().simplify(margin)
        return self.write(name, simple, decimals) | {
            "bounds": np.round(mainland.total_bounds, 3).tolist(),
            "land": shapely.to_wkt(gpd.GeoSeries([land], crs=flat.crs).to_crs(4326)[0], rounding_precision=3),
            "points": _points(areas) | _points(mainland),
            "frames": [group.entry() for group in self.groups],
        }

    def write(self, name: str, areas: gpd.GeoSeries, decimals: int) -> Entry:
        """One GeoJSON file whose ids are unit codes; outer rings clockwise, or Plotly fills the rest of the world.

        The names of the units in every language go with it, so that no figure has to carry them.
        """
        rounded = shapely.set_precision(np.asarray(areas), 10.0**-decimals)
        turned = shapely.orient_polygons(rounded, exterior_cw=True)
        features = [
            {"type": "Feature", "id": code, "properties": self.names[code], "geometry": json.loads(text)}
            for code, text in zip(areas.index, shapely.to_geojson(turned), strict=True)
        ]
        path = self.target / f"{name}-{self.signature}.geojson"
        collection = {"type": "FeatureCollection", "features": features}
        path.write_text(json.dumps(collection, separators=(",", ":")), encoding="utf-8")
        return {"url": ADDRESS + path.relative_to(STATIC).as_posix()}


def _points(areas: gpd.GeoSeries) -> dict[str, list[float]]:
    """A point inside the largest part of each unit, for bubbles and marks."""
    parts = areas.explode()
    largest = parts.iloc[np.argsort(-shapely.area(np.asarray(parts)), kind="stable")]
    largest = largest[~largest.index.duplicated()].sort_index()
    inside = np.round(shapely.get_coordinates(shapely.point_on_surface(np.asarray(largest))), 3)
    return dict(zip(largest.index, inside.tolist(), strict=True))


def _signature(home: Path, campaign: Definition) -> str:
    """Changes with the units, with any file of boundaries, and with this code."""
    digest = hashlib.sha256(campaign.signature.encode())
    for path in [*boundaries.files(home, campaign), *sorted(Path(__file__).parent.glob("*.py"))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def _stub() -> None:
    """An empty world under the name that Plotly asks for, so that it asks nobody else."""
    empty = {"type": "GeometryCollection", "geometries": []}
    world = {"type": "Topology", "objects": dict.fromkeys(OBJECTS, empty), "arcs": []}
    (STATIC / "topo").mkdir(parents=True, exist_ok=True)
    (STATIC / "topo" / STUB).write_text(json.dumps(world), encoding="utf-8")


def main() -> None:
    """Make the maps of the campaign that is followed, and name the units that no map can show."""
    home = settings.home()
    try:
        missing = build(home, definition.load(home))
    except (boundaries.BoundariesError, definition.DefinitionError) as error:
        sys.exit(str(error))
    if missing:
        sys.stderr.write(f"Units without boundaries, listed but on no map: {', '.join(missing)}\n")


if __name__ == "__main__":
    main()
