"""The page, the report and what is to be decided say why items are missing, or what nobody has told."""

from datetime import date
from pathlib import Path

import pytest

from campaign import words
from campaign.report import content
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.direction import exhibits as direction
from campaign.subjects.reasons import exhibits as reasons
from tests import small, told_reasons
from tests.pages.test_pages import run

DAY = date(2021, 1, 20)
OF_A1 = [("a1", "absent", 1200), ("a1", "refused", 30), ("a1", "moved", 500)]
SAID = [*OF_A1, ("b1", "absent", 20), ("a2", "absent", 990)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """a1 lacks 2,800 of 3,000; a2 lacks 980, fewer than it has reasons for; b1 lacks 1,980."""
    home = tmp_path_factory.mktemp("missing") / "small"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_HOME", str(home))
        counts = "".join(
            f"2021-01-{day:02},{unit},received,{count}\n"
            for day in range(1, 21)
            for unit, count in {"a1": 10, "a2": 1, "b1": 1}.items()
        )
        small.delivered(told_reasons.folder(home), "date,unit_code,measure,count\n" + counts, toml=told_reasons.TOML)
        told_reasons.deliver(home, [(DAY, *row, DAY) for row in SAID])
    return home


@pytest.fixture(autouse=True)
def followed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    words.use("vi")


def asked(unit: str = "R", measure: str = "received", day: date = DAY) -> Selection:
    return Selection(EVERYTHING, unit, day, measure)


def test_the_page_says_why_and_what_can_be_done(home: Path) -> None:
    app = run("shortfall", as_of=f"{DAY}", measure="received")
    assert not app.exception
    said = " ".join(block.body for block in app.html)
    assert "nhiều nhất là “Đi vắng”: 2.210 trong 5.760 còn thiếu (38,3%)" in said
    assert "Mâu thuẫn" in said and "tổng cộng hơn 10: Tỉnh A 10" in said
    assert "hẹn ngoài giờ" in said


def test_the_numbers_of_the_chart_are_those_of_the_units(home: Path) -> None:
    shown = reasons.why(asked(), ahead=False)
    columns = ["unit", "lacking", "still_owed", "not_owed", "unexplained", "beyond"]
    table = shown.table.assign(unit=shown.table["name_vi"])[columns].to_numpy().tolist()
    assert table == [["Tỉnh A", 3780, 2220, 500, 1070, 10], ["Tỉnh B", 1980, 20, 0, 1960, 0]]
    bars = [trace for trace in shown.whole.data if trace.type == "bar"]
    assert {bar.name: list(bar.x) for bar in bars} == {
        "Đi vắng": [2190, 20],
        "Không đồng ý": [30, 0],
        "Đã chuyển đi": [500, 0],
        "Chưa rõ lý do": [1070, 1960],
    }
    parts = shown.native.values if shown.native else ()
    assert [shown.table[one].tolist() for one in parts] == [[2220, 20], [500, 0], [1070, 1960]]
    assert "3 trong 3 đơn vị đã nêu lý do, đều của ngày 20/01/2021" in shown.sentence


def test_what_is_expected_stands_beside_and_is_not_set_against(home: Path) -> None:
    shown = reasons.why(asked())
    assert ("expected_lack" in shown.table) and shown.table["lacking"].tolist() == [3780, 1980]
    if shown.table["expected_lack"].notna().all():
        assert "không trừ với các lý do này" in shown.sentence
    before = reasons.absent(asked(day=date(2021, 1, 19)))
    assert "đến 19/01/2021 chưa đơn vị nào nêu lý do" in before and "Nạp tệp" not in before, "somebody did, later"
    after = reasons.why(asked(day=date(2021, 3, 20)))
    assert "lacked" in after.table and "expected_lack" not in after.table


def test_what_is_not_owed_brings_nothing(home: Path) -> None:
    shown = reasons.remedies(asked())
    table = shown.table[["reason_vi", "owed", "persons"]].to_numpy().tolist()
    assert table == [["Đi vắng", True, 2210], ["Không đồng ý", True, 30], ["Đã chuyển đi", False, 500]]
    assert "nhiều nhất 2.210 trong 5.760 còn thiếu" in shown.sentence, "nobody knows what to do about a refusal"
    assert "500 người không còn phải làm" in shown.sentence
    assert "đề nghị điều chỉnh chỉ tiêu" in shown.whole and "Chiến dịch chưa nêu cách xử lý" in shown.whole


def test_every_reason_of_every_unit_can_be_taken_away(home: Path) -> None:
    table = reasons.by_unit(asked("A"))
    found = [(row.name_vi, row.reason_vi, row.persons, round(row.lacking_share, 4)) for row in table.itertuples()]
    assert sorted(found) == [
        ("Huyện A Hai", "Đi vắng", 990, round(990 / 980, 4)),
        ("Huyện A Một", "Không đồng ý", 30, round(30 / 2800, 4)),
        ("Huyện A Một", "Đi vắng", 1200, round(1200 / 2800, 4)),
        ("Huyện A Một", "Đã chuyển đi", 500, round(500 / 2800, 4)),
    ]


def test_a_proposal_names_the_reason_that_explains_much_and_what_to_do() -> None:
    (slow,) = [one for one in direction.decide(asked("A")) if one.rule == "slow"]
    assert slow.reason.endswith(
        "Tại Huyện A Một, 1.200 trong 2.800 đang thiếu ở các đơn vị báo cáo (42%) "
        "vì lý do “Đi vắng” (báo cáo ngày 20/01/2021); cách xử lý: hẹn ngoài giờ."
    )
    assert set(reasons.leading(asked("A"))) == {"a1", "A"}, "those of a2 contradict its figures"
    assert "Tỉnh B" not in {unit for unit in reasons.leading(asked())}
    before = direction.decide(asked("A", day=date(2021, 1, 19)))
    assert not any("vì lý do" in one.reason for one in before)


def test_the_report_says_it_too() -> None:
    made = content.report(asked("A"), "https://tiendo.example.vn/?unit=A")
    (section,) = [one for one in made.sections if one.key == "ahead"]
    assert any("nhiều nhất là “Đi vắng”: 2.190 trong 3.780" in text for text in section.paragraphs)
    assert [len(one.frame) for one in section.tables if one.key == "remedies"] == [3]


def test_what_is_not_there_is_said_in_a_line(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "chưa đơn vị nào nêu lý do" in reasons.absent(asked(day=date(2021, 1, 19)))
    assert "chưa đơn vị nào nêu lý do" in reasons.absent(asked(measure="printed"))
    assert reasons.absent(asked()) == ""
    monkeypatch.setenv("CAMPAIGN_HOME", str(small.delivered(tmp_path / "without")))
    assert "chưa khai báo lý do" in reasons.absent(asked())
    only = told_reasons.TOML.replace('measure = "printed"', "")
    monkeypatch.setenv("CAMPAIGN_HOME", str(small.delivered(tmp_path / "received", toml=only)))
    assert "không có lý do nào được khai báo cho Thẻ đã in, chỉ có cho: Hồ sơ thu nhận" in reasons.absent(
        asked(measure="printed")
    )
    app = run("shortfall", as_of="2021-01-05", measure="printed")
    assert not app.exception and any("Vì sao còn thiếu" in one.body for one in app.html)
