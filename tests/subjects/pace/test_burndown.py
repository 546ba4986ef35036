"""The burn-down on the page: what is left is never less than nothing, and an axis is written in the same terms."""

from datetime import date
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from campaign import words
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.pace import exhibits as pace
from campaign.subjects.pipeline import exhibits as pipeline


@pytest.mark.parametrize("day", [date(2021, 6, 1), date(2021, 7, 15), date(2022, 1, 18)])
@pytest.mark.parametrize("measure", ["received", "assigned"])
def test_what_remains_never_falls_below_nothing(measure: str, day: date, demo_home: Path) -> None:
    selection = Selection(EVERYTHING, "VN", day, measure)
    for figure in (pace.ahead(selection).whole, pipeline.stage(selection).whole):
        heights = [y for trace in figure.data if trace.yaxis != "y2" for y in trace.y if y == y]
        assert min(heights) >= 0
    ahead = pace.ahead(selection).whole
    assert min(ahead.layout.yaxis.tickvals) == 0
    assert not any("−" in text for text in ahead.layout.yaxis.ticktext)


def test_the_line_of_what_is_done_still_passes_the_target(demo_home: Path) -> None:
    figure = pace.ahead(Selection(EVERYTHING, "VN", date(2021, 7, 15), "received"), up=True).whole
    assert figure.layout.yaxis.range[1] > 56_000_000


WIDTHS = (290, 450, 700, 1100)  # px, of plots
Box = tuple[float, float, float, float]  # left, right, foot and head in pixels of the plot


def named(figure: go.Figure, wide: int) -> dict[str, Box]:
    """The names of lines, as large as they are drawn in a plot so wide."""
    begin, end = map(pd.Timestamp, figure.layout.xaxis.range)
    tall, top = figure.layout.height - figure.layout.margin.t - 30, figure.layout.yaxis.range[1]
    boxes = {}
    for note in filter(lambda note: note.yref == "y", figure.layout.annotations):
        parts = note.text.split("<br>")
        long, high = max(map(len, parts)) * 6.5, 16 * len(parts)
        left = (pd.Timestamp(note.x) - begin) / (end - begin) * wide + note.xshift
        foot = note.y / top * tall + note.yshift
        left -= {"left": 0, "center": 0.5, "right": 1}[note.xanchor] * long
        foot -= {"bottom": 0, "middle": 0.5, "top": 1}[note.yanchor] * high
        boxes[note.text.replace("<br>", " ")] = (left, left + long, foot, foot + high)
    return boxes


def cut(figure: go.Figure, wide: int) -> list[str]:
    """Names that a line of a day cuts, that are on one another or not within the plot."""
    begin, end = map(pd.Timestamp, figure.layout.xaxis.range)
    days = [(pd.Timestamp(one.x0) - begin) / (end - begin) * wide for one in figure.layout.shapes if one.x0 == one.x1]
    tall = figure.layout.height - figure.layout.margin.t - 30
    boxes = named(figure, wide)
    return [
        name
        for name, (left, right, foot, head) in boxes.items()
        if any(left < day < right for day in days)
        or min(left, foot) < 0
        or right > wide + 20
        or head > tall + 1
        or any(
            left < other[1] and other[0] < right and foot < other[3] and other[2] < head
            for one, other in boxes.items()
            if one != name
        )
    ]


@pytest.mark.few(10)
@pytest.mark.parametrize("unit", ["VN", "01", "269", "38", "79"])
@pytest.mark.parametrize("day", [date(2021, 1, 20), date(2021, 6, 1), date(2021, 8, 15)])
@pytest.mark.parametrize("up", [False, True])
def test_names_of_lines_stand_clear_of_days_axes_and_each_other(
    unit: str, day: date, up: bool, demo_home: Path
) -> None:
    figure = pace.ahead(Selection(EVERYTHING, unit, day, "received"), up=up).whole
    assert {words.t("burndown.actual"), words.t("burndown.plan")} <= named(figure, 290).keys()
    assert {wide: cut(figure, wide) for wide in WIDTHS} == {wide: [] for wide in WIDTHS}


def test_a_name_that_a_day_cuts_is_found(demo_home: Path) -> None:
    figure = pace.ahead(Selection(EVERYTHING, "VN", date(2021, 6, 1), "received")).whole
    figure.layout.annotations[-1].update(x="2021-06-01", xanchor="center", xshift=0)
    assert cut(figure, 700)


@pytest.mark.parametrize("unit", ["01", "269", "79"])
@pytest.mark.parametrize("up", [False, True])
def test_no_line_crosses_the_name_of_the_earlier_plan(unit: str, up: bool, demo_home: Path) -> None:
    figure = pace.ahead(Selection(EVERYTHING, unit, date(2021, 6, 1), "received"), up=up).whole
    begin, end = map(pd.Timestamp, figure.layout.xaxis.range)
    left, right, foot, head = named(figure, 700)[words.t("burndown.earlier_plan")]
    tall = (figure.layout.height - figure.layout.margin.t - 30) / figure.layout.yaxis.range[1]
    for trace in (
        trace for trace in figure.data if trace.name in (words.t("burndown.actual"), words.t("burndown.plan"))
    ):
        line = pd.Series(trace.y, index=(pd.to_datetime(trace.x) - begin) / (end - begin) * 700) * tall
        assert not line[left:right].between(foot, head).any(), trace.name
