"""Charts of the data page: how late figures come, how the past moved, what was put aside."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.language import columns, formats


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


NAMED = len(theme.PARTS) - 1


def quarantine(weeks: pd.DataFrame, first: date, as_of: date) -> go.Figure:
    """Stacked bars from the frame of the query quarantine_weeks, `first` to `as_of`.

    The four reasons with most lines have a colour each, the others share the last; blocks.checks.reasons names them.
    """
    figure = theme.figure(words.language(), height=260, margin={"l": 8, "r": 8, "t": 28, "b": 8}, barmode="stack")
    order = weeks.groupby("rule")["lines"].sum().sort_values(ascending=False, kind="stable").index
    parts = [(words.t(f"rules.{rule}"), weeks[weeks["rule"] == rule]) for rule in order[:NAMED]]
    others = weeks[weeks["rule"].isin(order[NAMED:])]
    if len(others):
        parts.append((words.t("quality.trend_other"), others.groupby("week", as_index=False)["lines"].sum()))
    for (reason, lines), colour in zip(parts, theme.PARTS, strict=False):
        texts = [
            f"{formats.day(week)}<br>{reason}: <b>{formats.number(count)}</b>"
            for week, count in zip(lines["week"], lines["lines"], strict=True)
        ]
        figure.add_bar(
            x=lines["week"],
            y=lines["lines"],
            name=reason,
            marker={"color": colour},
            hovertext=texts,
            width=6 * 86_400_000,
            hovertemplate="%{hovertext}<extra></extra>",
        )
    if weeks.empty:
        theme.blank(figure, words.t("quality.quarantine_fine"))
        return figure
    figure.update_xaxes(
        tickformat="%d/%m",
        range=[pd.Timestamp(first) - pd.Timedelta(7, "D"), pd.Timestamp(as_of) + pd.Timedelta(7, "D")],
    )
    theme.count_axis(figure, 0, weeks.groupby("week")["lines"].sum().max())
    return figure


def revisions(changes: pd.DataFrame) -> go.Figure:
    """Items raised above zero and lowered below it, by day of the report, from the frame of the query revisions."""
    figure = theme.figure(words.language(), height=260, margin={"l": 8, "r": 8, "t": 28, "b": 8}, barmode="relative")
    for column, colour in (("raised", theme.PROVISIONAL), ("lowered", theme.BEHIND)):
        texts = [
            f"{formats.day(day)}<br>{columns.label(column)} <b>{formats.number(items, sign=True)}</b>"
            for day, items in zip(changes["reported_on"], changes[column], strict=True)
        ]
        figure.add_bar(
            x=changes["reported_on"],
            y=changes[column],
            marker={"color": colour},
            hovertext=texts,
            name=columns.label(column),
            hovertemplate="%{hovertext}<extra></extra>",
        )
    if changes.empty:
        theme.blank(figure, words.t("quality.revisions_none"))
        return figure
    theme.count_axis(figure, changes["lowered"].min(), changes["raised"].max())
    figure.update_xaxes(tickformat="%d/%m")
    figure.update_yaxes(zeroline=True, zerolinecolor=theme.INK, zerolinewidth=1)
    return figure
