"""Nothing that a chart draws covers or crosses what it says, and all of it can be told apart."""

import math
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest

from campaign import theme, words
from campaign.figures import lines
from campaign.figures.drawn import Drawn
from campaign.subjects.connections import outlook_blocks
from campaign.subjects.method import charts as method
from campaign.subjects.reasons import charts as reasons
from campaign.subjects.resources import charts as resources
from campaign.subjects.shortfall import charts as shortfall


@pytest.fixture(autouse=True)
def english() -> None:
    words.use("en")


def test_our_template_joins_a_figure_that_has_one_of_its_own() -> None:
    figure = theme.figure("en")
    figure.layout.template.layout.annotationdefaults = {"showarrow": False}
    layout = Drawn(figure.to_json()).whole().layout
    assert layout.template.layout.showlegend is False and layout.template.layout.font.family == theme.FONT
    assert layout.template.layout.annotationdefaults.showarrow is False


def test_a_published_point_at_the_edge_is_whole() -> None:
    figure = go.Figure()
    point = {"date": pd.Timestamp(2021, 6, 1), "value": 50, "qualifier": "", "source_title": "a", "source_address": ""}
    lines.published(figure, pd.DataFrame([point]), pd.Series([0]))
    assert figure.data[0].cliponaxis is False


def test_the_line_of_what_was_promised_ends_before_the_names_of_the_others() -> None:
    record = pd.DataFrame([{"horizon": 7, "forecasts": 9, "coverage_50": 0.5, "coverage_80": 0.8, "coverage_95": 0.9}])
    diagonal, kept, *_ = method.reliability(record).data
    assert max(diagonal.x) == max(kept.x)


@pytest.mark.parametrize(("first", "side"), [(0.7, "left"), (0.02, "right")])
def test_how_many_units_make_up_most_stands_on_no_line(first: float, side: str) -> None:
    others = [(1 - first) / 19] * 19
    parts = pd.Series([first, *others])
    below = pd.DataFrame({"name_en": [f"U{at}" for at in range(20)], "cumulative_share": parts.cumsum()})
    figure = shortfall.cumulative(below, 0.6, date(2021, 6, 1), date(2021, 7, 1))
    (note,) = [note for note in figure.layout.annotations if "%" in note.text]
    assert note.xanchor == side
    assert note.yanchor == ("top" if side == "left" else "bottom"), "above the curve, or far from the dotted line"


def test_a_unit_that_does_nothing_keeps_its_number_in_sight() -> None:
    unit = {"unit_code": "a", "name_en": "A", "items_each": 0.0, "number": 1, "resource_days": 9.0, "load": "idle"}
    peers = dict.fromkeys(("peers_low", "peers_high", "peers_median"), math.nan) | {"peers": 0}
    figure = resources.work(pd.DataFrame([unit | peers]), pd.DataFrame(columns=["unit_code", "value"]), 350)
    low, high = figure.layout.xaxis.range
    assert -low / (high - low) * 400 > 11 / 2, "half a mark of a chart of 400 px"


def test_reasons_have_a_colour_each_blue_while_they_are_owed() -> None:
    listed = pd.DataFrame({"reason": list("abcdef"), "owed": [True] * 4 + [False] * 2})
    colours = reasons.colours(listed)
    assert len({*colours.values(), reasons.UNEXPLAINED}) == 7


@pytest.mark.parametrize("over", [False, True])
def test_once_every_deadline_is_past_no_column_waits_for_a_forecast(over: bool) -> None:
    row = {"kind_en": "Links", "deadline": pd.Timestamp(2021, 7, 1), "connected": 9, "target": 9}
    found = pd.DataFrame([row | dict.fromkeys(("q10", "q50", "q90", "p_by_deadline"), math.nan)])
    assert ("Chance" in outlook_blocks.outlook(found, over)) is not over
