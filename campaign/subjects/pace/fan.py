"""The fan of a forecast: bands that the total stays in with 50, 80 and 95 %, and its median."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.figures import hover
from campaign.figures.table import rows
from campaign.language import formats

LOWEST, HIGHEST = "q025", "q975"
OVERLAP = 0.08  # opacity of a band among a dozen that lie over one another
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


def draw_made(figure: go.Figure, made: pd.DataFrame, heights: Callable[[pd.Series], pd.Series]) -> None:
    """Draw earlier forecasts, thin and grey: the 80 % band of each, then the medians; `made` are the fans of
    campaign.forecast.past_forecasts.

    Under the line of a forecast stands the day on which it was made, under the bands nothing: they overlap.
    """
    every = [(day, made[made["as_of"] == day]) for day in pd.DatetimeIndex(made["as_of"].unique())]
    for _, one in every:
        figure.add_scatter(
            x=pd.concat([one["date"], one["date"][::-1]]),
            y=pd.concat([heights(one["q90"]), heights(one["q10"])[::-1]]),
            mode="lines",
            fill="toself",
            fillcolor=theme.FAINT,
            opacity=OVERLAP,
            line={"width": 0},
            hoverinfo="skip",
        )
    for day, one in every:
        figure.add_scatter(
            x=one["date"],
            y=heights(one["q50"]),
            mode="lines",
            name=words.t("fan.made") if day == every[-1][0] else None,  # one of them is named beside its line
            text=[
                words.t(
                    "fan.made_hover",
                    made=formats.day(day),
                    day=formats.day(row["date"]),
                    median=formats.number(row["q50"]),
                )
                for row in rows(one)
            ],
            line={"color": theme.MUTED, "width": 1},
            hovertemplate=hover.TEXT,
        )
