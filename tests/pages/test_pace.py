"""The pages of what lies ahead when things are out of the ordinary: a scenario, a district, a unit without work."""

import json
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from campaign.serving import catalogue, queries, store
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.pace import exhibits as pace
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


def test_why_the_forecast_moved_stands_below_the_answer_and_is_drawn_when_asked(demo_home: Path) -> None:
    selection = Selection(EVERYTHING, "01", store.cut_off(), "delivered")
    told = pace.kept_cause(selection)
    assert "Trong đó" in told
    here = {"unit": "01", "measure": "delivered", "as_of": f"{selection.as_of}"}
    assert told in said(run("pace", **here))
    shown = run("pace", forecast="moved", **here)
    assert told in said(shown)
    assert written(shown) == {"Ngày dự kiến xong: + là muộn hơn"}


def test_what_a_page_that_explains_nothing_says_instead(demo_home: Path) -> None:
    last = f"{store.cut_off()}"
    assert "Không có hai dự báo để so sánh" in said(run("pace", forecast="moved", measure="received", as_of=last))
    assert "hãy chọn đơn vị cấp trên" in said(run("pace", forecast="moved", unit="001"))
    assert "hãy chọn đơn vị cấp trên" in said(run("pace", forecast="made", unit="001"))
    assert "Chưa có dự báo cũ nào" in said(run("pace", forecast="made", as_of="2021-01-20"))


def test_old_forecasts_are_drawn_and_listed_when_asked(demo_home: Path) -> None:
    plain, shown = (run("pace", as_of="2021-03-25", **more) for more in ({}, {"forecast": "made"}))
    assert not shown.exception
    assert "Đã dự báo gì, và thực tế" in said(shown)
    assert "nêu được ngày xong" in said(shown)
    lines = [json.loads(app.get("plotly_chart")[0].proto.spec)["data"] for app in (plain, shown)]
    plain, shown = ([one for one in data if one.get("name") == "Các dự báo đã lập"] for data in lines)
    assert not plain
    assert shown


def test_what_events_cost_is_measured_when_asked(demo_home: Path) -> None:
    plain, shown = (run("pace", as_of="2021-03-05", **more) for more in ({}, {"forecast": "effects"}))
    assert not shown.exception
    assert "Nghỉ Tết Nguyên đán" in said(plain)
    assert "ước tính" not in said(plain)
    assert "Làm giảm " in said(shown)
    assert "Không tính tác động: " in said(shown)
    nothing = run("pace", as_of="2021-01-20", forecast="effects")
    assert "Chưa có sự kiện nào tính được tác động" in said(nothing)


def test_the_overview_says_why_where_that_is_kept_and_else_where_to_ask(demo_home: Path) -> None:
    kept, asked = (said(run("overview", unit="01", as_of=f"{day}")) for day in (store.cut_off(), "2021-05-12"))
    assert "Trong đó: nhịp của chính khâu" in kept
    assert "forecast=moved" not in kept
    assert "forecast=moved" in asked
    assert "Trong đó: " not in asked
