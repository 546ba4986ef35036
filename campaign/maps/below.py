"""The units below a unit on a map, from the frame of the query units_below."""

import pandas as pd
import plotly.graph_objects as go

from campaign import formats, words
from campaign.definition import Definition, Unit
from campaign.maps import figures, layers
from campaign.maps.views import View

# How a state of units_below is drawn; the others have nothing to add to their colour.
LOOKS = {"no_target": "not_applicable", "silent": "silent"}


def figure(below: pd.DataFrame, view: View, campaign: Definition, unit: Unit, height: int) -> go.Figure | None:
    """The map of the level below `unit`; None where the campaign has no boundaries or the unit nothing below it."""
    level = campaign.level_below(unit)
    if level is None:
        return None
    return figures.choropleth(_frame(below, view), view, layers.areas(campaign, level.id, unit.code), height)


def _frame(below: pd.DataFrame, view: View) -> pd.DataFrame:
    details = [f"{formats.parts(row.total, row.target)} · {formats.percent(row.completion)}"
               for row in below.itertuples()]
    return pd.DataFrame({
        "unit_code": below["unit_code"],
        "name": below[f"name_{words.language()}"],
        "value": below[view.column],
        "state": below["state"].map(LOOKS).fillna(""),
        "detail": details,
    })
