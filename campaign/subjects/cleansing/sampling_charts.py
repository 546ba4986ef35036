"""What a sampling plan lets pass: the operating characteristic."""

import numpy as np
import plotly.graph_objects as go

from campaign import theme, words
from campaign.figures import axes, hover
from campaign.language import formats


def operating_characteristic(
    shares: np.ndarray, chances: np.ndarray, intolerable: float, found: list[float]
) -> go.Figure:
    """Chance of passing by share of records wrong; the intolerable share marked, the units' own shares as ticks.

    `shares` and `chances` are the curve; `found` are shares of records wrong as samples found them.
    """
    figure = theme.figure(words.language(), height=300, margin={"l": 8, "r": 16, "t": 28, "b": 8})
    figure.add_scatter(
        x=shares,
        y=chances,
        mode="lines",
        line={"color": theme.ACCENT, "width": 3},
        text=[
            words.t("cleansing.curve_hover", share=formats.percent(share), chance=formats.chance(chance))
            for share, chance in zip(shares, chances, strict=True)
        ],
        hovertemplate=hover.TEXT,
    )
    _ticks(figure, found)
    _intolerable(figure, intolerable, float(np.interp(intolerable, shares, chances)))
    figure.update_yaxes(range=[-0.05, 1.04], **axes.percents(axes.QUARTERS))
    figure.update_xaxes(
        range=[0, float(shares.max())],
        **axes.percents([intolerable * times for times in range(round(shares.max() / intolerable) + 1)]),
        title={"text": words.t("cleansing.curve_x"), "font": {"size": 12, "color": theme.MUTED}},
    )
    axes.name(figure, words.t("cleansing.curve_y"))
    return figure


def _ticks(figure: go.Figure, shares: list[float]) -> None:
    """A tick along the foot for each share."""
    figure.add_scatter(
        x=shares,
        y=[0] * len(shares),
        mode="markers",
        hoverinfo="skip",
        marker={"symbol": "line-ns", "size": 10, "line": {"color": theme.MUTED, "width": 1}},
    )


def _intolerable(figure: go.Figure, share: float, chance: float) -> None:
    """The intolerable share as a line, and the chance that a lot as bad as that passes."""
    figure.add_shape(
        type="line", x0=share, x1=share, y0=0, y1=1, line={"color": theme.BEHIND, "width": 1.5, "dash": "dash"}
    )
    figure.add_annotation(
        x=share,
        y=1,
        yref="y",
        xanchor="left",
        yanchor="top",
        xshift=6,
        showarrow=False,
        align="left",
        font={"size": 12, "color": theme.BEHIND},
        text=words.t("cleansing.curve_mark", share=formats.percent(share, 0), chance=formats.chance(chance)),
    )
