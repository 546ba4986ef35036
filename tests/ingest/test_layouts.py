"""A file as an office types it is taken once a person has said yes to how it is read; the next one goes straight in."""

from datetime import date
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from campaign import words
from campaign.__main__ import cli
from campaign.ingest import deliveries, publish
from campaign.ingest.layouts import model
from tests.ingest.books import book
from tests.ingest.conftest import known, rows
from tests.ingest.test_packings import in_old_encoding

pytestmark = pytest.mark.usefixtures("in_this_process")

TITLE = [("CÔNG AN TỈNH MỘT",), ("BÁO CÁO THU NHẬN NGÀY 05/6/2021",), ()]
WIDE = [
    ("STT", "Đơn vị", "01/06/2021", "02/06/2021", "Ghi chú"),
    (1, "Huyện Một", 5, 7, ""),
    (2, "Huyện Mười", "1.038.120", "-", "trễ"),
    ("", "Tổng cộng", 1038125, 7, ""),
    ("Người lập biểu",),
]
TWO_ROWS = [
    ("TT", "Mã đơn vị", "Bước received", "", "Bước printed", ""),
    ("", "", "Trong ngày", "Lũy kế", "Trong ngày", "Lũy kế"),
    ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
    (1, "001", 5, 50, 3, 30),
    (2, "010", 7, 70, 4, 40),
]
THREE_ROWS = [
    ("Đơn vị", "Kết quả", "", "", ""),
    ("", "Bước received", "", "Bước printed", ""),
    ("", "Lũy kế", "Trong ngày", "Lũy kế", "Trong ngày"),
    ("Huyện Một", 50, 5, 30, 3),
    ("Huyện Mười", 70, 7, 40, 4),
]
DAYS_ABOVE = [
    ("Mã đơn vị", "1/6", "", "2/6", ""),
    ("", "Bước received", "Bước printed", "Bước received", "Bước printed"),
    ("001", 5, 3, 7, 0),
]
LONG = "Ngày,Mã đơn vị,Chỉ tiêu,Số lượng\n"
MONTH_FIRST = LONG.replace("Ngày", "Ngày (tháng trước)")


@pytest.fixture
def run(store_home, tmp_path):
    """run("accept", name, content, *options): exit code and what is said."""

    def run(command: str, name: str, content: str | bytes, *options: str) -> tuple[int, str]:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        result = CliRunner().invoke(cli, ["layout", command, str(tmp_path / name), *options])
        return result.exit_code, result.output

    return run


def counted(measure: str = "received") -> dict[str, int]:
    """Items of the units that report."""
    return {unit: items for (unit, counts), items in known().items() if counts == measure and len(unit) == 3}


@pytest.mark.parametrize(
    ("name", "content", "received"),
    [
        ("a.csv", "Báo cáo;;;\n;;;\ndate;unit_code;measure;count\n2021-06-01;001;received;5\n", {"001": 5}),
        (
            "a.xlsx",
            book({"A": [TITLE[0], ("Ngày", "Đơn vị", "Số lượng"), ("1/6/2021", "H. Một", 5), ("2/6/2021", "Hai", 6)]}),
            {"001": 5, "002": 6},
        ),
        ("a_2021-06-05.xlsx", book({"Bìa": [("BÁO CÁO",), ("Tỉnh Một",)], "B": WIDE}), {"001": 12, "010": 1_038_120}),
        ("a_2021-06-05.xlsx", book({"A": TWO_ROWS}), {"001": 5, "010": 7}),
        ("BC ngày 5-6-2021.xlsx", book({"A": THREE_ROWS}), {"001": 5, "010": 7}),
        ("a_2021-06-05.xlsx", book({"A": DAYS_ABOVE}), {"001": 12}),
        (
            "a_2021-06-05.xlsx",
            book({"A": [("STT", "Mã đơn vị", "Đơn vị", "Bước received", "Bước printed"), (1, "001", "Một", 5, 3)]}),
            {"001": 5},
        ),
        ("a.csv", LONG + "5/6/2021,1,received,38.120\n13/6/2021,1,received,1.038.120\n", {"001": 1_076_240}),
        ("a.csv", LONG + '5/6/2021,1,received,"38,120"\n', {"001": 38_120}),
        ("a.csv", LONG + "5/6/2021,1,received,38 120\n", {"001": 38_120}),
        ("a.csv", MONTH_FIRST + "6/1/2021,1,received,5\n6/13/2021,1,received,6\n", {"001": 11}),
        ("a.csv", LONG + "5/6/2021,001,received,5 thẻ\n,002,received,6\n,010,received,–\n", {"001": 5, "002": 6}),
        ("a.csv", LONG + "5/6/2021,001,received,5\nTổng cộng,,,5\n", {"001": 5}),
        ("thu_nhan_2021-06-05.csv", "Mã đơn vị,Số lượng\n001,5\n002,6\n", {"001": 5, "002": 6}),
        ("a.csv", in_old_encoding(LONG + "5/6/2021,001,Bước received,5\n", "TCVN3"), {"001": 5}),
        ("a.csv", in_old_encoding(LONG + "5/6/2021,001,Bước received,5\n", "Windows-1258"), {"001": 5}),
        ("a_2021-06-04.csv", LONG.replace("Ngày", "Ngày số liệu") + "5/6/2021,001,received,5\n", {"001": 5}),
    ],
    ids=[
        "title rows", "names", "cover, one column a day", "two rows, a day's and running",
        "three rows, a day in the name as offices write it", "two rows, days above",
        "one column a measure", "points", "commas", "spaces", "months first", "dashes, words, merged days", "a sum",
        "no day, no measure", "TCVN3", "Windows-1258", "a day after the name's",
    ],
)  # fmt: skip
def test_a_file_as_offices_type_it_is_taken_after_a_yes(take, run, name, content, received):
    code, said = run("suggest", name, content)
    assert (code, publish.served()) == (0, None), said
    code, said = run("accept", name, content)
    assert code == 0, said
    outcome = take(name, content)
    assert (outcome.state, counted()) == ("accepted", received), (outcome, said)


def test_the_next_file_of_the_kind_goes_straight_in(take, run):
    run("accept", "week_2021-06-05.xlsx", book({"A": WIDE}))
    days = [(3, 4), (5, 6)]
    for first, second in days:
        header = ("STT", "Đơn vị", date(2021, 6, first), date(2021, 6, second), date(2021, 6, second + 10), "Ghi chú")
        assert take(f"w{first}.xlsx", book({"A": [*TITLE, header, (1, "Mười", 1, 2, "x", "")]})).accepted == 2
    assert counted() == {"010": 6}


def test_an_unknown_unit_is_shown_whole_and_keeps_its_line(take, run):
    content = book({"A": [*TITLE, *WIDE[:2], (2, "Huyện Chín", 4, 4, "")]})
    said = run("suggest", "week_2021-06-05.xlsx", content)[1]
    assert "Huyện Chín" in said and "12" in said
    run("accept", "week_2021-06-05.xlsx", content)
    outcome = take("week_2021-06-05.xlsx", content)
    assert (outcome.accepted, outcome.quarantined) == (2, 2)
    assert "Huyện Chín" in outcome.message
    lines = {row["line"] for row in deliveries.table("quarantine", outcome.delivery_id)}
    assert lines == {6}


def test_a_layout_can_be_changed_before_it_is_accepted(take, run):
    content = "Mã đơn vị,Số lượng\n001,5\n"
    code, said = run("accept", "a_2021-06-05.csv", content, "--set", "fixed.measure=printed")
    assert code == 0, said
    take("a_2021-06-05.csv", content)
    assert (counted(), counted("printed")) == ({}, {"001": 5})


@pytest.mark.parametrize(
    "change",
    [
        "mood=good",
        "kind=poems",
        "encoding=EBCDIC",
        "columns.so_luong=mood",
        "header_rows=9",
        "within=77",
        "units.x=77",
        "x",
    ],
)
def test_what_no_layout_has_is_refused_in_a_sentence(run, change):
    code, said = run("accept", "a_2021-06-05.csv", "Mã đơn vị,Số lượng\n001,5\n", "--set", change)
    assert (code, "Traceback" in said) == (1, False), said
    assert model.known() == ()


def test_a_sheet_with_both_marks_says_where_they_stand_and_both_part_thousands_after_a_yes(take, run):
    header, two = LONG, '5/6/2021,001,received,1.038\n6/6/2021,001,received,"1,040"\n7/6/2021,001,received,1.042\n'
    refused = take("a.csv", header + two)
    assert refused.state == "held"
    assert "dấu chấm ở dòng 2, 4" in refused.message and "dấu phẩy ở dòng 3" in refused.message
    assert "layout suggest" in refused.message and "'1234'" not in refused.message
    code, said = run("accept", "a.csv", header + two)
    assert (code, "1038" in said, "dấu phẩy ở dòng 3" in said) == (0, True, True), said
    outcome = take("b.csv", header + two + '8/6/2021,001,received,"1.044,5"\n')
    assert counted() == {"001": 1038 + 1040 + 1042}
    assert [row["line"] for row in deliveries.table("quarantine", outcome.delivery_id)] == [5]
    assert "dấu phẩy ở dòng 3" in outcome.message


def test_a_unit_is_called_otherwise_by_an_office(take, run):
    content = "Mã đơn vị,Số lượng\nĐội Một,5\n002,6\n"
    said = run("suggest", "a_2021-06-05.csv", content)[1]
    assert "Đội Một" in said and "units." in said
    assert run("accept", "a_2021-06-05.csv", content, "--set", "units.đội một=001")[0] == 0
    assert model.known()[0].units == {"đội một": "001"}
    assert take("a_2021-06-05.csv", content).state == "accepted"
    assert counted() == {"001": 5, "002": 6}


def test_what_a_province_does_itself_is_told_by_a_unit_of_its_own(take, run, store_home):
    """A province's figure on a file of provinces: kept to compare with, or said to be its own beside its districts'."""
    take("counts_2021-06-01.csv", "date,unit_code,measure,total\n2021-06-01,001,received,9\n")
    content = "Ngày,Mã tỉnh,Chỉ tiêu,Lũy kế\n1/6/2021,01,received,100\n"
    code, said = run("suggest", "a.csv", content)
    assert (code, "units.csv" in said) == (0, True), said
    with (store_home / "units.csv").open("a") as file:
        file.write("01T,01,district,Phần tỉnh Một tự làm\n")
    assert run("accept", "a.csv", content, "--set", "units.01=01T")[0] == 0
    assert take("a.csv", content).state == "accepted"
    assert (known()["01T", "received"], known()["01", "received"]) == (100, 109)


def test_what_no_figure_can_come_from_is_not_accepted(run):
    code, said = run("accept", "a.csv", "Ngày,Mã tỉnh,Chỉ tiêu,Số lượng\n1/6/2021,01,received,9\n")
    assert (code, "không dòng nào" in said) == (1, True), said
    assert run("suggest", "poem.csv", "mùa xuân\nmùa hạ\n")[0] == 1
    assert model.known() == ()


def test_two_columns_that_say_the_same_are_held(take, run):
    run("accept", "week_2021-06-05.xlsx", book({"A": WIDE}))
    header = ("STT", "Đơn vị", "03/06/2021", "03/06/2021", "Ghi chú")
    outcome = take("twice.xlsx", book({"A": [header, (1, "Mười", 1, 2, "")]}))
    assert outcome.state == "held", outcome
    assert known() == {}


def test_a_name_that_stands_in_two_provinces_is_the_one_of_the_title(take, run, store_home):
    with (store_home / "units.csv").open("a") as file:
        file.write("020,02,district,Huyện Một\n")
    rows = [("Ngày", "Đơn vị", "Chỉ tiêu", "Số lượng"), ("1/6/2021", "Huyện Một", "received", 5)]
    assert run("accept", "a.xlsx", book({"A": [("CÔNG AN TỈNH MỘT",), *rows]}))[0] == 0
    take("one.xlsx", book({"A": [("CÔNG AN TỈNH MỘT",), *rows]}))
    take("two.xlsx", book({"A": [("CÔNG AN TỈNH HAI",), *rows]}))
    assert counted() == {"001": 5, "020": 5}
    assert take("none.xlsx", book({"A": rows})).accepted == 0


def test_sheets_of_one_kind_are_one_delivery_and_others_are_named(take, run):
    content = book(
        {
            "A": WIDE,
            "B": [("STT", "Đơn vị", "03/06/2021", "04/06/2021", "Ghi chú"), (1, "Hai", 4, 4, "")],
            "C": [("x", "y")],
        }
    )
    run("accept", "week.xlsx", content)
    outcome = take("week.xlsx", content)
    assert counted() == {"001": 12, "010": 1_038_120, "002": 8}
    assert "'C'" in outcome.message and "'B'" not in outcome.message


def test_an_older_layout_stays_and_the_list_tells_who_and_when(run):
    run("accept", "a_2021-06-05.csv", "Mã đơn vị,Số lượng\n001,5\n")
    run("accept", "a_2021-06-05.csv", "Mã đơn vị,Số lượng\n001,5\n", "--set", "fixed.measure=printed")
    newer, older = model.known()
    assert (older.fixed["measure"], newer.fixed["measure"]) == ("received", "printed")
    listed = CliRunner().invoke(cli, ["layout", "list"]).output
    assert newer.accepted_by in listed and newer.accepted_at[:19] in listed and len(listed.splitlines()) == 2


def test_a_file_that_is_held_is_explained_by_its_id(take, run, tmp_path):
    content = "Mã đơn vị,Số lượng\n001,5\n"
    outcome = take("a_2021-06-05.csv", content)
    assert "layout suggest" in outcome.message
    (tmp_path / "a_2021-06-05.csv").unlink()
    result = CliRunner().invoke(cli, ["layout", "accept", outcome.delivery_id])
    assert result.exit_code == 0, result.output
    assert counted() == {"001": 5}
    assert take("a_2021-06-05.csv", content).state == "known"
    assert CliRunner().invoke(cli, ["layout", "suggest", "nowhere.csv"]).exit_code == 1


def test_a_layout_that_cannot_be_read_is_named(take, store_home):
    Path(store_home, "layouts").mkdir()
    Path(store_home, "layouts", "old.toml").write_text("kind = ")
    outcome = take("a.csv", LONG + "5/6/2021,001,received,5\n")
    assert (outcome.state, "old.toml" in outcome.message) == ("held", True)


def test_a_file_by_its_contract_is_read_by_it_whatever_layouts_there_are(take, run):
    run("accept", "week_2021-06-05.xlsx", book({"A": WIDE}))
    assert take("a.csv", LONG + "5/6/2021,001,received,5\n").message == ""
    assert counted() == {"001": 5}


def test_a_layout_with_the_contract_s_header_reads_nothing_that_the_contract_can_read(take, run):
    """Accepted for an office that writes months first, names and dashes under the contract's own header."""
    odd = LONG + "6/13/2021,Huyện Mười,received,5\n"
    assert run("accept", "a.csv", odd, "--set", "day_order=mdy")[0] == 0
    assert take("odd.csv", odd).accepted == 1
    take("a_2021-06-07.csv", LONG + "5/6/2021,001,received,7\n")
    take("b_2021-06-08.csv", LONG + "6/6/2021,001,received,8\n7/6/2021,Huyện Hai,received,9\n")
    days = rows("select date::varchar, value from reports where unit_code = '001' order by all")
    assert days == [("2021-06-05", 7), ("2021-06-06", 8)]


def test_a_layout_that_reads_otherwise_what_the_contract_reads_is_refused(run):
    code, said = run("accept", "a.csv", LONG + "6/1/2021,001,received,5\n6/13/2021,001,received,6\n")
    assert (code, "ghi tháng trước" in said) == (1, True), said
    code, said = run("accept", "a.csv", LONG + "6/1/2021,001,received,5\nmai,001,received,6\n")
    assert (code, "'counts'" in said, "1 dòng" in said) == (1, True, True), said
    assert run("suggest", "b.csv", LONG + "1/6/2021,001,received,5\n")[0] == 1
    assert model.known() == ()


def test_a_layout_adds_the_lines_that_the_contract_refuses(take, run):
    content = LONG + "5/6/2021,001,received,400\n5/6/2021,002,received,-\n5/6/2021,010,received,400 thẻ\n"
    assert take("a.csv", content).accepted == 1
    run("accept", "a.csv", content)
    assert take("b.csv", content + "6/6/2021,001,received,5\n").state == "accepted"
    assert counted() == {"001": 405, "010": 400}


def test_a_unit_is_the_one_that_has_the_name_on_the_day(take, run, store_home):
    """001 and 002 become 003 on 11 June, which is called like the first of them."""
    header, *units = (store_home / "units.csv").read_text().splitlines()
    ended = {"001": ",2021-06-10,003", "002": ",2021-06-10,003"}
    lines = [f"{header},valid_from,valid_to,successor", *(f"{unit},{ended.get(unit[:3], ',,')}" for unit in units)]
    (store_home / "units.csv").write_text("\n".join([*lines, "003,01,district,Huyện Một,2021-06-11,,\n"]))
    content = book({"A": [*TITLE, ("Đơn vị", "10/06/2021", "11/06/2021"), ("Huyện Một", 5, 7), ("Huyện Hai", 2, 3)]})
    assert run("accept", "a_2021-06-12.xlsx", content)[0] == 0
    outcome = take("a_2021-06-12.xlsx", content)
    assert rows("select unit_code, day(date), value from reports order by all") == [
        ("001", 10, 5),
        ("002", 10, 2),
        ("003", 11, 7),
    ]
    assert [row["rule"] for row in deliveries.table("quarantine", outcome.delivery_id)] == ["unit_ended"]
    assert "002 → 003 Huyện Một" in outcome.message


AS_TYPED = [
    ("CÔNG AN TỈNH MỘT",),
    ("BÁO CÁO NGÀY 20 THÁNG 6 NĂM 2021",),
    ("STT", "Đơn vị", "Bước received", "Đạt %"),
    (1, "1. Công an huyện Một (CA)", 5, 1.12),
    (2, "Huyện Hai", 6, 2.06),
    ("", "Cộng", 11, ""),
    ("", "Người lập biểu", "Thủ trưởng đơn vị", ""),
    ("STT", "Đơn vị", "Bước printed", "Đạt %"),
    (1, "Huyện Một", 3, 1),
]


def test_what_hands_put_around_a_table_is_no_figure_and_what_is_not_read_is_told(take, run):
    """The day stands in the title, who signed below, and under them another table."""
    content = book({"A": AS_TYPED})
    assert run("accept", "a.xlsx", content)[0] == 0
    outcome = take("a.xlsx", content)
    assert (outcome.state, counted(), counted("printed")) == ("accepted", {"001": 5, "002": 6}, {})
    assert rows("select distinct date::varchar from reports") == [("2021-06-20",)]
    assert "từ dòng 8 có bảng khác" in outcome.message and "dòng 6, 7" in outcome.message
    take("b.xlsx", book({"A": [AS_TYPED[0], ("NGÀY 21/6/2021",), *AS_TYPED[2:4]]}))
    assert counted() == {"001": 10, "002": 6}
    untitled = take("c.xlsx", book({"A": AS_TYPED[2:4]}))
    assert untitled.accepted == 0 and "tên tệp hoặc dòng đầu trang" in untitled.message


def test_a_day_is_read_as_it_is_written_in_letters(take, run):
    content = LONG + "ngày 5 tháng 6 năm 2021,001,received,5\nNgày 06/6/2021,001,received,6\n"
    assert run("accept", "a.csv", content)[0] == 0
    assert take("a.csv", content).state == "accepted"
    assert rows("select day(date), value from reports order by all") == [(5, 5), (6, 6)]


def test_a_sheet_s_name_is_its_title_where_it_tells_a_day_or_a_province(take, run, store_home):
    with (store_home / "units.csv").open("a") as file:
        file.write("020,02,district,Huyện Một\n")
    sheet = [("Đơn vị", "Bước received"), ("Huyện Một", 5)]
    content = book({"Tỉnh Một": [("05/06/2021",), *sheet], "Tỉnh Hai": [("06/06/2021",), *sheet]})
    assert run("accept", "a.xlsx", content)[0] == 0
    take("a.xlsx", content)
    assert rows("select unit_code, day(date), value from reports order by all") == [("001", 5, 5), ("020", 6, 5)]
    days = book({"7.6": [("Tỉnh Một",), *sheet], "8.6": [("Tỉnh Hai",), *sheet], "1": sheet})
    assert take("b.xlsx", days).quarantined == 1  # the sheet 1 tells neither
    assert counted() == {"001": 10, "020": 10}


MONTH = [
    ("CÔNG AN TỈNH MỘT",),
    ("KẾT QUẢ THU NHẬN THÁNG 5 NĂM 2021",),
    ("STT", "Đơn vị", *range(1, 32), "Cộng"),
    (1, "Huyện Một", *[2] * 31, 62),
    (2, "Huyện Hai", *[3] * 30, "", 90),
]


def test_days_that_are_numbers_are_those_of_the_month_in_the_title(run, take):
    content = book({"Sheet": MONTH})
    assert run("accept", "thang_5.xlsx", content, "--set=fixed.measure=received")[0] == 0
    assert take("bao_cao.xlsx", content).state == "accepted"
    assert known()["R", "received"] == 62 + 90
    assert rows("select min(date), max(date), count(*) from reports") == [(date(2021, 5, 1), date(2021, 5, 31), 61)]


@pytest.mark.parametrize(
    ("sheet", "title", "name"),
    [("T6.2021", "KẾT QUẢ", "a.xlsx"), ("Sheet", "KẾT QUẢ", "ket_qua_2021-06.xlsx"), ("6", "Tháng 06/2021", "a.xlsx")],
)
def test_the_next_month_of_the_kind_goes_straight_in_wherever_its_month_stands(run, take, sheet, title, name):
    assert run("accept", "thang_5.xlsx", book({"Sheet": MONTH}), "--set=fixed.measure=received")[0] == 0
    june = [MONTH[0], (title,), ("STT", "Đơn vị", *range(1, 31), "Cộng"), (1, "Huyện Một", *[2] * 30, 60)]
    assert take(name, book({sheet: june})).state == "accepted"
    assert rows("select min(date), max(date), count(*) from reports") == [(date(2021, 6, 1), date(2021, 6, 30), 30)]


def test_a_month_may_stand_above_the_numbers_of_its_days(run, take):
    above = [("STT", "Đơn vị", "Tháng 5/2021", *[""] * 30), ("", "", *range(1, 32)), (1, "Huyện Một", *[2] * 31)]
    assert run("accept", "thang_5.xlsx", book({"Sheet": above}), "--set=fixed.measure=received")[0] == 0
    june = [("STT", "Đơn vị", "Tháng 6/2021", *[""] * 29), ("", "", *range(1, 31)), (1, "Huyện Một", *[2] * 30)]
    assert take("b.xlsx", book({"Sheet": june})).state == "accepted"
    assert rows("select min(date), max(date), count(*) from reports") == [(date(2021, 6, 1), date(2021, 6, 30), 30)]


def test_days_without_a_month_are_said_and_none_is_guessed(run):
    code, said = run("accept", "a.xlsx", book({"Sheet": [MONTH[0], *MONTH[2:]]}), "--set=fixed.measure=received")
    assert code != 0
    assert "Tháng 5 năm 2021" in said


@pytest.mark.parametrize("heading", [("I", "Tỉnh Một", 300, ""), ("", "I. Tỉnh Một", "", ""), ("TỈNH MỘT",)])
def test_a_row_of_a_province_above_its_districts_is_not_added_and_says_where_they_lie(run, take, store_home, heading):
    units = store_home / "units.csv"
    units.write_text(units.read_text().replace("010,02,district,Huyện Mười", "010,02,district,Huyện Một"))
    table = [
        ("STT", "Đơn vị", "Bước received", "Ghi chú"),
        heading,
        (1, "Huyện Một", 100, ""),
        (2, "Huyện Hai", 200, ""),
        ("II", "Tỉnh Hai", 7, ""),
        (1, "Huyện Một", 7, ""),
        ("", "Tổng cộng", 307, ""),
    ]
    code, said = run("accept", "bao_cao_2021-06-05.xlsx", book({"Sheet": table}))
    assert code == 0
    assert "Dòng 2, 5 là dòng của đơn vị cấp trên" in said
    assert take("bao_cao_2021-06-06.xlsx", book({"Sheet": table})).state == "accepted"
    assert known() == {
        **{("001", "received"): 100, ("002", "received"): 200, ("010", "received"): 7},
        **{("01", "received"): 300, ("02", "received"): 7, ("R", "received"): 307},
    }


def test_a_row_of_a_province_without_districts_is_refused_and_not_lost(run):
    table = [("Đơn vị", "Bước received"), ("Tỉnh Hai", 7), ("Tỉnh Một", 300), ("Huyện Một", 100)]
    _, said = run("suggest", "bao_cao_2021-06-05.xlsx", book({"Sheet": table}))
    assert "Dòng 3 là dòng của đơn vị cấp trên" in said
    assert "Không nhận: 1 dòng: Không phải đơn vị báo cáo" in said


def test_counts_of_provinces_are_said_to_be_so_with_the_command_that_takes_them(run, tmp_path):
    content = "Ngày,Mã tỉnh,Chỉ tiêu,Số lượng\n1/6/2021,01,received,9\n1/6/2021,02,received,7\n"
    for command in ("suggest", "accept"):
        code, said = run(command, "a.csv", content)
        assert code == 1
        assert "cấp trên (01, 02)" in said
        assert f"campaign layout accept {tmp_path / 'a.csv'} --set units.01=" in said


CODES = "Ngày,Mã tỉnh,Chỉ tiêu,Lũy kế\n1/6/2021,1,received,9\n1/6/2021,2,received,7\n"
NAMES = "Đơn vị,Bước received lũy kế\nMột,9\nHai,7\nBốn,5\nTổng cộng,21\n"


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (CODES, {"01": 9, "02": 7}),
        (NAMES, {"01": 9, "02": 7, "04": 5}),
        ("date,unit_code,measure,total\n2021-06-01,01,received,9\n", {"01": 9}),
    ],
    ids=["codes that Excel took for numbers", "names that are districts', too", "the contract's columns"],
)
def test_totals_of_units_above_are_proposed_as_figures_to_compare_with(take, run, store_home, content, kept):
    with (store_home / "units.csv").open("a") as file:
        file.write("04,R,province,Tỉnh Bốn\n")
    code, said = run("accept", "a_2021-06-05.csv", content)
    assert (code, words.t("ingest.layout_controls") in said) == (0, True), said
    outcome = take("a_2021-06-05.csv", content)
    assert (outcome.kind, outcome.state) == ("controls", "accepted"), outcome
    assert dict(rows("select unit_code, published from controls")) == kept
    assert known() == {}


@pytest.mark.parametrize(
    "content",
    ["Đơn vị,Bước received lũy kế\nMột,9\n", "Đơn vị,Bước received lũy kế\nTỉnh Một,9\nHuyện Một,9\nHuyện Hai,7\n"],
    ids=["one name of a province and a district", "a province above its districts"],
)
def test_where_a_unit_that_reports_may_be_meant_totals_are_counted(take, run, content):
    assert run("accept", "a_2021-06-05.csv", content)[0] == 0
    assert take("a_2021-06-05.csv", content).kind == "totals"
    assert known()["001", "received"] == 9


def test_a_person_may_say_that_figures_are_to_compare_with(take, run):
    content = "Đơn vị,Bước received\nMột,9\nHai,7\n"
    assert run("accept", "a_2021-06-05.csv", content, "--set", "kind=controls")[0] == 0
    assert take("a_2021-06-05.csv", content).kind == "controls"
    assert dict(rows("select unit_code, published from controls")) == {"01": 9, "02": 7}


def test_a_parquet_file_is_explained_as_any_other(take, run, tmp_path):
    rows = "(values ('Huyện Một', '5/6/2021', 5.0), ('Huyện Hai', '6/6/2021', null))"
    with duckdb.connect(":memory:") as connection:
        columns = '"Đơn vị", "Ngày", "Số lượng"'
        connection.execute(f"copy (from {rows} as t({columns})) to '{tmp_path}/made.parquet' (format parquet)")
    content = (tmp_path / "made.parquet").read_bytes()
    outcome = take("so_lieu.parquet", content)
    assert (outcome.state, "layout suggest" in outcome.message) == ("held", True)
    assert run("accept", "so_lieu.parquet", content)[0] == 0
    assert take("so_lieu.parquet", content).state == "accepted"
    assert counted() == {"001": 5}


@pytest.mark.parametrize("late", ["5/21/2021", "5/21/21", "5-21-2021", "5/21/2021 12:00:00 AM"])
def test_days_with_the_month_first_under_a_contract_s_header_are_held_and_taken_under_another(take, run, late):
    rows = f"5/6/2021,001,received,5\n{late},001,received,6\n"
    outcome = take("a.csv", LONG + rows)
    assert outcome.state == "held", outcome
    assert "ghi tháng trước" in outcome.message and "dòng 3" in outcome.message and "layout suggest" in outcome.message
    assert run("accept", "a.csv", LONG + rows)[0] == 1  # else the next file of the contract would be read so
    assert known() == {}
    assert run("accept", "a.csv", MONTH_FIRST + rows.replace(late, "5/21/2021"))[0] == 0
    assert take("b.csv", MONTH_FIRST + rows.replace(late, "5/21/2021")).state == "accepted"
    assert publish.served() and counted() == {"001": 11}


def test_one_day_with_the_month_first_among_others_costs_its_own_line(take):
    outcome = take("a.csv", LONG + "13/5/2021,001,received,5\n5/21/2021,001,received,6\n")
    assert (outcome.accepted, outcome.quarantined) == (1, 1)


def test_a_second_table_in_a_text_is_not_read_by_the_header_of_the_first(take):
    below = "Mã đơn vị,Ngày,Chỉ tiêu,Lũy kế\n001,6/5/2021,received,50\n"
    outcome = take("a.csv", LONG + "5/5/2021,001,received,5\n\n" + below)
    assert (outcome.state, "dòng 4" in outcome.message) == ("held", True), outcome
    assert take("b.csv", LONG + "5/5/2021,001,received,5\n" + LONG + "6/5/2021,001,received,6\n").accepted == 2
