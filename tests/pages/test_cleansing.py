"""The cleansing page at every level, on any day, and in campaigns that lack the files."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from campaign import words
from campaign.figures.exhibit import Exhibit
from campaign.language import columns
from campaign.maps.views import VERDICT
from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.cleansing import exhibits as cleansing
from campaign.subjects.cleansing import verdicts, verification
from tests import second, small
from tests.pages.test_pages import run

OPENED = date(2021, 6, 1)
DAYS = ["2021-01-02", "2021-06-30", "2022-01-18"]
HOANG_SA = "498"


def said(app: AppTest) -> str:
    """All that the page says."""
    parts = [
        *(block.body for block in app.html),
        *(caption.value for caption in app.caption),
    ]
    return " ".join(parts)


def can_leave(shown: list[Exhibit]) -> None:
    """Each has a figure, what is said of it, and a table with a heading for every column."""
    assert len({exhibit.key for exhibit in shown}) == len(shown)
    for exhibit in shown:
        table = columns.shown(exhibit.table)
        assert exhibit.figure is not None, exhibit.key
        assert exhibit.title and exhibit.note and exhibit.sentence, exhibit.key
        assert len(table) == len(exhibit.table) > 0, exhibit.key
        assert table.columns.is_unique, exhibit.key


@pytest.mark.parametrize("part", cleansing.PARTS)
@pytest.mark.parametrize("unit", ["VN", "01", "001", HOANG_SA])
def test_every_part_runs_at_every_level(part: str, unit: str, demo_home: Path) -> None:
    app = run("cleansing", part=part, unit=unit, lang="en")
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("as_of", DAYS)
@pytest.mark.parametrize("part", cleansing.PARTS)
def test_every_part_runs_at_the_start_the_deadline_and_the_end(part: str, as_of: str, demo_home: Path) -> None:
    assert not run("cleansing", part=part, as_of=as_of).exception


def test_the_first_line_says_the_claim_and_what_samples_leave_of_it(demo_home: Path) -> None:
    found = verification.claims(Selection(EVERYTHING, "VN", OPENED))
    whole = verdicts.together(found)
    page = said(run("cleansing"))
    assert f"{whole.overclaimed}/{whole.sampled} đơn vị kê khai từ 80% trở lên mà mẫu không đạt" in page
    assert "Dữ liệu đã làm sạch đạt 79,9%" in page


def test_a_district_is_told_its_own_sample(demo_home: Path) -> None:
    rows = queries.table("verification", Selection(EVERYTHING, "001", OPENED, "cleansed"))
    wrong = int(rows["defects_found"].iloc[0])
    assert f"{wrong} lỗi trong 200 bản ghi (cho phép 5)" in said(run("cleansing", unit="001"))


def test_days_of_assignment_in_bulk_are_named(demo_home: Path) -> None:
    page = said(run("cleansing", part="numbers", as_of="2021-06-30"))
    assert "18/06/2021, 19/06/2021, 20/06/2021" in page


def test_the_overview_says_both_in_a_line_each(demo_home: Path) -> None:
    page = said(run("overview"))
    assert 'href="lam-sach?' in page
    assert "97/248 dịch vụ (mục tiêu ít nhất 200)" in page


def test_a_campaign_that_declares_them_and_has_no_files_says_which(home: Path) -> None:
    second.folder(home)
    small.deliver(home, "counts.csv", "date,unit_code,measure,count\n2021-01-05,a1,received,900\n")
    assert "chưa có mẫu kiểm tra nào" in said(run("cleansing", as_of="2021-01-05"))
    assert "Chưa có tệp nào báo số lỗi" in said(run("cleansing", as_of="2021-01-05", part="defects"))
    assert "nạp tệp verification" in said(run("cleansing", as_of="2021-01-05", part="verification"))
    assert "nạp tệp services" in said(run("connections", as_of="2021-01-05"))
    assert not run("overview", as_of="2021-01-05").exception


def test_extracts_that_say_less_show_less_and_nothing_wrong(home: Path) -> None:
    """No number found, a tiny sample, an item without owner, plan or unit."""
    second.folder(home)
    small.deliver(home, "counts.csv", "date,unit_code,measure,count\n2021-01-05,a1,received,2900\n")
    small.deliver(home, "defects.csv", "date,unit_code,defect,open\n2021-01-05,a1,missing,9\n2021-02-20,a1,missing,5\n")
    small.deliver(home, "verification.csv", "date,unit_code,sample_size,defects_found\n2021-01-06,a1,3,0\n")
    small.deliver(
        home,
        "services_2021-01-06.csv",
        "service_id,name,kind,owner,planned_on,tested_on,connected_on\nS1,One,service,,,,\n",
    )
    for unit in ("R", "A", "a1"):
        pages = [run("cleansing", unit=unit, as_of="2021-02-21", part=part) for part in cleansing.PARTS]
        assert not any(page.exception for page in pages)
    page = said(run("cleansing", as_of="2021-02-21", part="defects"))
    assert "không có cột found" in page
    assert "quá nhỏ để kết luận" in said(run("cleansing", unit="a1", as_of="2021-02-21"))
    assert "Đã kết nối 0/1 dịch vụ (mục tiêu ít nhất 4)" in said(run("connections", as_of="2021-02-21"))


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_everything_shown_can_leave_with_its_sentence_and_table(language: str, demo_home: Path) -> None:
    words.use(language)
    here = Selection(EVERYTHING, "VN", OPENED)
    shown = [
        make(here)
        for make in (
            verification.claims_map,
            verification.overclaimed,
            verification.curve,
            cleansing.flows,
            cleansing.pareto_classes,
            cleansing.pareto_units,
            cleansing.remaining,
            cleansing.bulk,
        )
    ]
    shown += [cleansing.by_class(here)[0]]
    can_leave(shown)


def test_every_unit_of_the_map_has_the_colour_of_its_verdict(demo_home: Path) -> None:
    exhibit = verification.claims_map(Selection(EVERYTHING, "01", OPENED))
    verdict = dict(zip(exhibit.table["unit_code"], exhibit.table["verdict"], strict=True))
    drawn = next(trace for trace in exhibit.whole.data if set(trace.locations or ()) == set(verdict))
    for code, place in zip(drawn.locations, drawn.z, strict=True):
        assert VERDICT.labels[place] == words.t(f"maps.verdict_{verdict[code]}")
