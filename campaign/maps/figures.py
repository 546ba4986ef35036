"""One figure for every view and every layer: areas in one trace, islands in their frames, signs, legend."""

import math

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from campaign import theme
from campaign.maps import canvas, legend
from campaign.maps.layers import Layer
from campaign.maps.views import View

# In pixels; a bubble of the reference has this diameter.
BUBBLE = 56


def draw(
    frame: pd.DataFrame, view: View, layer: Layer | None, height: int = 720, counted: bool = True
) -> go.Figure | None:
    """The units of a layer as `view` shows them. None when the campaign has no boundaries at this level.

    `frame` has `unit_code`, `value` (in the view's unit, may be missing), `state` ("" or one of views.SIGNS), `told`
    and `detail` (two lines of the hover text) and `target` (items). `canvas.clicked` reads what a click chose.
    `counted` puts the number of units beside each class.
    """
    if layer is None:
        return None
    classes = classify(frame, view)
    hover = frame[["told", "detail"]].to_numpy().tolist()
    figure = canvas.empty(layer, height)
    figure.add_trace(canvas.surface(layer, frame["unit_code"], classes, view.palette, hover))
    known = dict(zip(frame["unit_code"], zip(classes, hover, strict=True), strict=True))
    canvas.add_islands(figure, layer, known, view.palette)
    if not view.breaks:
        figure.add_trace(bubbles(frame, layer))
        legend.sizes(figure, view, reference(frame), BUBBLE)
    else:
        legend.classes(figure, view, classes, frame["state"], counted)
    if layer.labels:
        figure.add_trace(canvas.labels(layer, frame, classes, view))
    else:
        colours = [theme.on(view.palette[place]) for place in classes]
        figure.add_trace(canvas.signs(layer, frame, colours))
    return figure


def classify(frame: pd.DataFrame, view: View) -> list[int]:
    """The class of each unit, as an index into the view's palette."""
    return [view.classify(value, state) for value, state in zip(frame["value"], frame["state"], strict=True)]


def bubbles(frame: pd.DataFrame, layer: Layer) -> go.Scattergeo:
    """Counts as circles whose area is the value; hidden where there is none, so that all days have all circles."""
    lon, lat = canvas.apart(layer.points.get(code, (0, 0)) for code in frame["unit_code"])
    return go.Scattergeo(
        lon=lon,
        lat=lat,
        hoverinfo="skip",
        mode="markers",
        selected=canvas.KEPT,
        unselected=canvas.KEPT,
        marker={
            "size": sizes(frame),
            "sizemode": "area",
            "sizeref": 2 * reference(frame) / BUBBLE**2,
            "color": theme.ACCENT,
            "opacity": 0.65,
            "line": {"color": theme.PAPER, "width": 1},
        },
    )


def sizes(frame: pd.DataFrame) -> np.ndarray:
    """Values as bubble sizes: nothing where there is no value."""
    return frame["value"].fillna(0).to_numpy("float32")


def reference(frame: pd.DataFrame) -> float:
    """The largest target, rounded up to one round digit: a scale that does not move from day to day."""
    largest = max(frame["target"].max(), 1)
    power = 10 ** (len(str(int(largest))) - 1)
    return math.ceil(largest / power) * power
