"""The connections page: published points, the search for an item, and everything on it as a file."""

from pathlib import Path

import pytest

from campaign import words
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.connections import exhibits as connections
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
    assert "13/315 việc" in page


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
    assert "has nothing that is tested and waits to be connected. From test to connection it takes 6 days" in page
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
        ]
    )
