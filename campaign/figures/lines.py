"""Lines over days and what stands beside them: their names, points that were published, a target across."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.figures import hover
from campaign.figures.table import Row, rows
from campaign.language import formats

PUBLISHED = {"symbol": "diamond", "size": 10, "color": theme.PAPER, "line": {"color": theme.INK, "width": 2}}


@dataclass(frozen=True)
class Look:
    """A line's colour, width in pixels, dash and shape, the last two in Plotly's words; by default it is plain."""

    colour: str
    width: float
    dash: str | None = None
    shape: str | None = None

    def plotly(self) -> dict[str, str | float | None]:
        """The same as Plotly takes it."""
        return {"color": self.colour, "width": self.width, "dash": self.dash, "shape": self.shape}


def over_days(
    figure: go.Figure,
    line: pd.Series,
    name: str,
    look: Look,
    form: Callable[[float], str] = formats.number,
    **more: Any,
) -> None:
    """A line of values indexed by day, its `name` and the value in `form` under the pointer.

    `more` goes to the trace as it is. Days are sent as days, and whole numbers are written by the browser: it is two
    thirds of a figure of a year less.
    """
    whole = form is formats.number
    figure.add_scatter(
        x=pd.DatetimeIndex(line.index).strftime("%Y-%m-%d"),
        y=line,
        mode="lines",
        name=name,
        line=look.plotly(),
        text=None if whole else hover.by_day(line.index, line, form=form),
        hovertemplate=hover.whole(name) if whole else hover.named(name),
        **more,
    )


def source(point: Row) -> str:
    """What a published point says under the pointer: value, day, who said it and with which reservation."""
    said = f"<b>{formats.number(point['value'])}</b> · {formats.day(point['date'])}"
    return f"{said}<br>{point['source_title']}<br>{point['qualifier']}"


def published(figure: go.Figure, points: pd.DataFrame, heights: pd.Series) -> None:
    """What was published, as diamonds at `heights`: the frame of the query published."""
    figure.add_scatter(
        x=points["date"],
        y=heights,
        mode="markers",
        name=words.t("burndown.published"),
        marker=PUBLISHED,
        cliponaxis=False,  # on a target that was reached it stands at the edge
        text=[source(row) for row in rows(points)],
        hovertemplate=hover.TEXT,
    )


def across(figure: go.Figure, height: float) -> None:
    """A line across the whole chart."""
    figure.add_shape(type="line", xref="paper", x0=0, x1=1, y0=height, y1=height, line={"color": theme.INK, "width": 1})


def apart(ends: Sequence[float], step: float, lowest: float) -> list[float]:
    """Heights for the names at the `ends` of lines, given from the lowest: each at least `step` above the one before.

    The first is at least a step above `lowest`.
    """
    heights = []
    for end in ends:
        lowest = max(end, lowest + step)
        heights.append(lowest)
    return heights
