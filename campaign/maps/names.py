"""The worst units of a map by name, each on a line from its area to free room around the land.

Unless told otherwise the room is that on a phone: a wider figure shows the land as large or larger, with legend and
frames further away, so what fits there fits everywhere. What finds no room around the land stands on it: without the
name of the worst, that of the third would be read as the worst's. What has no room there either is not named; the list
beside the map has it.
"""

from textwrap import wrap
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import shapely

from campaign import theme
from campaign.maps import base_map, frames, legend
from campaign.maps.layers import Layer
from campaign.maps.sheet import Sheet
from campaign.maps.views import View

WORST = "worst"  # what the traces are known by
MANY = 5
# Pixels: the font, its average letter with some to spare (6.5 measured), a line of text, what lies between two places
# that are tried, and how short and long the line to a name may be: at most two thirds of a phone.
SIZE, LETTER, LINE, STEP = 12, 7.0, 18, 6
SHORT, LONG = 12, 240
TRIED = 256  # places at a time
HALO = ",".join([f"0 0 2px {theme.PAPER}"] * 4)  # around a name: on a dark area its letters stand out as on paper
NOWHERE = shapely.Point()
BREAK = "<br>"
SPACE = "\u2009"  # between a line and its name, and as much on the other side: 3 px each


def worst(
    layer: Layer, frame: pd.DataFrame, view: View, figure: go.Figure, width: int = base_map.NARROW
) -> list[go.Scattergeo]:
    """The names of the worst five on a `figure` of the layer, as far as a place of `width` px has room for them.

    `frame` is as in `figures.draw`.

    Kinds of units have no worst five, and the tiles of a grid bear their names already. The lines have a white edge,
    as they begin on dark areas.
    """
    none = view.names or layer.labels
    first = None if none else view.worst_first(frame).dropna(subset="value").head(MANY)
    named = {} if first is None else dict(zip(first["unit_code"], first["name"], strict=True))
    found = written(layer, named, Sheet.of(figure, width))
    plain = {"meta": WORST, "hoverinfo": "skip", "lon": found.pop("lon"), "lat": found.pop("lat")}
    return [
        go.Scattergeo(mode="lines", line={"color": theme.PAPER, "width": 3}, **plain),
        go.Scattergeo(
            mode="lines+text",
            line={"color": theme.INK, "width": 1},
            textfont={"size": SIZE, "color": theme.INK, "shadow": HALO},
            selected=base_map.NO_FADE_TEXT,
            unselected=base_map.NO_FADE_TEXT,
            **plain,
            **found,
        ),
    ]


def written(layer: Layer, names: dict[str, str], sheet: Sheet) -> dict[str, Any]:
    """Lines and texts of `names` by unit code, the first with the first choice of room, as Plotly takes them."""
    land = shapely.transform(shapely.from_wkt(layer.land), sheet.pixels)
    shapely.prepare(land)
    framed = [shapely.box(*frame.group.bounds) for frame in frames.of(layer, 0) if frame.geo == "geo"]
    beside = [] if sheet.strip else [legend.room(sheet.height)]
    taken = [*sheet.others, *beside, *(shapely.transform(box, sheet.pixels) for box in framed)]
    points, texts, sides = [], [], []
    starts = {code: sheet.pixels(np.array([layer.points[code]]))[0] for code in names if code in layer.points}
    for code, start in starts.items():
        tried = (
            (form, _place(start, *size(form), sheet, ground, taken))
            for ground in (land, NOWHERE)
            for form in forms(names[code])
            if sheet.has(start)
        )
        name, found = next(((form, found) for form, found in tried if found), ("", None))
        if found is None:
            continue
        box, end = found
        taken += [box, shapely.linestrings([start, end])]
        points += [start, end, (np.nan, np.nan)]
        texts += ["", BREAK.join(f"{SPACE}{line}{SPACE}" for line in name.split(BREAK)), ""]
        sides += ["middle center", "middle right" if end[0] > start[0] else "middle left", "middle center"]
    lon, lat = base_map.coordinates(sheet.degrees(np.array(points).reshape(-1, 2)))
    return {"lon": lon, "lat": lat, "text": texts, "textposition": sides}


def forms(name: str) -> tuple[str, ...]:
    """A name in one line, and broken at its words into two and three."""
    widths = (max(len(name) * part // 6, 1) for part in (6, 4, 3))
    return tuple(dict.fromkeys(BREAK.join(wrap(name, width, break_long_words=False)) for width in widths))


def size(name: str) -> tuple[float, float]:
    """Width and height in pixels that a name takes at most."""
    lines = name.split(BREAK)
    return (max(map(len, lines)) + 1) * LETTER, LINE * len(lines)


def _place(
    start: np.ndarray, wide: float, tall: float, sheet: Sheet, land: shapely.Geometry, taken: list[shapely.Geometry]
) -> tuple[shapely.Geometry, np.ndarray] | None:
    """The nearest free room for a text of that size in px and the end of the line to it from `start`; None without."""
    left, top, right, bottom = sheet.extent
    rows = np.arange(top + LINE, bottom - LINE - tall, STEP)  # Plotly sets a map up to 10 px higher or lower
    grid = np.meshgrid(np.arange(left, right - wide, STEP), rows)
    x, y = (axis.ravel() for axis in grid)
    ends = np.column_stack([np.where(x > start[0], x, x + wide), y + tall / 2])
    beside = (x > start[0]) | (x + wide < start[0])
    length = np.hypot(*(ends - start).T)
    near = np.flatnonzero(beside & (length >= SHORT) & (length <= LONG))
    near = near[np.argsort(length[near], kind="stable")]
    others = shapely.union_all(taken)
    shapely.prepare(others)
    for tried in np.split(near, range(TRIED, len(near), TRIED)):  # the nearest first
        boxes = shapely.box(x[tried], y[tried], x[tried] + wide, y[tried] + tall)
        lines = shapely.linestrings(np.stack([np.broadcast_to(start, (len(tried), 2)), ends[tried]], axis=1))
        taken_up = shapely.intersects(land, boxes) | shapely.intersects(others, boxes)
        free = np.flatnonzero(~(taken_up | shapely.intersects(others, lines)))
        if free.size:
            return boxes[free[0]], ends[tried][free[0]]
    return None
