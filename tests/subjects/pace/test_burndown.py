"""The burn-down on the page: what is left is never less than nothing, and an axis is written in the same terms."""

from datetime import date
from pathlib import Path

import pandas as pd
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


@pytest.mark.parametrize("unit", ["01", "269", "79"])
@pytest.mark.parametrize("up", [False, True])
def test_no_line_crosses_the_name_of_the_earlier_plan(unit: str, up: bool, demo_home: Path) -> None:
    figure = pace.ahead(Selection(EVERYTHING, unit, date(2021, 6, 1), "received"), up=up).whole
    name = words.t("burndown.earlier_plan")
    (label,) = (note for note in figure.layout.annotations if note.text == name)
    tall, long = figure.layout.yaxis.range[1] * 16 / 320, pd.Timedelta(days=25)  # of 440 px, and of 155 days on a desk
    begin, low = pd.Timestamp(label.x), label.y - (tall if label.yanchor == "top" else 0)
    for trace in (
        trace for trace in figure.data if trace.name in (words.t("burndown.actual"), words.t("burndown.plan"))
    ):
        beside = pd.Series(trace.y, index=pd.to_datetime(trace.x))[begin : begin + long]
        assert not beside.between(low, low + tall).any(), trace.name
