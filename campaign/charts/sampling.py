"""The operating characteristic of a sampling plan: what it lets pass, and what it stops."""

import numpy as np
import plotly.graph_objects as go

from campaign import formats, theme, words


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
            words.t("cleansing.curve_hover", share=formats.percent(share), chance=formats.percent(chance, 0))
            for share, chance in zip(shares, chances, strict=True)
        ],
        hovertemplate="%{text}<extra></extra>",
    )
    figure.add_scatter(
        x=found,
        y=[0] * len(found),
        mode="markers",
        hoverinfo="skip",
        marker={"symbol": "line-ns", "size": 10, "line": {"color": theme.MUTED, "width": 1}},
    )
    at = float(np.interp(intolerable, shares, chances))
    figure.add_shape(
        type="line",
        x0=intolerable,
        x1=intolerable,
        y0=0,
        y1=1,
        line={"color": theme.BEHIND, "width": 1.5, "dash": "dash"},
    )
    figure.add_annotation(
        x=intolerable,
        y=1,
        yref="y",
        xanchor="left",
        yanchor="top",
        xshift=6,
        showarrow=False,
        align="left",
        font={"size": 12, "color": theme.BEHIND},
        text=words.t("cleansing.curve_mark", share=formats.percent(intolerable, 0), chance=formats.percent(at, 0)),
    )
    ticks = [0, 0.25, 0.5, 0.75, 1]
    figure.update_yaxes(range=[-0.05, 1.04], tickvals=ticks, ticktext=[formats.percent(tick, 0) for tick in ticks])
    across = [intolerable * times for times in range(round(shares.max() / intolerable) + 1)]
    figure.update_xaxes(
        range=[0, float(shares.max())],
        tickvals=across,
        ticktext=[formats.percent(tick, 0) for tick in across],
        title={"text": words.t("cleansing.curve_x"), "font": {"size": 12, "color": theme.MUTED}},
    )
    figure.add_annotation(
        text=words.t("cleansing.curve_y"),
        x=0,
        y=1,
        xref="paper",
        yref="paper",
        showarrow=False,
        xanchor="left",
        yanchor="bottom",
        font={"size": 12, "color": theme.MUTED},
    )
    return figure
