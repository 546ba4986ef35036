"""The fan of a forecast: bands that the total stays in with 50, 80 and 95 %, and its median."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.figures import hover
from campaign.figures.table import rows
from campaign.language import formats

LOWEST, HIGHEST = "q025", "q975"
BANDS = ((LOWEST, HIGHEST, 95), ("q10", "q90", 80), ("q25", "q75", 50))


def draw(figure: go.Figure, quantiles: pd.DataFrame, heights: Callable[[pd.Series], pd.Series]) -> None:
    """Draw quantiles of the cumulative total (date, q025 … q975); `heights` puts totals on the count axis."""
    for (low, high, share), colour in zip(BANDS, theme.SEQUENTIAL, strict=False):
        figure.add_scatter(
            x=pd.concat([quantiles["date"], quantiles["date"][::-1]]),
            y=pd.concat([heights(quantiles[high]), heights(quantiles[low])[::-1]]),
            mode="lines",
            fill="toself",
            fillcolor=colour,
            line={"width": 0},
            hoverinfo="skip",
            name=words.t("fan.band", share=share),
        )
    figure.add_scatter(
        x=quantiles["date"],
        y=heights(quantiles["q50"]),
        mode="lines",
        name=words.t("fan.median"),
        text=[
            words.t(
                "fan.hover",
                day=formats.day(row["date"]),
                median=formats.number(row["q50"]),
                low=formats.number(row["q10"]),
                high=formats.number(row["q90"]),
            )
            for row in rows(quantiles)
        ],
        line={"color": theme.ACCENT, "width": 2, "dash": "dash"},
        hovertemplate=hover.TEXT,
    )
