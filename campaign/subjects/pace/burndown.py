"""What is left of a target, or what is done of it, day by day: against its plan, and where it is heading."""

from collections.abc import Callable
from datetime import date
from html import escape

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.language import formats
from campaign.subjects.pace.charts import fan

Place = Callable[[pd.Series], pd.Series]


def burndown(
    daily: pd.DataFrame,
    plan: pd.DataFrame,
    published: pd.DataFrame,
    events: pd.DataFrame,
    as_of: date,
    unit: str,
    ahead: pd.DataFrame | None = None,
    up: bool = False,
    height: int = 440,
) -> go.Figure:
    """Items by day: actual, provisional, plan in force, earlier plans, published points, events, forecast.

    Frames are those of the queries daily_progress, plan, published and events; `ahead` has the quantiles of the
    cumulative total by date; `unit` names what is counted. What remains is counted against the target in force and
    falls below zero beyond it; `up` shows what is done instead.
    """
    figure = theme.figure(words.language(), height=height, margin={"l": 8, "r": 24, "t": 68, "b": 8})
    in_force = plan[plan["in_force"]]
    if in_force.empty:
        return figure
    target, deadline = int(in_force["target"].iloc[0]), in_force["deadline"].iloc[0]

    def place(total: pd.Series, aim: int = target) -> pd.Series:
        return total if up else aim - total

    right = "lower" if up else "upper"  # a falling line leaves room above itself, a rising one below
    if ahead is not None and len(ahead):
        fan(figure, ahead, place)
        edge = place(ahead["q975" if up else "q025"])  # the upper edge of the fan: its name stands above it, at the end
        _named(figure, ahead["date"], edge, words.t("fan.median"), theme.ACCENT, 0.99, "left")
    for _, earlier in plan[~plan["in_force"]].groupby("issued_on"):
        left = place(earlier["planned"], earlier["target"].iloc[0])
        _line(
            figure,
            earlier["date"],
            left,
            words.t("burndown.earlier_plan"),
            {"color": theme.FAINT, "width": 1.5, "dash": "dot"},
        )
        _named(figure, earlier["date"], left, words.t("burndown.earlier_plan"), theme.MUTED, 0.7 if up else 0.2, right)
    _line(
        figure,
        in_force["date"],
        place(in_force["planned"]),
        words.t("burndown.plan"),
        {"color": theme.FAINT, "width": 2},
    )
    full = daily[~daily["provisional"]]
    _line(figure, full["date"], place(full["total"]), words.t("burndown.actual"), {"color": theme.ACCENT, "width": 3})
    _apart(figure, in_force.set_index("date")["planned"].map(place), full.set_index("date")["total"].map(place), up)
    _provisional(figure, daily, place)
    _published(figure, published, place)
    _days(figure, as_of, plan)
    _events(figure, events)
    first = min([in_force["date"].min(), *daily["date"].head(1)])
    last = max([deadline, pd.Timestamp(as_of), *([] if ahead is None else ahead["date"].tail(1))])
    figure.update_xaxes(
        range=[first, last + (last - first) * 0.02], tickformat="%d/%m" if first.year == last.year else "%m/%Y"
    )
    most = max([0, *daily["total"].tail(1), *([] if ahead is None else ahead["q90"].tail(1))])
    figure.update_yaxes(zeroline=True, zerolinecolor=theme.INK, zerolinewidth=1)
    theme.count_axis(figure, 0 if up else min(0, target - int(most)), max(target, int(most)) if up else target)
    if up:
        figure.add_shape(
            type="line", xref="paper", x0=0, x1=1, y0=target, y1=target, line={"color": theme.INK, "width": 1}
        )
    figure.add_annotation(
        x=0,
        y=1,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        showarrow=False,
        yshift=32,
        text=words.t("burndown.done" if up else "burndown.axis", unit=unit),
        font={"size": 12, "color": theme.MUTED},
    )
    return figure


def alike(*figures: go.Figure) -> tuple[go.Figure, ...]:
    """The figures on one scale, that of the widest: what is compared must look as it compares."""
    for axis in ("xaxis", "yaxis"):
        ranges = [figure.layout[axis].range for figure in figures if figure.layout[axis].range]
        if ranges:
            whole = min(low for low, _ in ranges), max(high for _, high in ranges)
            ticks = max((figure.layout[axis].tickvals or () for figure in figures), key=len)
            for figure in figures:
                figure.update_layout({axis: {"range": whole}})
                if len(ticks):
                    figure.update_layout({axis: {"tickvals": ticks, "ticktext": formats.axis(list(ticks))}})
    return figures


def _line(figure: go.Figure, days: pd.Series, values: pd.Series, name: str, line: dict) -> None:
    texts = [f"{formats.day(day)}<br><b>{formats.number(value)}</b>" for day, value in zip(days, values, strict=True)]
    figure.add_scatter(
        x=days,
        y=values,
        mode="lines",
        name=name,
        line=line,
        text=texts,
        hovertemplate=f"{name}<br>%{{text}}<extra></extra>",
    )


def _apart(figure: go.Figure, planned: pd.Series, done: pd.Series, up: bool) -> None:
    """Write the names of plan and actual where they are farthest apart, each on the side away from the other."""
    distance = (done - planned).dropna()
    if distance.empty:
        return
    day = distance.abs().idxmax()
    higher, lower = (done, planned) if distance[day] >= 0 else (planned, done)
    for line, above in ((higher, True), (lower, False)):
        name, ink = ("actual", theme.ACCENT) if line is done else ("plan", theme.MUTED)
        figure.add_annotation(
            x=day,
            y=line[day],
            text=words.t(f"burndown.{name}"),
            showarrow=False,
            xanchor="right" if above == up else "left",
            yanchor="bottom" if above else "top",
            font={"color": ink, "size": 12},
        )


def _named(figure: go.Figure, days: pd.Series, values: pd.Series, name: str, ink: str, part: float, side: str) -> None:
    """Write a line's name beside it, `part` of its way along: on its "upper" or "lower" right, or its upper "left"."""
    if len(days):
        at = int(len(days) * part)
        figure.add_annotation(
            x=days.iloc[at],
            y=values.iloc[at],
            text=name,
            showarrow=False,
            xanchor="right" if side == "left" else "left",
            yanchor="top" if side == "lower" else "bottom",
            font={"color": ink, "size": 12},
        )


def _provisional(figure: go.Figure, daily: pd.DataFrame, place: Place) -> None:
    """Days whose reports are not all in: a dotted continuation over a hatched band."""
    open_days = daily[daily["provisional"]]
    if open_days.empty:
        return
    tail = pd.concat([daily[~daily["provisional"]].tail(1), open_days])
    first, last = tail["date"].iloc[0], tail["date"].iloc[-1]
    figure.add_scatter(
        x=[first, first, last, last],
        y=[0, 1, 1, 0],
        yaxis="y2",
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillpattern={"shape": "/", "size": 6, "solidity": 0.2, "fgcolor": theme.PROVISIONAL, "bgcolor": theme.PAPER},
        hoverinfo="skip",
        name=words.t("burndown.provisional"),
    )
    figure.update_layout(yaxis2={"overlaying": "y", "visible": False, "range": [0, 1], "fixedrange": True})
    figure.add_scatter(
        x=tail["date"],
        y=place(tail["total"]),
        mode="lines",
        name=words.t("burndown.provisional"),
        line={"color": theme.ACCENT, "width": 3, "dash": "dot"},
        hovertemplate=words.t("burndown.provisional") + "<br>%{x|%d/%m/%Y}<br><b>%{y:,.0f}</b><extra></extra>",
    )


def _published(figure: go.Figure, published: pd.DataFrame, place: Place) -> None:
    texts = [
        f"<b>{formats.number(row.value)}</b> · {formats.day(row.date)}<br>{row.source_title}<br>{row.qualifier}"
        for row in published.itertuples()
    ]
    figure.add_scatter(
        x=published["date"],
        y=place(published["value"]),
        mode="markers",
        name=words.t("burndown.published"),
        marker={"symbol": "diamond", "size": 10, "color": theme.PAPER, "line": {"color": theme.INK, "width": 2}},
        text=texts,
        hovertemplate="%{text}<extra></extra>",
    )


def _days(figure: go.Figure, as_of: date, plan: pd.DataFrame) -> None:
    """Today, the deadline and those before it, as lines down the whole chart, each with its label a row higher."""
    deadline = plan[plan["in_force"]]["deadline"].iloc[0]
    marks = [
        (pd.Timestamp(as_of), "burndown.today", theme.INK, "solid"),
        (deadline, "burndown.deadline", theme.BEHIND, "dash"),
    ]
    marks += [
        (day, "burndown.earlier_deadline", theme.MUTED, "dot")
        for day in plan[~plan["in_force"]]["deadline"].unique()
        if day != deadline
    ]
    figure.update_layout(margin_t=12 + 16 * max(len(marks), 3))  # the axis's name stands above two labels
    for row, (day, key, colour, dash) in enumerate(marks):
        figure.add_shape(
            type="line",
            xref="x",
            yref="paper",
            x0=day,
            x1=day,
            y0=0,
            y1=1,
            line={"color": colour, "width": 1.5, "dash": dash},
        )
        figure.add_annotation(
            x=day,
            y=1,
            xref="x",
            yref="paper",
            yanchor="bottom",
            yshift=16 * row,
            xanchor="right",
            text=f"{words.t(key)} {day:%d/%m}",
            font={"size": 12, "color": colour},
            showarrow=False,
        )


def _events(figure: go.Figure, events: pd.DataFrame) -> None:
    """Events as ticks along the foot, their words on hover."""
    texts = [
        f"{formats.day(row.first_on)}–{formats.day(row.last_on)}<br>{escape(getattr(row, 'label_' + words.language()))}"
        for row in events.itertuples()
    ]
    figure.add_scatter(
        x=events["first_on"],
        y=[0] * len(events),
        mode="markers",
        name=words.t("burndown.events"),
        marker={"symbol": "line-ns", "size": 12, "line": {"color": theme.MUTED, "width": 2}},
        text=texts,
        hovertemplate="%{text}<extra></extra>",
    )
