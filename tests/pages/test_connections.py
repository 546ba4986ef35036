"""The connections page: published points, the search for an item, and everything on it as a file."""

from pathlib import Path

import pytest

from campaign import words
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.connections import exhibits as connections
from campaign.subjects.connections import outlook, uses
from tests import second, small
from tests.pages.test_cleansing import OPENED, can_leave, said
from tests.pages.test_pages import run


def test_connections_pass_the_published_points_on_their_day(demo_home: Path) -> None:
    page = said(run("connections", as_of="2021-06-30"))
    assert "Đã kết nối 238/248 dịch vụ (mục tiêu ít nhất 200), 33/63 tỉnh, thành phố" in page
    assert "Con số đã công bố: 236 ngày 30/06/2021" in page
    assert "Con số đã công bố: 33 ngày 30/06/2021" in page


def test_an_item_is_searched_for_and_the_overdue_can_be_seen_alone(demo_home: Path) -> None:
    page = said(run("connections", find="ho chieu pho thong"))
    assert "Cấp hộ chiếu phổ thông" in page
    assert "giấy phép lái xe" not in page
    page = said(run("connections", show="overdue"))
    assert "16/334 việc" in page


def test_a_province_sees_its_own_link(demo_home: Path) -> None:
    page = said(run("connections", unit="01", as_of="2021-06-30"))
    assert "UBND Hà Nội" in page
    assert "UBND Hà Giang" not in page


def test_before_the_first_list_nothing_is_asked_of_the_reader(demo_home: Path) -> None:
    page = said(run("connections", as_of="2021-01-20", lang="en"))
    assert "By 20\u00a0Jan\u00a02021 nothing had been reported yet of what Viet Nam connects" in page
    assert "ingest" not in page


def test_one_connected_item_is_one_in_english(demo_home: Path) -> None:
    assert "of the applications 1 is connected" in said(run("connections", as_of="2021-06-01", lang="en"))


def test_once_nothing_waits_none_is_counted_and_owners_left_out_are_told(demo_home: Path) -> None:
    page = said(run("connections", as_of="2021-08-15", lang="en"))
    assert "has nothing that is tested and waits to be connected. From test to connection it takes 7 days" in page
    assert "0 items" not in page
    assert "and 6 more; the table has all of them" in page
    assert "và 6 đơn vị chủ trì khác" in said(run("connections", as_of="2021-08-15"))


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_everything_shown_can_leave_with_its_sentence_and_table(language: str, demo_home: Path) -> None:
    words.use(language)
    here = Selection(EVERYTHING, "VN", OPENED)
    can_leave(
        [
            connections.owners(here),
            connections.grid(here, kind="province_link"),
            connections.listing(here, find="", show=""),
            *(connections.burnup(here, kind=kind) for kind in connections.progress(here)),
            outlook.outlook(here),
            outlook.held(here),
            outlook.routes(here),
            *(uses.uptake(here, figure=figure) for figure in uses.figures(here)),
        ]
    )
    assert len(uses.figures(here)) == 4


def test_what_is_to_come_who_holds_it_up_over_what_it_goes_and_how_it_is_used(demo_home: Path) -> None:
    page = said(run("connections", as_of="2021-06-01"))
    listed = connections.items(Selection(EVERYTHING, "VN", OPENED))
    late = listed[listed["state"] == "overdue"]
    ready, tested = late["ready_on"].notna(), late["tested_on"].notna()
    parts = (~ready & ~tested).sum(), (ready & ~tested).sum(), tested.sum()
    assert "chờ bên chủ trì: {}, chờ cả hai bên: {}, chờ bên phối hợp: {}, chưa rõ: 0".format(*parts) in page
    assert sum(parts) == len(late) == outlook.held(Selection(EVERYTHING, "VN", OPENED)).table["overdue"].sum()
    assert "Ứng dụng trên chip: chưa dự báo, mới thấy 1 ứng dụng kết nối" in page
    assert "Dịch vụ công mức độ 4: đến 01/07/2021 dự kiến kết nối" in page
    over = listed[listed["route"] == "ngsp"]
    assert f"(NGSP) đã kết nối {over['connected_on'].notna().sum()}/{len(over)} việc" in page
    used = listed.loc[listed["connected_on"].notna(), "service_id"]
    items = uses.by_item(Selection(EVERYTHING, "VN", OPENED))
    assert len(items) and set(items["item_vi"]) <= set(listed.loc[listed["service_id"].isin(used), "name_vi"])


def test_the_chances_of_items_are_the_mean_of_their_kind_s_total(demo_home: Path) -> None:
    here = Selection(EVERYTHING, "VN", OPENED)
    for one in outlook.outlooks(here).values():
        if one.course:
            assert one.course.chances.sum() == pytest.approx(one.course.totals.mean(), abs=1)
    chances = outlook.uncertain(here)
    assert chances["p_by_deadline"].is_monotonic_increasing and (chances["state"] != "connected").all()


LISTED = "service_id,name,kind,owner,planned_on,tested_on,connected_on\n"
PLAIN = "1,Một,service,Bộ,2021-01-02,,\n2,Hai,service,Bộ,2021-01-09,2021-01-03,2021-01-04\n"


def test_a_campaign_without_these_columns_says_what_it_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = second.folder(tmp_path / "home")
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    small.deliver(home, "services_2021-01-06.csv", LISTED + PLAIN)
    app = run("connections", as_of="2021-01-06", lang="en")
    page = said(app)
    page = page.replace("\\", "")  # Markdown's
    assert "The list does not say when the owner was ready (ready_on), the route (route), who is responsible" in page
    assert "declares no figures of use ([[uptake]])" in page
    assert "no forecast, 1 service was seen to be connected" in page
    for key in ("held", "routes"):
        assert words.t(f"connections.{key}") not in page
    assert not app.exception
