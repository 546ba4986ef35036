"""Charts of the data page: how late figures come, how the past moved, what was put aside."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.figures import axes, bars, hover, lines
from campaign.language import columns, formats

NAMED = len(theme.PARTS) - 1  # reasons with a colour of their own
LOOKED_AT = timedelta(days=56)  # up to as_of, of the query revisions


def maturity(delays: pd.DataFrame) -> go.Figure:
    """A bar per delay from the frame of the query maturity, with a tick where the worst day stood.

    Below zero more was known than there is now: a correction downwards came later.
    """
    figure = theme.figure(words.language(), height=260, margin={"l": 8, "r": 8, "t": 28, "b": 8})
    if delays["known_share"].isna().all():
        axes.nothing(figure, words.t("quality.maturity_none"))
        return figure
    names = [f"+{delay}" for delay in delays["delay_days"]]
    missing, worst = 1 - delays["known_share"], 1 - delays["lowest_share"]
    figure.add_bar(
        x=names,
        y=missing,
        marker={"color": theme.ACCENT},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=names,
        y=np.maximum(np.maximum(missing, worst), 0),  # above the tick, which would strike a share at its bar through
        mode="text",
        hoverinfo="skip",
        cliponaxis=False,
        text=[formats.percent(share).replace(" ", "<br>") for share in missing],
        textposition="top center",
        textfont={"size": 12},
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
    lines.across(figure, 0)
    return figure


def quarantine(weeks: pd.DataFrame, first: date, as_of: date) -> go.Figure:
    """Stacked bars from the frame of the query quarantine_weeks, `first` to `as_of`.

    The four reasons with most lines have a colour each, the others share the last; blocks.reasons names them.
    """
    figure = theme.figure(words.language(), height=260, margin={"l": 8, "r": 8, "t": 28, "b": 8}, barmode="stack")
    for (reason, found), colour in zip(_by_reason(weeks), theme.PARTS, strict=False):
        figure.add_bar(
            x=found["week"],
            y=found["lines"],
            name=reason,
            marker={"color": colour},
            hovertext=hover.by_day(found["week"], found["lines"], f"{reason}: "),
            width=bars.WEEK,
            hovertemplate=hover.HOVERTEXT,
        )
    if weeks.empty:
        axes.nothing(figure, words.t("quality.quarantine_fine"))
        return figure
    figure.update_xaxes(
        tickformat=formats.pattern("short_day"),
        range=[pd.Timestamp(first) - pd.Timedelta(7, "D"), pd.Timestamp(as_of) + pd.Timedelta(7, "D")],
    )
    axes.counts(figure, 0, weeks.groupby("week")["lines"].sum().max())
    return figure


def _by_reason(weeks: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Lines by week for each of the first reasons, the most lines first, and for the others together."""
    order = weeks.groupby("rule")["lines"].sum().sort_values(ascending=False, kind="stable").index
    found = [(words.t(f"rules.{rule}"), weeks[weeks["rule"] == rule]) for rule in order[:NAMED]]
    others = weeks[weeks["rule"].isin(order[NAMED:])]
    if len(others):
        found.append((words.t("quality.trend_other"), others.groupby("week", as_index=False)["lines"].sum()))
    return found


def revisions(changes: pd.DataFrame, as_of: date) -> go.Figure:
    """Items raised above zero and lowered below it, by day of the report, from the frame of the query revisions.

    The axis has all days that it looks at: of one alone, the bar would fill it.
    """
    figure = theme.figure(words.language(), height=260, margin={"l": 8, "r": 8, "t": 28, "b": 8}, barmode="relative")
    for column, colour in (("raised", theme.PROVISIONAL), ("lowered", theme.BEHIND)):
        name = columns.label(column)
        figure.add_bar(
            x=changes["reported_on"],
            y=changes[column],
            marker={"color": colour},
            hovertext=hover.by_day(changes["reported_on"], changes[column], f"{name} ", _signed),
            name=name,
            hovertemplate=hover.HOVERTEXT,
        )
    if changes.empty:
        axes.nothing(figure, words.t("quality.revisions_none"))
        return figure
    axes.counts(figure, changes["lowered"].min(), changes["raised"].max())
    ends = [as_of - LOOKED_AT, as_of + timedelta(days=1)]
    figure.update_xaxes(range=ends, tickformat=formats.pattern("short_day"))
    figure.update_yaxes(zeroline=True, zerolinecolor=theme.INK, zerolinewidth=1)
    return figure


def _signed(items: float) -> str:
    return formats.number(items, sign=True)
