"""The resources page: its answer, published points with their source, all of it as files, and what is missing."""

from pathlib import Path

import pytest

from campaign import words
from campaign.language import formats
from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.comparison import exhibits as comparison
from campaign.subjects.resources import exhibits as resources
from tests.pages.test_cleansing import OPENED, can_leave, said
from tests.pages.test_pages import run

HERE = Selection(EVERYTHING, "VN", OPENED)


def test_the_answer_is_work_over_machine_days_and_names_the_idle(demo_home: Path) -> None:
    page = said(run("resources"))
    own = queries.table("resource_work", HERE.of("received")).query("resource == 'machine'").iloc[0]
    assert f"một máy mỗi ngày làm được {round(own['items'] / own['resource_days'])} hồ sơ" in page
    assert "Nhàn rỗi so với đơn vị tương đồng" in page and "Bắc Giang" in page
    assert "SỐ LIỆU MÔ PHỎNG" in page


def test_published_points_are_drawn_with_their_source(demo_home: Path) -> None:
    page = said(run("resources", unit="40", as_of="2021-02-15"))
    assert "Đã công bố: 12 máy ngày 31/01/2021 (Ưu điểm của thẻ căn cước công dân gắn chíp điện tử)" in page
    found = resources.published(HERE)
    assert found["aspect_vi"].str.contains("số lượng").sum() == 4, "12, 91, 9 and 2; the teams came a day later"
    assert found["source_title"].notna().all()


def test_a_printing_line_s_published_capacity_stands_beside_what_was_printed(demo_home: Path) -> None:
    page = said(run("resources", resource="printing_line", as_of="2021-10-15", lang="en"))
    assert "In Viet Nam one line does" in page
    assert "Diamonds are published capacities." in page


def test_before_the_first_report_it_says_so(demo_home: Path) -> None:
    assert "chưa có báo cáo nào về nguồn lực của Việt Nam" in said(run("resources", as_of="2021-01-02"))


def test_lending_says_that_capacities_are_measured(demo_home: Path) -> None:
    words.use("vi")
    assert "đo được tại chính đơn vị" in comparison.lending(HERE.of("received")).sentence
    assert "Máy làm việc ở khâu Hồ sơ thu nhận" in comparison.lending(HERE.of("printed")).figure


def test_the_what_if_asks_for_machines_at_the_unit_s_own_pace(demo_home: Path) -> None:
    words.use("vi")
    each = resources.capacity(HERE)["VN"]
    assert each.measured
    labels = [field.label for field in run("pace").number_input]
    assert f"Thêm máy ({formats.rate(each.items)}/ngày, đo được)" in labels


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_everything_shown_can_leave_with_its_sentence_and_table(language: str, demo_home: Path) -> None:
    words.use(language)
    output = resources.output(HERE, "machine")
    can_leave(
        [
            resources.paces(HERE, "machine"),
            resources.numbers(HERE, "machine"),
            resources.now(HERE),
            resources.coverage(HERE),
            *([output] if output else []),
        ]
    )
