"""Whoever is signed in is told on the overview what is new since they last looked: of their own looks alone."""

import shutil
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from campaign import settings, words
from campaign.ingest import ordering
from campaign.language import formats
from campaign.people import visits
from campaign.serving import queries
from campaign.serving.desk import Order
from campaign.serving.selection import EVERYTHING, Scope, Selection
from campaign.subjects.orders import exhibits as orders
from tests import readers, small

HEADER = "date,unit_code,measure,count\n"
COUNTS = HEADER + "".join(f"2021-01-{day:02},{code},received,150\n" for day in range(1, 9) for code in ("a1", "b1"))
LATER = HEADER + "2021-01-05,a1,received,100\n2021-01-09,a1,printed,5000\n2021-01-09,b1,received,150\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = small.delivered(tmp_path_factory.mktemp("since") / "small", COUNTS)
    readers.write(home, "A")
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = shutil.copytree(made, tmp_path / "small")
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    return home


def boxes(subject: str | None) -> list[str]:
    """Titles of what opens on the overview, for somebody who has just signed in."""
    app = AppTest.from_file(str(settings.PROJECT / "dashboard.py"), default_timeout=600)
    if subject:
        app.user = readers.claims(subject)
    app._page_hash = calc_hash("")
    with pytest.MonkeyPatch.context() as patch:  # its script stays as __main__, which the intake's child would run
        patch.setitem(sys.modules, "__main__", sys.modules["__main__"])
        app.run()
    assert not app.exception
    return [one.label for one in app.expander if one.label.startswith(words.t("since.title", at="|", day="")[:15])]


def test_only_a_later_look_at_other_figures_has_something_new(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert boxes("chief") == [], "the first look"
    assert boxes("chief") == [], "nothing is new"
    small.deliver(home, "counts_2021-01-09.csv", LATER)
    later(monkeypatch, minutes=31)
    (title,) = boxes("chief")
    assert "số liệu 08/01/2021" in title
    assert boxes("leader") == [], "who never looked"
    later(monkeypatch, minutes=60)
    assert boxes("chief") == [title], "a page loaded again is the same visit"
    later(monkeypatch, minutes=120)
    assert boxes("chief") == [], "seen by now"


def later(monkeypatch: pytest.MonkeyPatch, minutes: int) -> None:
    """So many minutes pass until somebody looks again."""

    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) + timedelta(minutes=minutes)

    monkeypatch.setattr(visits, "datetime", Later)


def test_it_tells_what_crossed_a_line_what_was_corrected_and_what_is_due(home: Path) -> None:
    small.deliver(home, "counts_2021-01-09.csv", LATER)
    chosen = Selection(EVERYTHING, "R", date(2021, 1, 9))
    said = orders.since_last(chosen, date(2021, 1, 8))
    assert "Số liệu mới sai trình tự các khâu: 1 đơn vị – Huyện A Một" in said
    assert "1 đơn vị báo lại số liệu những ngày đã báo: Huyện A Một (Hồ sơ thu nhận, thay đổi 50)" in said
    assert (
        "Không có: vượt ngưỡng, đổi trạng thái; số liệu cũ bị sửa; chỉ đạo mới, trả lời mới, quá hạn; đến hạn trong"
        in (orders.since_last(chosen, date(2021, 1, 9)))
    )
    due = orders.since_last(chosen.on(date(2021, 2, 26)), date(2021, 2, 25))
    left = queries.row("overview", chosen.on(date(2021, 2, 26)).of("received"))["remaining"]
    assert f"hạn 02/03/2021, còn thiếu {formats.number(left)}" in due
    assert "2 đơn vị có hạn riêng" in due


def test_it_tells_what_was_ordered_answered_overdue_and_is_due_to_those_whom_it_concerns(home: Path) -> None:
    definition, boss = small.loaded(home), Order("give_order", "boss", None, "vi")
    for unit, due in (("A", "2021-01-08"), ("B", "2021-01-10")):
        about = {"unit": unit, "measure": "received", "goal": 4000}
        id = ordering.give_order(definition, boss, "2021-01-08", f"việc của {unit}", due, **about)["order"]
    ordering.answer_order(definition, Order("answer_order", "head", "B", "vi"), id, "2021-01-08", "đã thêm ca")
    small.deliver(home, "counts_2021-01-09.csv", LATER)
    chosen = Selection(EVERYTHING, "R", date(2021, 1, 9), "received")
    of_a = ["Giao Tỉnh A ngày 08/01/2021: việc của A", "Tỉnh A quá hạn (hạn 08/01/2021): việc của A"]
    of_b = [
        "Giao Tỉnh B ngày 08/01/2021: việc của B",
        "head trả lời ngày 08/01/2021 về chỉ đạo giao Tỉnh B (việc của B): đã thêm ca",
        "Tỉnh B có chỉ đạo đến hạn ngày 10/01/2021: việc của B",
    ]
    for scope, told in (
        (EVERYTHING, [*of_a, *of_b]),
        (Scope(("R", "A", "B", "a1", "a2"), "A"), of_a),
        (Scope(("R", "A", "B", "b1"), "B"), of_b),
        (Scope(("R", "A", "B")), []),
    ):
        said = orders.since_last(replace(chosen, scope=scope), date(2021, 1, 8))
        assert [one for one in (*of_a, *of_b) if one in said] == told
        assert list(orders.news(replace(chosen, scope=scope), date(2021, 1, 9)).values()) == []


def test_nobody_is_told_of_another_province_s_districts(home: Path) -> None:
    small.deliver(home, "counts_2021-01-09.csv", LATER)
    own = Scope(("R", "A", "B", "b1"))
    assert "Huyện A Một" not in orders.since_last(Selection(own, "R", date(2021, 1, 9)), date(2021, 1, 8))


def test_a_record_that_is_not_whole_is_as_none(home: Path) -> None:
    visits.note("chief", date(2021, 1, 8), "x")
    (record,) = (home / "audit" / "visits").iterdir()
    assert record.stat().st_mode & 0o777 == 0o600 and "chief" not in record.name
    for text in ("{", "{}", '{"at": "x", "as_of": "2021-01-08", "snapshot": "x"}', "[]"):
        record.write_text(text, encoding="utf-8")
        assert visits.before("chief") is None
    assert visits.before("leader") is None
