"""The figures: one choropleth trace with a discrete colour scale, islands in their frames, bubbles, tiles."""

from collections.abc import Callable
from html import escape

import pandas as pd
import plotly.graph_objects as go

from campaign import formats, theme, words
from campaign.maps import canvas, legend
from campaign.maps.layers import Layer
from campaign.maps.views import WITHOUT_VALUE, View

# In pixels; a bubble of the reference has this diameter.
BUBBLE = 46


def choropleth(frame: pd.DataFrame, view: View, layer: Layer | None, height: int = 720) -> go.Figure | None:
    """Units in the colour of their class. None when the campaign has no boundaries at this level.

    `frame` has `unit_code`, `value` (in the view's unit, may be missing), `state` ("" or one of views.SIGNS) and
    perhaps `detail`, a second line of the hover text. `canvas.clicked` reads what a click chose.
    """
    if layer is None:
        return None
    classes = [view.classify(value, state) for value, state in zip(frame["value"], frame["state"], strict=True)]
    hover = _hover(frame, view.form)
    figure = canvas.empty(layer, height)
    figure.add_trace(canvas.surface(layer, frame["unit_code"], classes, view.palette, hover))
    figure.add_trace(canvas.signs(layer, frame, [theme.on(view.palette[place]) for place in classes]))
    canvas.add_islands(figure, layer, dict(zip(frame["unit_code"], zip(classes, hover, strict=True), strict=True)),
                       view.palette)
    canvas.add_labels(figure, layer, frame, classes, view)
    legend.classes(figure, view, classes, frame["state"], legend.WHOLE if layer.around is None else legend.PART)
    return figure


def bubbles(frame: pd.DataFrame, reference: float, layer: Layer | None, height: int = 720) -> go.Figure | None:
    """Counts as circles whose area is the value, one scale for all days: `reference` items have BUBBLE pixels.

    `frame` as in `choropleth`, `value` in items. None when the campaign has no boundaries at this level.
    """
    if layer is None:
        return None
    hover = _hover(frame, formats.number)
    palette = (theme.WASH, theme.MISSING, theme.PAPER)
    classes = [WITHOUT_VALUE.index(state) if state in WITHOUT_VALUE else 2 for state in frame["state"]]
    figure = canvas.empty(layer, height)
    figure.add_trace(canvas.surface(layer, frame["unit_code"], classes, palette, hover))
    canvas.add_islands(figure, layer, dict(zip(frame["unit_code"], zip(classes, hover, strict=True), strict=True)),
                       palette)
    shown = frame[(frame["value"] > 0) & ~frame["state"].isin(WITHOUT_VALUE)]
    places = [layer.points.get(code, (None, None)) for code in shown["unit_code"]]
    figure.add_scattergeo(
        lon=[place[0] for place in places], lat=[place[1] for place in places], hoverinfo="skip", mode="markers",
        marker={"size": shown["value"], "sizemode": "area", "sizeref": 2 * reference / BUBBLE**2,
                "color": theme.ACCENT, "opacity": 0.65, "line": {"color": theme.PAPER, "width": 1}},
    )
    figure.add_trace(canvas.signs(layer, frame, [theme.INK] * len(frame)))
    legend.sizes(figure, reference, BUBBLE, legend.WHOLE if layer.around is None else legend.PART)
    return figure


def _hover(frame: pd.DataFrame, form: Callable[[float], str]) -> list[list[str]]:
    """What the reader is told of a unit below its name: value and state, then the detail."""
    texts = [
        words.t(f"maps.{state or 'missing'}") if state in WITHOUT_VALUE or formats.missing(value)
        else form(value) + (f" · {words.t(f'maps.{state}')}" if state else "")
        for value, state in zip(frame["value"], frame["state"], strict=True)
    ]
    details = frame["detail"] if "detail" in frame else [""] * len(frame)
    return [[escape(text), escape(detail)] for text, detail in zip(texts, details, strict=True)]
