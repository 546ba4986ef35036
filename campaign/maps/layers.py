"""What a figure must know of a layer: where the browser fetches it, its extent, points, islands."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import plotly.graph_objects as go

from campaign.definition import Definition, Text, Unit
from campaign.maps import build
from campaign.maps.islands import Box, Group


@dataclass(frozen=True, eq=False)
class Layer:
    """One set of areas. `points` has a point in each unit, `land` all of them as one outline (WKT, with a margin).

    `labels`, by language, is there in a tile grid only, which has no `land`.
    """

    url: str
    bounds: Box
    points: dict[str, tuple[float, float]]
    groups: tuple[Group, ...]
    labels: dict[str, dict[str, str]]
    land: str = "POLYGON EMPTY"
    around: "Layer | None" = None
    inside: str | None = None

    def draws(self, code: str) -> bool:
        """Whether the unit has a shape here: an area, or islands."""
        return code in self.points or any(code in group.lineage for group in self.groups)


def areas(campaign: Definition, level: str, inside: str | None = None) -> Layer | None:
    """All units of a level, or those of one unit above with the layer around it; None without boundaries."""
    if inside is None or inside == campaign.root:
        return _layer(campaign, level)
    return _layer(campaign, f"{level}/{inside}", _layer(campaign, campaign.unit[inside].level), inside)


def below(campaign: Definition, unit: Unit) -> Layer | None:
    """The units directly below a unit; None for a unit of the lowest level, too."""
    level = campaign.level_below(unit)
    return areas(campaign, level.id, unit.code) if level else None


def shapes(campaign: Definition, unit: Unit) -> list[str]:
    """Ways to lay out what is below a unit: its areas, its tile grid, all units of the lowest level at once."""
    level = campaign.level_below(unit)
    further = level is not None and level.id != campaign.reporting_level
    found = {
        "areas": True,
        "tiles": level is not None and unit.code == campaign.root and tiles(campaign, level.id) is not None,
        "deep": further,
    }
    return [shape for shape, there in found.items() if there]


def of(campaign: Definition, unit: Unit, shape: str) -> Layer | None:
    """The layer of one of the `shapes` of a unit; None without boundaries."""
    if shape == "areas":
        return below(campaign, unit)
    if shape == "tiles":
        level = campaign.level_below(unit)
        return tiles(campaign, level.id) if level else None
    return areas(campaign, campaign.reporting_level, unit.code)


def tiles(campaign: Definition, level: str) -> Layer | None:
    """The tile grid of a level; None when there is none."""
    return _layer(campaign, f"tiles/{level}")


def inline(figure: go.Figure) -> go.Figure:
    """The figure with its geometry in it, for a file: outside a browser on this server an address leads nowhere."""
    copy = go.Figure(figure)
    for trace in copy.data:
        if trace.type == "choropleth" and str(trace.geojson).startswith(build.ADDRESS):
            trace.geojson = json.loads((build.STATIC / trace.geojson.removeprefix(build.ADDRESS)).read_bytes())
    return copy


def _layer(campaign: Definition, name: str, around: Layer | None = None, inside: str | None = None) -> Layer | None:
    path = build.folder(campaign) / "index.json"
    entry = _index(path, path.stat().st_mtime_ns).get(name) if path.exists() else None
    if entry is None:
        return None
    groups = tuple(
        Group(
            tuple(group["lineage"]),
            Text(group["name"]),
            tuple(group["bounds"]),
            tuple(map(tuple, group["points"])),
            group["inset"],
        )
        for group in entry["frames"]
    )
    points = {code: tuple(point) for code, point in entry["points"].items()}
    labels, land = entry.get("labels", {}), entry.get("land", "POLYGON EMPTY")
    return Layer(entry["url"], tuple(entry["bounds"]), points, groups, labels, land, around, inside)


@lru_cache(maxsize=4)
def _index(path: Path, _changed: int) -> dict[str, dict[str, Any]]:
    """The entries of an index that changed last at that time, which is a part of the key they are kept under."""
    return json.loads(path.read_text(encoding="utf-8"))["layers"]
