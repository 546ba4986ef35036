"""What lies on the areas of a map: signs of states, islands in their frames, names on tiles, bubbles."""

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.maps import base_map, frames
from campaign.maps.base_map import HOVER, NO_FADE, NO_FADE_TEXT
from campaign.maps.frames import Frame
from campaign.maps.islands import Group
from campaign.maps.layers import Layer
from campaign.maps.views import SIGNS, WITHOUT_VALUE, View

MISSING = WITHOUT_VALUE.index("missing")  # class of islands whose unit the figure does not show
BUBBLE = 56  # px, the diameter of a bubble of the reference


class Shown(NamedTuple):
    """What a map shows of a unit: its class, its state, two lines of hover text."""

    rank: int
    state: str
    hover: list[str]


def signs(layer: Layer, frame: pd.DataFrame, colours: list[str]) -> go.Scattergeo:
    """The sign of its state on each unit that has one, in `colours`."""
    signed = [
        (layer.points[code], SIGNS[state], colour)
        for code, state, colour in zip(frame["unit_code"], frame["state"], colours, strict=True)
        if state in SIGNS and code in layer.points
    ]
    return _at(
        (point for point, _, _ in signed),
        NO_FADE_TEXT,
        text=[sign for _, sign, _ in signed],
        mode="text",
        textfont={"size": 13, "color": [colour for *_, colour in signed]},
    )


def islands(drawn: list[Frame], units: dict[str, Shown], palette: tuple[str, ...]) -> list[go.Scattergeo]:
    """Frames with their names, and the islands in them, in the colour of their unit among `units`.

    A group of which no unit is among them says so, in grey.
    """
    traces = []
    for frame in drawn:
        code = frame.group.unit_in(units)
        shown = units[code] if code else Shown(MISSING, "", [words.t("maps.missing"), ""])
        traces += [_frame(frame.group, frame.geo), _group(frame, shown, palette[shown.rank], code)]
    return traces


def _group(frame: Frame, shown: Shown, colour: str, code: str | None) -> go.Scattergeo:
    """A square per island, with the sign of its state where it is large enough; a click opens the unit of that code."""
    group = frame.group
    return go.Scattergeo(
        geo=frame.geo,
        mode="markers+text",
        text=SIGNS.get(shown.state, "") if frame.island == frames.LARGE else "",
        textfont={"size": 10, "color": theme.text_on(colour)},
        hovertemplate=HOVER.format(name=group.name),
        lon=[point[0] for point in group.points],
        lat=[point[1] for point in group.points],
        customdata=[[*shown.hover, code]] * len(group.points),
        selected=NO_FADE,
        unselected=NO_FADE,
        marker={
            "symbol": "square",
            "size": frame.island,
            "color": colour,
            "line": {"color": theme.MUTED, "width": 0.8},
            "opacity": 1,
        },
    )


def _frame(group: Group, geo: str) -> go.Scattergeo:
    west, south, east, north = group.bounds
    middle = (west + east) / 2
    return go.Scattergeo(
        geo=geo,
        mode="lines+text",
        hoverinfo="skip",
        lon=[west, middle, east, east, west, west],
        lat=[north, north, north, south, south, north],
        text=["", str(group.name)],
        textposition="top center",
        line={"dash": "dash", "width": 1, "color": theme.MUTED},
        selected=NO_FADE,
        unselected=NO_FADE,
        textfont={"size": 12, "color": theme.MUTED},
    )


def tile_labels(layer: Layer, frame: pd.DataFrame, classes: list[int], view: View) -> go.Scattergeo:
    """Name, value and sign on each tile of a tile grid, light on dark."""
    rows = zip(frame["unit_code"], classes, frame["value"], frame["state"], strict=True)
    texts = [
        [
            *_two_lines(words.either(layer.labels[code])),
            "" if rank < len(WITHOUT_VALUE) else view.brief(value),
            SIGNS.get(state, ""),
        ]
        for code, rank, value, state in rows
    ]
    return _at(
        (layer.points[code] for code in frame["unit_code"]),
        NO_FADE_TEXT,
        mode="text",
        customdata=texts,
        texttemplate="%{customdata[0]}<br>%{customdata[1]}<br><b>%{customdata[2]}</b> %{customdata[3]}",
        textfont={"size": 9, "color": [theme.text_on(view.palette[rank]) for rank in classes]},
    )


def _at(points: Iterable[tuple[float, float]], no_fade: dict[str, Any], **look: Any) -> go.Scattergeo:
    """Text or marks at points of the map, of which none fades or answers the pointer."""
    lon, lat = base_map.coordinates(points)
    return go.Scattergeo(lon=lon, lat=lat, hoverinfo="skip", selected=no_fade, unselected=no_fade, **look)


def _two_lines(label: str) -> list[str]:
    """A label on two lines, broken at its last space."""
    return label.rsplit(" ", 1) if " " in label else [label, ""]


def bubbles(frame: pd.DataFrame, layer: Layer) -> go.Scattergeo:
    """Counts as circles whose area is the value; hidden where there is none, so that all days have all circles."""
    return _at(
        (layer.points.get(code, (0, 0)) for code in frame["unit_code"]),
        NO_FADE,
        mode="markers",
        marker={
            "size": bubble_sizes(frame),
            "sizemode": "area",
            "sizeref": 2 * reference(frame) / BUBBLE**2,
            "color": theme.ACCENT,
            "opacity": 0.65,
            "line": {"color": theme.PAPER, "width": 1},
        },
    )


def bubble_sizes(frame: pd.DataFrame) -> np.ndarray:
    """Values as bubble sizes: nothing where there is no value."""
    return frame["value"].fillna(0).to_numpy("float32")


def reference(frame: pd.DataFrame) -> float:
    """The largest target, rounded up to one round digit: a scale that does not move from day to day."""
    largest = max([1, *frame["target"].dropna()])
    power = 10 ** (len(str(int(largest))) - 1)
    return math.ceil(largest / power) * power
