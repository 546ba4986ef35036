"""The map under everything: its extent, the areas in one trace, a part of the country with the whole of it below."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
import shapely

from campaign import theme, words
from campaign.maps import frames, legend
from campaign.maps.islands import Box
from campaign.maps.layers import Layer
from campaign.maps.sheet import Sheet

HOVER = "<b>{name}</b><br>%{{customdata[0]}}<br>%{{customdata[1]}}<extra></extra>"
# A click chooses a unit, it does not fade the others.
NO_FADE = {"marker": {"opacity": 1}}
NO_FADE_TEXT: dict[str, dict[str, str]] = {"textfont": {}}
PADDING = 0.02  # of the extent, on each side
NAME = 0.2  # of a frame's height, above it
TILED = 1.1  # of a map's height, what a tile grid needs to be as wide as its place on a phone
WHOLE: Box = (0, 1, 0, 1)  # left, right, bottom, top: parts of the figure
NARROW = 358  # px, the width of a figure on a phone of 390
WIDER = (640, 1000, 1400)  # px, of a map beside a list, on a page, alone in a window


def empty(layer: Layer, height: int, width: int = NARROW) -> go.Figure:
    """A figure with the right extent and nothing in it; a part of the country has the whole of it below.

    Where the land, or a tile grid, leaves no room beside it in a place of `width` px or more, a strip below is left to
    the legend.
    """
    tall = round(height * TILED) + legend.STRIP if layer.labels else height
    figure = theme.figure(
        words.language(),
        height=tall,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        clickmode="event+select",
        uirevision=layer.url,
    )
    strip = legend.STRIP / tall
    alone = [(frame.geo, frame.group.bounds, frame.place) for frame in frames.of(layer, strip) if frame.place]
    if layer.around is None:
        _whole(figure, layer, strip if layer.labels else 0)
        if not layer.labels and _crowded(figure, layer.land, tall, width):
            _whole(figure, layer, strip)
    else:
        _part(figure, layer, layer.around, strip, frames.MAINLAND if alone else WHOLE[:2])
    figure.update_layout({geo: _geo([_with_name(bounds)], place) for geo, bounds, place in alone})
    return figure


def _whole(figure: go.Figure, layer: Layer, strip: float) -> None:
    """The extent of the areas, and of each group of islands that has no frame elsewhere, above the strip."""
    inside = [group.bounds for group in layer.groups if not group.inset]
    figure.update_layout(geo=_geo([layer.bounds, *inside], (*WHOLE[:2], strip, 1)))


def _crowded(figure: go.Figure, land: str, height: int, least: int) -> bool:
    """Whether the legend would lie on the land beside it, in a place of the `least` width or a wider one."""
    areas, room = shapely.from_wkt(land), legend.room(height)
    places = (least, *(width for width in WIDER if width > least))
    return any(shapely.intersects(shapely.transform(areas, Sheet.of(figure, width).pixels), room) for width in places)


def _part(figure: go.Figure, layer: Layer, around: Layer, strip: float, across: tuple[float, float]) -> None:
    """The extent of the areas, and in a strip below them all of the layer around, in which they stand out."""
    bounds = [around.bounds, *(group.bounds for group in around.groups)]
    figure.update_layout(geo=_geo([layer.bounds], (*across, strip, 1)), geo2=_geo(bounds, (0.5, 1, 0, strip)))
    codes = list(around.points)
    here = [int(code == layer.inside) for code in codes]
    figure.add_trace(surface(around, codes, here, (theme.WASH, theme.MUTED), None, "geo2"))


def surface(
    layer: Layer,
    codes: Iterable[str],
    classes: list[int],
    palette: tuple[str, ...],
    hover: list[list[str]] | None,
    geo: str = "geo",
) -> go.Choropleth:
    """All areas in one trace: `classes` index into `palette`."""
    return go.Choropleth(
        geojson=layer.url,
        locations=list(codes),
        z=classes,
        zmin=-0.5,
        zmax=len(palette) - 0.5,
        geo=geo,
        colorscale=steps(palette),
        showscale=False,
        customdata=hover,
        hoverinfo=None if hover else "skip",
        hovertemplate=HOVER.format(name=f"%{{properties.{words.language()}}}") if hover else None,
        marker={"line": {"color": theme.OUTLINE, "width": 0.5}},
        selected=NO_FADE,
        unselected=NO_FADE,
    )


def coordinates(points: Iterable[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    """Longitudes and latitudes, in the short form that Plotly sends as binary."""
    array = np.array(list(points), dtype=np.float32).reshape(-1, 2)
    return array[:, 0].copy(), array[:, 1].copy()


def steps(palette: tuple[str, ...]) -> list[tuple[float, str]]:
    """A colour scale without transitions: one band a colour."""
    size = len(palette)
    return [(edge / size, colour) for position, colour in enumerate(palette) for edge in (position, position + 1)]


def _geo(boxes: Sequence[Box], domain: Box) -> dict[str, Any]:
    """A map of the extent of `boxes` in a part of the figure; nothing of Plotly's own world."""
    west, south = (min(box[side] for box in boxes) for side in (0, 1))
    east, north = (max(box[side] for box in boxes) for side in (2, 3))
    across, up = (east - west) * PADDING, (north - south) * PADDING
    return {
        "visible": False,
        "projection": {"type": "mercator"},
        "bgcolor": "rgba(0,0,0,0)",
        "domain": {"x": domain[:2], "y": domain[2:]},
        "lonaxis": {"range": [west - across, east + across]},
        "lataxis": {"range": [south - up, north + up]},
    }


def _with_name(bounds: Box) -> Box:
    """A frame with room for its name above it."""
    west, south, east, north = bounds
    return west, south, east, north + (north - south) * NAME
