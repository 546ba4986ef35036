"""Units as the query units_at_level or units_below gives them, on a map, in a list, or week by week."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.language import formats
from campaign.maps import animation, figures
from campaign.maps.base_map import NARROW
from campaign.maps.layers import Layer
from campaign.maps.views import WITHOUT_VALUE, View


def figure(
    places: pd.DataFrame,
    view: View,
    layer: Layer | None,
    as_of: date,
    height: int = 720,
    width: int = NARROW,
    marks: Mapping[str, str] = {},
) -> go.Figure | None:
    """The units on a map; None where there are no boundaries. `height` and the least `width` of its place are in px;
    `marks` is what else is said of units, by their codes."""
    return figures.draw(_frame(places, view, as_of, marks), view, layer, height, width=width)


def weekly(days: dict[date, pd.DataFrame], view: View, layer: Layer | None, height: int = 720) -> go.Figure | None:
    """The units as they were known on each of `days`, to be played through; None where there are no boundaries."""
    if layer is None:
        return None
    frames = {day: _valued(places, view, day).set_index("unit_code") for day, places in days.items()}
    return animation.animate(_aligned(frames), view, layer, height)


def _aligned(frames: dict[date, pd.DataFrame]) -> dict[date, pd.DataFrame]:
    """The same units on all days: one that was not there on a day is no part of what is measured then."""
    every = pd.concat(list(frames.values()))
    names = every["name"].groupby(level=0).last()
    return {
        day: frame.reindex(names.index).assign(name=names).fillna({"state": "not_applicable"}).reset_index()
        for day, frame in frames.items()
    }


def listing(places: pd.DataFrame, view: View, as_of: date, marks: Mapping[str, str] = {}) -> pd.DataFrame:
    """The units in words, worst first: `unit_code`, `name`, `told`, `detail`, `colour` of their class."""
    frame = view.worst_first(_frame(places, view, as_of, marks))
    classes = [view.classify(value, state) for value, state in zip(frame["value"], frame["state"], strict=True)]
    return frame.assign(colour=[view.palette[place] if view.breaks else theme.ACCENT for place in classes])


def _frame(places: pd.DataFrame, view: View, as_of: date, marks: Mapping[str, str]) -> pd.DataFrame:
    """What campaign.maps.figures draws, with the words of its hover text."""
    valued = _valued(places, view, as_of)
    return valued.assign(
        told=[_told(view, value, state) for value, state in zip(valued["value"], valued["state"], strict=True)],
        detail=[
            " · ".join(filter(None, (formats.parts(total, target), marks.get(code, ""))))
            for code, total, target in zip(places["unit_code"], places["total"], places["target"], strict=True)
        ],
    )


def _valued(places: pd.DataFrame, view: View, as_of: date) -> pd.DataFrame:
    told = zip(places["state"], places["full_until"], places[view.column], strict=True)
    states = [_state(state, full_until, value, as_of) for state, full_until, value in told]
    return pd.DataFrame(
        {
            "unit_code": places["unit_code"],
            "name": places[f"name_{words.language()}"],
            "value": places[view.column].mask(pd.Series(states, index=places.index).isin(WITHOUT_VALUE)),
            "state": states,
            "target": places["target"],
        }
    )


def _state(state: str, full_until: pd.Timestamp, value: float, as_of: date) -> str:
    """How the value of one unit must be read. What never reported has no value, and is not zero."""
    if state == "no_target":
        return "not_applicable"
    if formats.missing(full_until):
        return "missing"
    if formats.missing(value):
        return "reached" if state == "complete" else "not_applicable"
    if state == "silent":
        return "silent"
    return "provisional" if full_until.date() < as_of else ""


def _told(view: View, value: float, state: str) -> str:
    said = words.t(f"maps.{state}") if state else ""
    if state in WITHOUT_VALUE:
        return said
    return f"{view.said(value)} · {said}" if said else view.said(value)
