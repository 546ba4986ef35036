"""What is left of a target, or what is done of it, day by day: against its plan, and where it is heading."""

from collections.abc import Iterable
from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.figures import axes, days, hover, lines
from campaign.figures.lines import Look
from campaign.figures.table import rows
from campaign.language import formats
from campaign.subjects.pace import fan
from campaign.subjects.pace.course import Course

NAME_LONG, NAME_TALL = 0.4, 0.06  # of both axes, what a name of 18 letters takes on a phone
HIGHEST = "q90"  # of what is expected, as far as the axis must reach


def burndown(course: Course, height: int = 440) -> go.Figure:
    """Items by day: actual, provisional, plan in force, earlier plans, published points, events, what is expected."""
    figure = theme.figure(words.language(), height=height, margin={"l": 8, "r": 24, "t": 68, "b": 8})
    if course.in_force.empty:
        return figure
    _expected(figure, course)
    farthest = _farthest(course)
    _earlier_plans(figure, course, farthest)
    _plan_and_actual(figure, course, farthest)
    _provisional(figure, course)
    lines.published(figure, course.published, course.heights(course.published["value"]))
    above = _days(figure, course)
    _events(figure, course.events)
    _axes(figure, course, above)
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
    return figures


def _expected(figure: go.Figure, course: Course) -> None:
    """The fan, its name above the end of its upper edge and over the deadline's line where it is short."""
    expected = course.expected
    if expected is None or expected.empty:
        return
    fan.draw(figure, expected, course.heights)
    upper = course.line(expected, fan.HIGHEST if course.rising else fan.LOWEST)
    look: dict[str, str | float] = {
        "xanchor": "right",
        "yanchor": "bottom",
        "yshift": 8,
        "bgcolor": theme.PAPER,
        "opacity": 0.9,
    }
    _write(figure, upper, 0.99, words.t("fan.median"), theme.ACCENT, **look)


def _earlier_plans(figure: go.Figure, course: Course, farthest: pd.Timestamp | None) -> None:
    """On the day `farthest` the names of plan and actual begin."""
    name, look = words.t("burndown.earlier_plan"), Look(theme.FAINT, 1.5, "dot")
    # A falling line leaves room for its name above itself, a rising one below.
    side = "top" if course.rising else "bottom"
    others = [course.line(course.in_force, "planned"), course.line(course.daily, "total")]
    first, last = _span(course)
    long = int(NAME_LONG * (last - first).days)
    for _, plan in course.plan[~course.plan["in_force"]].groupby("issued_on"):
        planned = course.line(plan, "planned", plan["target"].iloc[0])
        lines.over_days(figure, planned, name, look)
        before = planned[: pd.Timestamp(course.as_of)]  # from there on the lines of days stand, and what is expected
        part = _clearest(before, others, long, farthest, course.rising)
        _write(figure, before, part, name, theme.MUTED, xanchor="left", yanchor=side)


def _clearest(line: pd.Series, others: list[pd.Series], long: int, taken: pd.Timestamp | None, below: bool) -> float:
    """How far along a line its name, `long` in days, is farthest from the other lines, above or below.

    It reaches over the day `taken`, where another name begins, only if it would on every day.
    """
    if line.empty:
        return 0
    days = pd.date_range(line.index[0], periods=len(line) + long)
    beside = (
        pd.concat([line, *others], axis="columns", sort=True).interpolate(limit_area="inside").reindex(days).to_numpy()
    )
    tall = np.nanmax(beside) * NAME_TALL
    gaps = [_gap(beside[at : at + long], tall, below) for at in range(len(line))]
    free = [at for at in range(len(line)) if taken is None or not days[at] <= taken <= days[at + long]]
    # Beyond the line's end stand the days and the forecast: only where it cannot be read within.
    within = [at for at in free if at + long <= len(line) and gaps[at] > 0]
    return max(within or free or range(len(line)), key=gaps.__getitem__) / len(line)


def _gap(beside: np.ndarray, tall: float, below: bool) -> float:
    """Between the name that begins on the first line, first row, and the nearest of the others beneath or above it."""
    foot = beside[0, 0] - (tall if below else 0)
    above, under = beside[:, 1:] - (foot + tall), foot - beside[:, 1:]
    return float(np.nanmin(np.append(np.maximum(above, under), np.inf)))


def _plan_and_actual(figure: go.Figure, course: Course, farthest: pd.Timestamp | None) -> None:
    """Both lines, their names where they are farthest apart, each on the side away from the other."""
    planned = course.line(course.in_force, "planned")
    done = course.line(course.daily[~course.daily["provisional"]], "total")
    plan, actual = words.t("burndown.plan"), words.t("burndown.actual")
    lines.over_days(figure, planned, plan, Look(theme.FAINT, 2))
    lines.over_days(figure, done, actual, Look(theme.ACCENT, 3))
    side = "bottom" if course.rising else "top"
    if farthest is None:  # the plan has not begun: it is named on its own slope, what is done where it begins
        outward = {"xanchor": "right" if course.rising else "left", "yanchor": "bottom"}
        _write(figure, planned, 0.5, plan, theme.MUTED, **outward)
        _write(figure, done, 0, actual, theme.ACCENT, xanchor="left", yanchor=side, yshift=4 if course.rising else -4)
        return
    named = [(done, actual, theme.ACCENT), (planned, plan, theme.MUTED)]
    higher_first = named if done[farthest] >= planned[farthest] else named[::-1]
    for (line, name, colour), above in zip(higher_first, (True, False), strict=True):
        there = line[line.index == farthest]
        outward = {"xanchor": "right" if above == course.rising else "left", "yanchor": "bottom" if above else "top"}
        _write(figure, there, 0, name, colour, **outward)


def _farthest(course: Course) -> pd.Timestamp | None:
    """The day on which plan and actual are farthest apart; None where no day has both."""
    done = course.line(course.daily[~course.daily["provisional"]], "total")
    distance = (done - course.line(course.in_force, "planned")).dropna()
    return None if distance.empty else distance.index[int(distance.abs().to_numpy().argmax())]


def _write(figure: go.Figure, line: pd.Series, part: float, name: str, colour: str, **anchors: str | float) -> None:
    """Write a line's name beside it, `part` of its way along."""
    if line.empty:
        return
    at = int(len(line) * part)
    figure.add_annotation(
        x=line.index[at],
        y=line.iloc[at],
        text=name,
        showarrow=False,
        font={"color": colour, "size": 12},
        **{"bgcolor": theme.PAPER} | anchors,
    )


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
