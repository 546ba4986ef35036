"""A map played through time in the browser: everything is sent once, the scale never moves."""

from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from campaign import formats, theme, words
from campaign.maps import figures
from campaign.maps.layers import Layer
from campaign.maps.views import View

STEP = 700  # milliseconds a week: 25 weeks in 18 seconds
FOOT = 84  # pixels below the map for the slider and its day


def play(frames: dict[date, pd.DataFrame], view: View, layer: Layer, height: int) -> go.Figure:
    """The last day, with a frame for each; `frames` as in `figures.draw`, all with the same units in one order."""
    last = list(frames)[-1]
    still = frames[last].assign(state=frames[last]["state"].where(frames[last]["state"] == "not_applicable", ""),
                                told="", detail="")
    figure = figures.draw(still, view, layer, height + FOOT, counted=False)
    moving = [place for place, trace in enumerate(figure.data)
              if (trace.type == "choropleth" and trace.geo in (None, "geo")) or trace.mode == "markers"]
    figure.frames = [
        go.Frame(name=formats.day(day), traces=moving,
                 data=[_moved(figure.data[place], figures.draw(frame, view, layer, height).data[place])
                       for place in moving])
        for day, frame in frames.items()
    ]
    figure.update_layout(margin={"b": FOOT}, sliders=[_slider(list(frames))], updatemenus=[_buttons()])
    return figure


def _moved(trace: go.Choropleth | go.Scattergeo, now: go.Choropleth | go.Scattergeo) -> dict:
    """What differs between days: classes of areas, colours of islands, sizes of bubbles."""
    if trace.type == "choropleth":
        return {"type": "choropleth", "z": np.array(now.z, dtype=np.int8)}
    if isinstance(trace.marker.color, str) and trace.marker.symbol == "square":
        return {"type": "scattergeo", "marker": {"color": now.marker.color}}
    return {"type": "scattergeo", "marker": {"size": now.marker.size}}


def _slider(days: list[date]) -> dict:
    at_once = {"mode": "immediate", "frame": {"duration": 0, "redraw": True}, "transition": {"duration": 0}}
    return {
        "active": len(days) - 1, "x": 0.16, "len": 0.84, "y": 0, "pad": {"t": 26, "r": 8}, "ticklen": 0,
        "currentvalue": {"xanchor": "left", "font": {"size": 14, "color": theme.INK}},
        "bgcolor": theme.RULE, "bordercolor": theme.RULE, "activebgcolor": theme.ACCENT,
        "font": {"size": 1, "color": theme.PAPER},
        "steps": [{"label": formats.day(day), "method": "animate", "args": [[formats.day(day)], at_once]}
                  for day in days],
    }


def _buttons() -> dict:
    run = {"fromcurrent": True, "frame": {"duration": STEP, "redraw": True}, "transition": {"duration": 0}}
    halt = {"mode": "immediate", "frame": {"duration": 0, "redraw": False}}
    return {
        "type": "buttons", "direction": "left", "showactive": False, "x": 0, "xanchor": "left", "y": 0,
        "yanchor": "top", "pad": {"t": 34}, "bgcolor": theme.PAPER,
        "bordercolor": theme.RULE, "font": {"size": 13},
        "buttons": [{"label": "▶", "name": words.t("maps.play"), "method": "animate", "args": [None, run]},
                    {"label": "❚❚", "name": words.t("maps.pause"), "method": "animate", "args": [[None], halt]}],
    }
