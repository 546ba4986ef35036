"""One figure for every view and every layer: areas in one trace, islands in their frames, signs, legend."""

import pandas as pd
import plotly.graph_objects as go

from campaign import theme
from campaign.maps import base_map, frames, legend, names, overlays
from campaign.maps.layers import Layer
from campaign.maps.views import View


def draw(
    frame: pd.DataFrame,
    view: View,
    layer: Layer | None,
    height: int = 720,
    counted: bool = True,
    width: int = base_map.NARROW,
) -> go.Figure | None:
    """The units of a layer as `view` shows them. None when the campaign has no boundaries at this level.

    `frame` has `unit_code`, `name` (but where values are kinds), `value` (in the view's unit, may be missing), `state`
    ("" or one of views.SIGNS), `told` and `detail` (two lines of the hover text) and `target` (items).
    `browser.clicked` reads what a click chose. `counted` puts the number of units beside each class; `height` and the
    least `width` are those of its place in pixels.
    """
    return None if layer is None else draw_on(layer, frame, view, height, counted, width)


def draw_on(
    layer: Layer, frame: pd.DataFrame, view: View, height: int, counted: bool, width: int = base_map.NARROW
) -> go.Figure:
    """The same where there are boundaries. A unit without a shape is not drawn: it stands in lists and tables."""
    frame = frame[frame["unit_code"].map(layer.draws).astype(bool)]
    classes = classify(frame, view)
    hover = frame[["told", "detail"]].to_numpy().tolist()
    figure = base_map.empty(layer, height, width)
    figure.add_trace(base_map.surface(layer, frame["unit_code"], classes, view.palette, hover))
    shown = map(overlays.Shown, classes, frame["state"], hover)
    units = dict(zip(frame["unit_code"], shown, strict=True))
    figure.add_traces(overlays.islands(frames.of(layer, legend.STRIP / height), units, view.palette))
    if view.breaks:
        legend.classes(figure, view, classes, frame["state"], counted)
    else:
        figure.add_trace(overlays.bubbles(frame, layer))
        legend.sizes(figure, view, overlays.reference(frame), overlays.BUBBLE)
    if layer.labels:
        figure.add_trace(overlays.tile_labels(layer, frame, classes, view))
    else:
        colours = [theme.text_on(view.palette[rank]) for rank in classes]
        figure.add_trace(overlays.signs(layer, frame, colours))
    figure.add_traces(names.worst(layer, frame, view, figure, width))
    return figure


def classify(frame: pd.DataFrame, view: View) -> list[int]:
    """The class of each unit, as an index into the view's palette."""
    return [view.classify(value, state) for value, state in zip(frame["value"], frame["state"], strict=True)]
