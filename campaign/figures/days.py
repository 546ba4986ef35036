"""Days that a chart marks, as lines down the whole of it: today, the deadline, the deadlines before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.figures import annotations
from campaign.language import formats

ROW = 16  # px, of a label above the chart
EARLY = 0.4  # part of a chart that the longest label, 110 px, takes on a phone
Span = tuple[date, date]  # first and last day


@dataclass(frozen=True)
class Day:
    """A day to mark: the key of its name in words, the colour and dash of its line."""

    day: date
    name: str
    colour: str
    dash: str


def today(day: date) -> Day:
    """The day of the figures."""
    return Day(day, "burndown.today", theme.INK, "solid")


def deadline(day: date) -> Day:
    """The deadline in force."""
    return Day(day, "burndown.deadline", theme.BEHIND, "dash")


def earlier_deadline(day: date) -> Day:
    """A deadline that another has replaced."""
    return Day(day, "burndown.earlier_deadline", theme.MUTED, "dot")


def mark(figure: go.Figure, days: Iterable[Day], span: Span) -> None:
    """A line for each day, its label a row higher than the one before; `span` is what the axis reaches over."""
    for row, marked in enumerate(days):
        line(figure, marked.day, marked.colour, 1.5, marked.dash)
        label(figure, marked.day, marked.name, marked.colour, row * ROW, span=span)


def line(figure: go.Figure, day: date, colour: str, width: float, dash: str | None = None) -> None:
    """A line down the whole chart."""
    figure.add_shape(
        type="line",
        xref="x",
        yref="paper",
        x0=day,
        x1=day,
        y0=0,
        y1=1,
        line={"color": colour, "width": width, "dash": dash},
    )


def label(
    figure: go.Figure, day: date, name: str, colour: str | None = None, above: int | None = None, *, span: Span | None
) -> None:
    """The name of a day with its date, over the chart; `above` is the room left between them, in pixels.

    It ends at the day; where that is so early in the `span` that it would begin before the chart, it begins there.
    Without a span it begins at the day, for a chart that leaves room on its right.
    """
    first, last = map(pd.Timestamp, span or (day, day))
    early = span is None or pd.Timestamp(day) - first < EARLY * (last - first)
    anchor = "left" if early else "right"
    named = f"{words.t(name)} {formats.short_day(day)}"
    annotations.write(figure, named, day, 1, colour, xref="x", xanchor=anchor, yshift=above)
