"""Where the missing items will be: the units with the most, and how fast they add up to all of it."""

from datetime import date
from html import escape

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.figures import axes, bars
from campaign.figures.table import rows
from campaign.language import formats
from campaign.subjects.shortfall.sentences import tensed

SHOWN = 15


def largest(below: pd.DataFrame, share: float, as_of: date) -> go.Figure:
    """A bar per unit, the most missing first; those that make up `share` of all stand out.

    Seen from `as_of` the deadline of a unit itself may be past, or not.
    Columns as of forecast.served.below: name_*, expected_lack, shortfall_share, cumulative_share, p_by_deadline.
    """
    top = below[below["expected_lack"] > 0].head(SHOWN)
    figure = theme.figure(words.language(), height=26 * len(top) + 20, margin={"l": 8, "r": 8, "t": 4, "b": 4})
    counts = formats.labels(top["expected_lack"].tolist())
    said = [
        words.t("shortfall.bar", missing=missing, share=formats.percent(part))
        for missing, part in zip(counts, top["shortfall_share"], strict=True)
    ]
    figure.add_bar(
        y=top[f"name_{words.language()}"].map(escape),
        x=top["expected_lack"],
        orientation="h",
        marker={"color": bars.accented(top["cumulative_share"] - top["shortfall_share"] < share)},
        text=said,
        textposition="outside",
        cliponaxis=False,
        hovertext=[
            words.t(
                tensed("hover", as_of, row["deadline"].date()),
                missing=formats.number(row["expected_lack"]),
                percent=formats.percent(row["completion"]),
                deadline=formats.day(row["deadline"]),
                chance=formats.chance(row["p_by_deadline"]),
            )
            for row in rows(top)
        ],
        hovertemplate="<b>%{y}</b><br>%{hovertext}<extra></extra>",
    )
    bars.downwards(figure, top["expected_lack"].max() if len(top) else None, said)
    return figure


def cumulative(below: pd.DataFrame, share: float, as_of: date, deadline: date) -> go.Figure:
    """How much of all that is missing the first 1, 2, 3 … units make up, and at how many `share` is passed."""
    figure = theme.figure(words.language(), height=360, margin={"l": 8, "r": 16, "t": 28, "b": 8})
    units = list(range(len(below) + 1))
    shares = [0.0, *below["cumulative_share"]]
    names = ["", *below[f"name_{words.language()}"].map(escape)]
    figure.add_scatter(
        x=units,
        y=shares,
        mode="lines",
        line={"color": theme.ACCENT, "width": 3},
        fill="tozeroy",
        fillcolor=theme.SEQUENTIAL[0],
        text=[f"{name}<br><b>{formats.percent(part)}</b>" for name, part in zip(names, shares, strict=True)],
        hovertemplate="%{x}: %{text}<extra></extra>",
    )
    figure.add_scatter(
        x=[0, len(below)],
        y=[0, 1],
        mode="lines",
        hoverinfo="skip",
        line={"color": theme.FAINT, "width": 1, "dash": "dot"},
    )
    if len(below):
        _passed(figure, shares, share)
    figure.update_yaxes(range=[0, 1.04], **axes.percents(axes.QUARTERS))
    figure.update_xaxes(range=[0, max(len(below), 1)], tickformat="d")
    axes.name(figure, words.t(tensed("axis", as_of, deadline)))
    return figure


def _passed(figure: go.Figure, shares: list[float], share: float) -> None:
    """Mark how many units it takes to pass `share`; all of them where it is never passed."""
    at = next((count for count, reached in enumerate(shares) if reached >= share - 1e-9), len(shares) - 1)
    figure.add_scatter(
        x=[at],
        y=[shares[at]],
        mode="markers",
        hoverinfo="skip",
        marker={"size": 10, "color": theme.PAPER, "line": {"color": theme.INK, "width": 2}},
    )
    beyond = at > (len(shares) - 1) / 4  # below the curve it would stand on the dotted line
    figure.add_annotation(
        x=at,
        y=shares[at],
        xanchor="right" if beyond else "left",
        yanchor="bottom" if beyond else "top",
        showarrow=False,
        xshift=-6 if beyond else 10,
        text=words.t("shortfall.point", units=at, share=formats.percent(shares[at], 0)),
    )
