"""What is left of a target, or what is done of it, day by day: against its plan, and where it is heading."""

from collections.abc import Iterable
from html import escape

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.figures import axes, days, hover, lines, names
from campaign.figures.lines import Look
from campaign.figures.table import rows
from campaign.language import formats
from campaign.subjects.pace import fan
from campaign.subjects.pace.course import Course

HIGHEST = "q90"  # of what is expected, as far as the axis must reach


def burndown(course: Course, height: int = 440) -> go.Figure:
    """Items by day: actual, provisional, plan in force, earlier plans, published points, events, what is expected."""
    figure = theme.figure(words.language(), height=height, margin={"l": 8, "r": 24, "t": 68, "b": 8})
    if course.in_force.empty:
        return figure
    if course.expected is not None and not course.expected.empty:
        fan.draw(figure, course.expected, course.heights)
    if course.earlier is not None and not course.earlier.empty:
        fan.draw_made(figure, course.earlier, course.heights)
    _earlier_plans(figure, course)
    _plan_and_actual(figure, course)
    _provisional(figure, course)
    lines.published(figure, course.published, course.heights(course.published["value"]))
    above = _days(figure, course)
    _events(figure, course.events)
    _axes(figure, course, above)
    _names(figure)
    return figure


def same_scale(*figures: go.Figure) -> tuple[go.Figure, ...]:
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
    for figure in figures:
        _names(figure)
    return figures


def _earlier_plans(figure: go.Figure, course: Course) -> None:
    for _, plan in course.plan[~course.plan["in_force"]].groupby("issued_on"):
        planned = course.line(plan, "planned", plan["target"].iloc[0])
        lines.over_days(figure, planned, words.t("burndown.earlier_plan"), Look(theme.FAINT, 1.5, "dot"))


def _plan_and_actual(figure: go.Figure, course: Course) -> None:
    planned = course.line(course.in_force, "planned")
    done = course.line(course.daily[~course.daily["provisional"]], "total")
    lines.over_days(figure, planned, words.t("burndown.plan"), Look(theme.FAINT, 2))
    lines.over_days(figure, done, words.t("burndown.actual"), Look(theme.ACCENT, 3))


def _names(figure: go.Figure) -> None:
    """Name the lines, those that matter most first: they have the choice."""
    colours = {
        "burndown.actual": theme.ACCENT,
        "burndown.plan": theme.MUTED,
        "fan.median": theme.ACCENT,
        "burndown.earlier_plan": theme.MUTED,
        "fan.made": theme.MUTED,
    }
    names.write(figure, {words.t(name): colour for name, colour in colours.items()})


def _provisional(figure: go.Figure, course: Course) -> None:
    """Days whose reports are not all in: a dotted continuation over a hatched band."""
    provisional = course.daily["provisional"]
    if not provisional.any():
        return
    tail = pd.concat([course.daily[~provisional].tail(1), course.daily[provisional]])
    name = words.t("burndown.provisional")
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
        name=name,
    )
    figure.update_layout(yaxis2={"overlaying": "y", "visible": False, "range": [0, 1], "fixedrange": True})
    figure.add_scatter(
        x=tail["date"],
        y=course.heights(tail["total"]),
        mode="lines",
        name=name,
        line={"color": theme.ACCENT, "width": 3, "dash": "dot"},
        hovertemplate=hover.whole(name),
    )


def _days(figure: go.Figure, course: Course) -> int:
    """Today, the deadline and those before it. Returns the height of their labels above the chart, in pixels."""
    earlier = course.plan[~course.plan["in_force"]]["deadline"].unique()
    marks = [
        days.today(pd.Timestamp(course.as_of)),
        days.deadline(course.deadline),
        *(days.earlier_deadline(day) for day in earlier if day != course.deadline),
    ]
    days.mark(figure, marks, _span(course))
    return days.ROW * len(marks)


def _events(figure: go.Figure, events: pd.DataFrame) -> None:
    """Events as ticks along the foot, their words on hover."""
    label = f"label_{words.language()}"
    figure.add_scatter(
        x=events["first_on"],
        y=[0] * len(events),
        mode="markers",
        name=words.t("burndown.events"),
        marker={"symbol": "line-ns", "size": 12, "line": {"color": theme.MUTED, "width": 2}},
        text=[
            f"{formats.day(event['first_on'])}–{formats.day(event['last_on'])}<br>{escape(event[label])}"
            for event in rows(events)
        ],
        hovertemplate=hover.TEXT,
    )


def _span(course: Course) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and the last day of the chart."""
    ahead: Iterable[pd.Timestamp] = () if course.expected is None else course.expected["date"].tail(1)
    first = min([course.in_force["date"].min(), *course.daily["date"].head(1)])
    return first, max([course.deadline, pd.Timestamp(course.as_of), *ahead])


def _axes(figure: go.Figure, course: Course, above: int) -> None:
    """Both axes; the name of the upright one stands `above` the chart by so many pixels."""
    first, last = _span(course)
    figure.update_layout(margin_t=12 + above + days.ROW)
    figure.update_xaxes(
        range=[first, last + (last - first) * 0.02],
        tickformat=formats.pattern("short_day" if first.year == last.year else "month"),
    )
    figure.update_yaxes(zeroline=True, zerolinecolor=theme.INK, zerolinewidth=1)
    if course.rising:
        expected: Iterable[float] = () if course.expected is None else course.expected[HIGHEST].tail(1)
        axes.counts(figure, 0, int(max([course.target, *course.daily["total"].tail(1), *expected])))
        lines.across(figure, course.target)
    else:
        axes.counts(figure, 0, course.target)
    axes.name(figure, words.t("burndown.done" if course.rising else "burndown.axis", unit=course.items), above)
