"""Whether the files get better: lines put aside week by week, by reason."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from campaign import formats, theme, words

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
