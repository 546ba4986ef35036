"""The forecast as a fan: bands of 95, 80 and 50 %, the lighter the less likely, and the median."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from campaign import formats, theme, words

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
