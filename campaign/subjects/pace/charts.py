"""The pace page's small charts: the fan of a forecast, and the week's rhythm."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.language import formats

BANDS = (("q025", "q975", 95), ("q10", "q90", 80), ("q25", "q75", 50))


def fan(figure: go.Figure, quantiles: pd.DataFrame, place: Callable[[pd.Series], pd.Series]) -> None:
    """Draw quantiles of the cumulative total (date, q025 … q975) where `place` puts a total on the count axis."""
    for (low, high, share), colour in zip(BANDS, theme.SEQUENTIAL, strict=False):
        there = pd.concat([quantiles["date"], quantiles["date"][::-1]])
        figure.add_scatter(
            x=there,
            y=pd.concat([place(quantiles[high]), place(quantiles[low])[::-1]]),
            mode="lines",
            fill="toself",
            fillcolor=colour,
            line={"width": 0},
            hoverinfo="skip",
            name=words.t("fan.band", share=share),
        )
    texts = [
        words.t(
            "fan.hover",
            day=formats.day(row.date),
            median=formats.number(row.q50),
            low=formats.number(row.q10),
            high=formats.number(row.q90),
        )
        for row in quantiles.itertuples()
    ]
    figure.add_scatter(
        x=quantiles["date"],
        y=place(quantiles["q50"]),
        mode="lines",
        name=words.t("fan.median"),
        text=texts,
        line={"color": theme.ACCENT, "width": 2, "dash": "dash"},
        hovertemplate="%{text}<extra></extra>",
    )


def weekdays(profile: pd.DataFrame) -> go.Figure:
    """A bar per weekday from the frame of the query weekdays, its mean written above it."""
    figure = theme.figure(words.language(), height=170, margin={"l": 4, "r": 4, "t": 20, "b": 4})
    texts = [
        words.t("pace.weekday_hover", count=formats.number(row.mean_count), share=formats.percent(row.to_mean, 0))
        for row in profile.itertuples()
    ]
    figure.add_bar(
        x=[words.t(f"pace.weekday_{day}") for day in profile["weekday"]],
        y=profile["mean_count"],
        hovertext=texts,
        text=formats.axis(profile["mean_count"].tolist()),
        textposition="outside",
        cliponaxis=False,
        marker={"color": theme.PROVISIONAL},
        hovertemplate="%{x}: %{hovertext}<extra></extra>",
    )
    figure.update_yaxes(visible=False)
    return figure
