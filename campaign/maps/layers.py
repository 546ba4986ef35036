"""What a figure must know of a layer: where the browser fetches it, its extent, points, islands."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import plotly.graph_objects as go

from campaign.definition import Definition, Text
from campaign.maps import build
from campaign.maps.islands import Group


@dataclass(frozen=True, eq=False)
class Layer:
    """One set of areas. `points` has a point in each unit; `labels` is there in a tile grid only."""

    url: str
    bounds: tuple[float, float, float, float]
    points: dict[str, tuple[float, float]]
    groups: tuple[Group, ...]
    labels: dict[str, str]
    around: "Layer | None" = None
    inside: str | None = None


def areas(campaign: Definition, level: str, inside: str | None = None) -> Layer | None:
    """All units of a level, or those of one unit above with the layer around it; None without boundaries."""
    if inside is None or inside == campaign.root:
        return _layer(campaign, level)
    return _layer(campaign, f"{level}/{inside}", _layer(campaign, campaign.unit[inside].level), inside)


def tiles(campaign: Definition, level: str) -> Layer | None:
    """The tile grid of a level; None when there is none."""
    return _layer(campaign, f"tiles/{level}")


def inline(figure: go.Figure) -> go.Figure:
    """The figure with its geometry in it, for a file: outside a browser on this server an address leads nowhere."""
    copy = go.Figure(figure)
    for trace in copy.data:
        if trace.type == "choropleth":
            trace.geojson = json.loads((build.STATIC / trace.geojson.removeprefix(build.ADDRESS)).read_bytes())
    return copy


def _layer(campaign: Definition, name: str, around: Layer | None = None, inside: str | None = None) -> Layer | None:
    path = build.folder(campaign) / "index.json"
    entry = _index(path, path.stat().st_mtime_ns).get(name) if path.exists() else None
    if entry is None:
        return None
    groups = tuple(
        Group(tuple(group["lineage"]), Text(**group["name"]), tuple(group["bounds"]),
              tuple(map(tuple, group["points"])), group["inset"])
        for group in entry["frames"]
    )
    points = {code: tuple(point) for code, point in entry["points"].items()}
    return Layer(entry["url"], tuple(entry["bounds"]), points, groups, entry.get("labels", {}), around, inside)


@lru_cache(maxsize=4)
def _index(path: Path, changed: int) -> dict[str, dict]:
    return json.loads(path.read_text(encoding="utf-8"))["layers"]
