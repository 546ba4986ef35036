"""The ground of every map: extent, areas, islands in their frames, marks of states, the map around."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.maps.islands import Group
from campaign.maps.layers import Layer
from campaign.maps.views import SIGNS, WITHOUT_VALUE, View

# Given to every chart that holds a map, so that the browser asks this server for the world, and it is empty.
CONFIG = {"topojsonURL": "/app/static/topo/", "scrollZoom": False, "displayModeBar": False}
# Where this server cannot draw pictures, the browser does: its button stands on the figure.
CAMERA = {
    "displayModeBar": True,
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "png", "scale": 2},
}
KEPT_TEXT = {"textfont": {}}
KEPT = {"marker": {"opacity": 1}}  # a click chooses a unit, it does not fade the others
TOLD = "<b>{name}</b><br>%{{customdata[0]}}<br>%{{customdata[1]}}<extra></extra>"
ABSENT = WITHOUT_VALUE.index("missing")  # class of islands whose unit the figure does not show
PADDING = 0.02  # of the extent, on each side
NAME = 0.2  # of a frame's height, above it


def empty(layer: Layer, height: int) -> go.Figure:
    """A figure with the right extent and nothing in it; a part of the country has the whole of it below."""
    figure = theme.figure(
        words.language(),
        height=height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        clickmode="event+select",
        uirevision=layer.url,
    )
    if layer.around is None:
        apart = [group for group in layer.groups if group.inset]
        figure.update_layout(geo=_geo([layer.bounds, *(group.bounds for group in layer.groups if not group.inset)]))
        for number, group in enumerate(apart, 2):
            figure.update_layout({f"geo{number}": _geo([_with_name(group.bounds)], group.inset)})
        return figure
    around = [layer.around.bounds, *(group.bounds for group in layer.around.groups)]
    figure.update_layout(geo=_geo([layer.bounds], (0, 1, 0.32, 1)), geo2=_geo(around, (0.5, 1, 0, 0.3)))
    codes = list(layer.around.points)
    here = [int(code == layer.inside) for code in codes]
    figure.add_trace(surface(layer.around, codes, here, (theme.WASH, theme.MUTED), None, "geo2"))
    return figure


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
        hovertemplate=TOLD.format(name=f"%{{properties.{words.language()}}}") if hover else None,
        marker={"line": {"color": theme.FAINT, "width": 0.4}},
        selected=KEPT,
        unselected=KEPT,
    )


def signs(layer: Layer, frame: pd.DataFrame, colours: list[str]) -> go.Scattergeo:
    """The sign of its state on each unit that has one, in `colours`."""
    signed = [
        (layer.points[code], SIGNS[state], colour)
        for code, state, colour in zip(frame["unit_code"], frame["state"], colours, strict=True)
        if state in SIGNS and code in layer.points
    ]
    lon, lat = apart(point for point, _, _ in signed)
    return go.Scattergeo(
        lon=lon,
        lat=lat,
        text=[sign for _, sign, _ in signed],
        mode="text",
        hoverinfo="skip",
        selected=KEPT_TEXT,
        unselected=KEPT_TEXT,
        textfont={"size": 13, "color": [colour for *_, colour in signed]},
    )


def add_islands(
    figure: go.Figure, layer: Layer, known: dict[str, tuple[int, list[str]]], palette: tuple[str, ...]
) -> None:
    """Frames, names and islands. `known` has class and hover text by unit; a group without says so, in grey."""
    home = layer.around or layer
    subplots = iter(range(2, 9))
    for group in home.groups:
        apart = group.inset is not None and layer.around is None
        geo = f"geo{next(subplots)}" if apart else "geo" if layer.around is None else "geo2"
        code = group.unit_in(known)
        place, hover = known.get(code, (ABSENT, [words.t("maps.missing"), ""]))
        _frame(figure, group, geo)
        figure.add_scattergeo(
            geo=geo,
            mode="markers",
            hovertemplate=TOLD.format(name=group.name),
            lon=[point[0] for point in group.points],
            lat=[point[1] for point in group.points],
            customdata=[[*hover, code]] * len(group.points),
            selected=KEPT,
            unselected=KEPT,
            marker={
                "symbol": "square",
                "size": 7 if layer.around is None else 5,
                "color": palette[place],
                "line": {"color": theme.MUTED, "width": 0.8},
                "opacity": 1,
            },
        )


def _frame(figure: go.Figure, group: Group, geo: str) -> None:
    west, south, east, north = group.bounds
    middle = (west + east) / 2
    figure.add_scattergeo(
        geo=geo,
        mode="lines+text",
        hoverinfo="skip",
        lon=[west, middle, east, east, west, west],
        lat=[north, north, north, south, south, north],
        text=["", str(group.name)],
        textposition="top center",
        line={"dash": "dash", "width": 1, "color": theme.MUTED},
        selected=KEPT,
        unselected=KEPT,
        textfont={"size": 12 if geo != "geo2" or group.inset else 10, "color": theme.MUTED},
    )


def labels(layer: Layer, frame: pd.DataFrame, classes: list[int], view: View) -> go.Scattergeo:
    """Name, value and sign on each tile of a tile grid, light on dark."""
    rows = zip(frame["unit_code"], classes, frame["value"], frame["state"], strict=True)
    texts = [
        [*_lines(layer.labels[code]), "" if place < len(WITHOUT_VALUE) else view.brief(value), SIGNS.get(state, "")]
        for code, place, value, state in rows
    ]
    lon, lat = apart(layer.points[code] for code in frame["unit_code"])
    return go.Scattergeo(
        lon=lon,
        lat=lat,
        mode="text",
        hoverinfo="skip",
        selected=KEPT_TEXT,
        unselected=KEPT_TEXT,
        customdata=texts,
        texttemplate="%{customdata[0]}<br>%{customdata[1]}<br><b>%{customdata[2]}</b> %{customdata[3]}",
        textfont={"size": 9, "color": [theme.on(view.palette[place]) for place in classes]},
    )


def _lines(label: str) -> list[str]:
    """A label on two lines, broken at its last space."""
    return label.rsplit(" ", 1) if " " in label else [label, ""]


def apart(points: Iterable[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    """Longitudes and latitudes, in the short form that Plotly sends as binary."""
    array = np.array(list(points), dtype=np.float32).reshape(-1, 2)
    return array[:, 0].copy(), array[:, 1].copy()


def clicked(points: list[dict]) -> str | None:
    """The unit code of what was clicked in any of our figures, an area or an island; None when it was nothing."""
    return next((code for point in points if (code := point.get("location") or point["customdata"][2])), None)


def steps(palette: tuple[str, ...]) -> list[list]:
    """A colour scale without transitions: one band a colour."""
    size = len(palette)
    return [[edge / size, colour] for position, colour in enumerate(palette) for edge in (position, position + 1)]


def _geo(boxes: list[tuple[float, ...]], domain: tuple[float, ...] = (0, 1, 0, 1)) -> dict:
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


def _with_name(bounds: tuple[float, ...]) -> tuple[float, ...]:
    """A frame with room for its name above it."""
    west, south, east, north = bounds
    return west, south, east, north + (north - south) * NAME
