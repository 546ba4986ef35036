"""The parts that all charts share: days, axes, lines and lists look the same wherever they stand."""

from datetime import date
from importlib.resources import files

import pandas as pd
import plotly.graph_objects as go
import pytest

from campaign import theme, words
from campaign.figures import axes, bars, cells, days, hover, lines, lists
from campaign.figures.native import NativeChart
from campaign.figures.table import rows, table
from campaign.language import formats

DAYS = [date(2021, 6, 1), date(2021, 7, 1), date(2021, 8, 1)]


@pytest.fixture(autouse=True)
def english() -> None:
    words.use("en")


def test_every_day_is_a_line_with_its_label_a_row_higher() -> None:
    figure = theme.figure("en")
    days.mark(figure, [days.today(DAYS[0]), days.deadline(DAYS[1]), days.earlier_deadline(DAYS[2])], (DAYS[0], DAYS[2]))
    assert [shape.x0 for shape in figure.layout.shapes] == DAYS
    assert [note.yshift for note in figure.layout.annotations] == [0, days.ROW, 2 * days.ROW]
    assert [note.text[-5:] for note in figure.layout.annotations] == ["1\u00a0Jun", "1\u00a0Jul", "1\u00a0Aug"]


def test_shares_are_written_as_whole_percent() -> None:
    assert axes.percents((0, 0.25, 1)) == {"tickvals": [0, 0.25, 1], "ticktext": ["0%", "25%", "100%"]}


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 4), (0, 12), (0, 37_000_000), (-250, 900)])
def test_the_count_axis_has_a_few_round_ticks_that_reach_from_end_to_end(low: float, high: float) -> None:
    figure = theme.figure("en")
    axes.counts(figure, low, high)
    ticks = figure.layout.yaxis.tickvals
    assert 2 <= len(ticks) <= 7
    assert all(tick == int(tick) for tick in ticks)
    assert ticks[0] <= low
    assert figure.layout.yaxis.range[1] > high


@pytest.mark.parametrize(
    ("last", "written"),
    [
        (date(2021, 2, 20), ["Feb\u00a02021"]),
        (date(2021, 5, 1), ["Feb\u00a02021", "Apr\u00a02021"]),
        (date(2021, 11, 30), ["Mar\u00a02021", "Sep\u00a02021"]),
        (date(2022, 3, 5), ["Feb\u00a02021", "Feb\u00a02022"]),
    ],
)
def test_no_more_months_are_written_than_there_is_room_for(last: date, written: list[str]) -> None:
    figure = theme.figure("en")
    axes.months(figure, date(2021, 1, 2), last, 2)
    assert list(figure.layout.xaxis.ticktext) == written


def test_what_is_written_on_an_axis_is_level_and_of_one_size() -> None:
    for axis in (theme.template()["layout"]["xaxis"], theme.template()["layout"]["yaxis"]):
        assert axis["tickangle"] == 0
        assert axis["title"]["font"] == axis["tickfont"]


def test_a_day_of_a_chart_with_room_on_its_right_is_named_there() -> None:
    figure = theme.figure("en")
    days.label(figure, DAYS[2], "burndown.today", span=None)
    assert [note.xanchor for note in figure.layout.annotations] == ["left"]


def test_what_cannot_be_drawn_says_why_without_axes() -> None:
    figure = theme.figure("en")
    axes.nothing(figure, "Nothing was reported.")
    assert not figure.layout.xaxis.visible
    assert not figure.layout.yaxis.visible
    assert figure.layout.annotations[0].text == "Nothing was reported."


def test_a_line_says_its_name_day_and_value_under_the_pointer() -> None:
    figure = theme.figure("en")
    totals = pd.Series([1000, 2500], index=pd.to_datetime(DAYS[:2]))
    lines.over_days(figure, totals, "Total", lines.Look(theme.ACCENT, 2))
    lines.over_days(figure, totals / 5000, "Share", lines.Look(theme.ACCENT, 2), formats.percent)
    whole, share = figure.data
    assert whole.text is None  # the browser writes it: nothing is sent twice
    assert (
        whole.hovertemplate
        == hover.whole("Total")
        == "Total<br>%{x|%-d\u00a0%b\u00a0%Y}<br><b>%{y:,.0f}</b><extra></extra>"
    )
    assert share.text == ("1\u00a0Jun\u00a02021<br><b>20.0%</b>", "1\u00a0Jul\u00a02021<br><b>50.0%</b>")
    assert whole.line.dash is None


def test_names_at_the_ends_of_lines_do_not_cover_each_other() -> None:
    assert lines.apart([1.0, 1.5, 9.0], 2.0, -10.0) == [1.0, 3.0, 9.0]
    assert lines.apart([0.0], 2.0, 0.0) == [2.0]


def test_what_stands_out_has_the_accent() -> None:
    assert bars.accented([True, False]) == [theme.ACCENT, theme.FAINT]


def test_a_list_says_how_many_it_leaves_out_and_nothing_when_it_has_all() -> None:
    assert "3" in lists.rest(3, "connections.more")
    assert lists.rest(0, "connections.more") == ""
    assert lists.and_more("a, b", 2, "quality.and_more") == words.t("quality.and_more", names="a, b", more="2")
    assert lists.and_more("a, b", 0, "quality.and_more") == "a, b"


def test_a_row_of_a_table_can_be_marked() -> None:
    units = pd.DataFrame({"name": ["x", "y"]})
    html = table("Units", {"name": "Unit"}, rows(units), marks=("", "slowest"))
    assert html.count('class="row"') == 1
    assert html.count('class="row slowest"') == 1


@pytest.mark.parametrize(("share", "told"), [(0.99987, 0.999), (1.39362, 1.393), (0.29, 0.29), (1.0, 1.0)])
def test_a_share_in_a_native_chart_is_cut_as_on_the_page(share: float, told: float) -> None:
    native = NativeChart("bar", "name", ("share",))
    (value,) = native.numbers(pd.DataFrame({"share": [share]}), "share")
    assert value == pytest.approx(told, abs=1e-12)
    assert formats.percent(share) == formats.percent(value)


@pytest.mark.parametrize(("day", "anchor"), [("2021-01-10", "left"), ("2021-05-01", "right"), ("2021-06-30", "right")])
def test_the_name_of_an_early_day_begins_at_it(day: str, anchor: str) -> None:
    figure = go.Figure()
    days.mark(figure, [days.today(pd.Timestamp(day))], (pd.Timestamp("2021-01-01"), pd.Timestamp("2021-06-30")))
    assert [note.xanchor for note in figure.layout.annotations] == [anchor]


def test_a_day_in_a_cell_never_breaks_over_two_lines() -> None:
    assert cells.day(date(2021, 5, 29)) == "<time>29\u00a0May\u00a02021</time>"
    assert cells.day(None) == f"<time>{formats.MISSING}</time>"
    styles = (files("campaign.figures") / "blocks.css").read_text(encoding="utf-8")
    assert "time { white-space: nowrap; }" in styles
