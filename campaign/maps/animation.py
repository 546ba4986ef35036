"""A map played through time in the browser: everything is sent once, the scale never moves."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.language import formats
from campaign.maps import figures, frames, names, overlays
from campaign.maps.layers import Layer
from campaign.maps.views import WITHOUT_VALUE, View

STEP = 700  # milliseconds a week: 25 weeks in 18 seconds
FOOT = 84  # pixels below the map for the slider and its day


def animate(weeks: dict[date, pd.DataFrame], view: View, layer: Layer, height: int) -> go.Figure:
    """The last day, with a frame for each; `weeks` as in `figures.draw`, all with the same units in one order."""
    weeks = {day: frame[frame["unit_code"].map(layer.draws).astype(bool)] for day, frame in weeks.items()}
    last = weeks[list(weeks)[-1]]
    without_signs = last["state"].where(last["state"].isin(WITHOUT_VALUE), "")
    unsigned = last.assign(state=without_signs, told="", detail="")
    figure = figures.draw_on(layer, unsigned, view, height, counted=False)
    traces = list(enumerate(figure.data))
    areas = [number for number, trace in traces if trace.type == "choropleth"][-1:]
    dots = [number for number, trace in traces if trace.type == "scattergeo" and trace.mode.startswith("markers")]
    named = [number for number, trace in traces if trace.meta == names.WORST]
    figure.frames = [
        go.Frame(
            name=formats.day(day),
            traces=areas + dots + named,
            data=[*_changes(frame, view, layer), *names.worst(layer, frame, view, figure)],
        )
        for day, frame in weeks.items()
    ]
    figure.update_layout(
        height=height + FOOT, margin={"b": FOOT}, sliders=[_slider(list(weeks))], updatemenus=[_buttons()]
    )
    return figure


def without_animation(figure: go.Figure) -> go.Figure:
    """The figure without what plays it, as it stands: its last day. Any other figure stays as it is."""
    if figure.layout.sliders:
        figure.frames = ()
        figure.layout.sliders, figure.layout.updatemenus = (), ()
        figure.update_layout(margin_b=0, height=figure.layout.height - FOOT)
    return figure


def _changes(frame: pd.DataFrame, view: View, layer: Layer) -> list[dict[str, Any]]:
    """What differs between days: classes of areas, colours of islands, sizes of bubbles."""
    classes = figures.classify(frame, view)
    known = dict(zip(frame["unit_code"], classes, strict=True))
    units = [shown.group.unit_in(known) for shown in frames.of(layer, 0)]
    islands = [view.palette[known[unit] if unit else overlays.MISSING] for unit in units]
    changes: list[dict[str, Any]] = [
        {"type": "choropleth", "z": np.array(classes, dtype=np.int8)},
        *({"type": "scattergeo", "marker": {"color": colour}} for colour in islands),
    ]
    if not view.breaks:
        changes.append({"type": "scattergeo", "marker": {"size": overlays.bubble_sizes(frame)}})
    return changes


def _slider(days: list[date]) -> dict[str, Any]:
    at_once = {"mode": "immediate", "frame": {"duration": 0, "redraw": True}, "transition": {"duration": 0}}
    return {
        "active": len(days) - 1,
        "x": 0.26,
        "len": 0.74,
        "y": 0,
        "pad": {"t": 26, "r": 8},
        "ticklen": 0,
        "currentvalue": {"xanchor": "left", "font": {"size": 14, "color": theme.INK}},
        "bgcolor": theme.RULE,
        "bordercolor": theme.RULE,
        "activebgcolor": theme.ACCENT,
        "font": {"size": 1, "color": theme.PAPER},
        "steps": [
            {"label": formats.day(day), "method": "animate", "args": [[formats.day(day)], at_once]} for day in days
        ],
    }


def _buttons() -> dict[str, Any]:
    run = {"fromcurrent": True, "frame": {"duration": STEP, "redraw": True}, "transition": {"duration": 0}}
    halt = {"mode": "immediate", "frame": {"duration": 0, "redraw": False}}
    return {
        "type": "buttons",
        "direction": "left",
        "showactive": False,
        "x": 0,
        "xanchor": "left",
        "y": 0,
        "yanchor": "top",
        "pad": {"t": 34},
        "bgcolor": theme.PAPER,
        "bordercolor": theme.RULE,
        "font": {"size": 13},
        "buttons": [
            {"label": "▶", "name": words.t("maps.play"), "method": "animate", "args": [None, run]},
            {"label": "❚❚", "name": words.t("maps.pause"), "method": "animate", "args": [[None], halt]},
        ],
    }
