"""The pages of what lies ahead when things are out of the ordinary: a scenario, a district, a unit without work."""

import json
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from campaign.serving import catalogue, queries
from campaign.serving.selection import EVERYTHING, Selection
from tests.pages.test_pages import run


def said(app: AppTest) -> str:
    """The page's own sentences: its blocks and captions."""
    return " ".join([*(block.body for block in app.html), *(caption.value for caption in app.caption)])


def written(app: AppTest) -> set[str]:
    """What stands in a page's first figure."""
    drawn = json.loads(app.get("plotly_chart")[0].proto.spec)
    return {one["text"] for one in drawn["layout"]["annotations"]}


def districts(demo_home: Path) -> list[str]:
    """The first district, and one that is allotted nothing."""
    campaign = catalogue.campaign()
    allotted = {target.unit_code for target in campaign.targets if target.target > 0}
    codes = (
        queries.table("unit_tree", Selection(EVERYTHING, campaign.root, date.max))
        .query("depth == 2")["unit_code"]
        .tolist()
    )
    return [codes[0], next(code for code in codes if code not in allotted)]


def test_a_scenario_stands_beside_the_forecast(demo_home: Path) -> None:
    app = run("pace", measure="printed", **{"pace": "40", "from": "2021-06-02"})
    assert not app.exception
    assert "Theo kịch bản" in said(app)
    assert "Dự báo hiện nay" in said(app)


def test_without_a_scenario_the_page_says_how_to_begin(demo_home: Path) -> None:
    assert "Đặt một hay nhiều thay đổi" in said(run("pace"))


def test_a_district_is_shown_and_one_without_a_quota_says_so(demo_home: Path) -> None:
    ordinary, empty = districts(demo_home)
    assert "được dự báo như một phần của cấp trên" in said(run("pace", unit=ordinary))
    assert "không được giao chỉ tiêu" in said(run("pace", unit=empty))


@pytest.mark.parametrize("stem", ["pace", "pipeline", "shortfall"])
@pytest.mark.parametrize("as_of", ["2021-01-01", "2021-07-01", "2022-01-18"])
def test_the_pages_run_at_the_start_on_and_after_the_deadline(stem: str, as_of: str, demo_home: Path) -> None:
    for measure in ("received", "delivered"):
        app = run(stem, as_of=as_of, measure=measure)
        assert not app.exception


def test_events_have_words_where_nothing_is_hovered(demo_home: Path) -> None:
    listed = said(run("pace", as_of="2021-06-01"))
    assert "<b>10/02 – 16/02/2021</b> Nghỉ Tết Nguyên đán" in listed
    assert "<b>21/04/2021</b> Giỗ Tổ Hùng Vương" in listed
    assert "Nghỉ lễ Quốc khánh" not in listed, "it was still to come"


def test_a_district_is_not_asked_what_if(demo_home: Path) -> None:
    asked = {unit: len(run("pace", unit=unit).number_input) for unit in ("VN", "01", "001")}
    assert asked["VN"] == asked["01"] > asked["001"] == 0


def test_both_lines_have_their_names_before_the_plan_begins(demo_home: Path) -> None:
    for curve in ("down", "up"):
        assert {"Kế hoạch", "Thực tế"} <= written(run("pace", as_of="2021-02-01", curve=curve))


def test_the_plan_has_its_name_among_peers(demo_home: Path) -> None:
    assert {"Kế hoạch", "Hà Nội"} <= written(run("comparison", view="peers", peer="01"))
