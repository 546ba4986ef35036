"""Small text on a figure, without an arrow."""

from datetime import date
from typing import Any

import plotly.graph_objects as go

from campaign import theme

SMALL = 12  # px


def write(
    figure: go.Figure,
    text: str,
    x: float | date,
    y: float,
    colour: str | None = theme.MUTED,
    size: int | None = SMALL,
    **placed: Any,
) -> None:
    """The text begins at `x` and stands on `y`, both shares of the plot; `placed` changes that, in Plotly's words."""
    whole = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "showarrow": False}
    figure.add_annotation(text=text, x=x, y=y, font={"size": size, "color": colour}, **whole | placed)
