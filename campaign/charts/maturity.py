"""How a day's figure matured: what share of it was still missing so many days later."""

import pandas as pd
import plotly.graph_objects as go

from campaign import formats, theme, words


def maturity(delays: pd.DataFrame) -> go.Figure:
    """A bar per delay from the frame of the query maturity, with a tick where the worst day stood.

    Below zero more was known than there is now: a correction downwards came later.
    """
    figure = theme.figure(words.language(), height=260, margin={"l": 8, "r": 8, "t": 28, "b": 8})
    if delays["known_share"].isna().all():
        theme.blank(figure, words.t("quality.maturity_none"))
        return figure
    names = [f"+{delay}" for delay in delays["delay_days"]]
    missing, worst = 1 - delays["known_share"], 1 - delays["lowest_share"]
    figure.add_bar(
        x=names,
        y=missing,
        marker={"color": theme.ACCENT},
        hoverinfo="skip",
        cliponaxis=False,
        text=[formats.percent(share) for share in missing],
        textposition="outside",
    )
    figure.add_scatter(
        x=names,
        y=worst,
        mode="markers",
        hovertemplate="%{x}: %{hovertext}<extra></extra>",
        marker={"symbol": "line-ew", "size": 24, "line": {"color": theme.MUTED, "width": 2}},
        hovertext=[words.t("quality.maturity_worst", share=formats.percent(share)) for share in worst],
    )
    figure.update_xaxes(type="category")
    figure.update_yaxes(visible=False, zeroline=True)
    figure.add_shape(type="line", xref="paper", x0=0, x1=1, y0=0, y1=0, line={"color": theme.INK, "width": 1})
    return figure
