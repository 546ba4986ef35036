"""What Excel, pandas and copying put around and into figures changes none of them."""

import duckdb
import pandas as pd
import pytest

from tests.ingest.conftest import known, rows

pytestmark = pytest.mark.usefixtures("in_this_process")

HEADER = "date;unit_code;measure;count"
ROW = "2021-06-01;001;received;5"
RECORDS = "application_id;district_code;received_on;approved_on;printed_on;returned_on;delivered_on"
RECORD = "A1;001;2021-05-01;;;;"
SERVICES = "service_id,name,kind,owner,planned_on,tested_on,connected_on\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "lines",
    [
        ["sep=;", HEADER, ROW],
        ["SEP=;", HEADER, ROW.replace("001", '"001"')],
        [HEADER + ";;;", ROW + ";;;"],
        [HEADER + ";" * 40, ROW + ";" * 40],
        [HEADER, ROW, *[";;;"] * 300],
        [HEADER, "", ROW, " ; ;;", "", ""],
        ["sep=;", RECORDS, RECORD],
        ["sep=;", RECORDS + ";;", RECORD + ";;", *[";" * 8] * 20],
        [RECORDS + ";" * 30, RECORD + ";" * 30],
    ],
)
def test_what_excel_puts_around_a_csv_is_no_fault(take, lines, end):
    outcome = take("file_2021-06-05.csv", end.join([*lines, ""]))
    assert (outcome.state, outcome.lines, outcome.accepted) == ("accepted", 2, 1), outcome
    assert known()["001", "received"] in (1, 5)


def test_lines_below_a_separator_line_keep_their_numbers(take):
    take("counts.csv", f'sep=;\n{HEADER}\n{ROW}\n;;;\n2021-06-01;"999";received;5\n')
    take("issuance_2021-06-05.csv", f"sep=;\n{RECORDS}\n{RECORD}\nA2;999;2021-05-01;;;;\nA3;001;2021-02-30;;;;\n")
    assert rows("select line, rule from quarantine order by all") == [
        (4, "unknown_unit"),
        (5, "not_a_date"),
        (5, "unknown_unit"),
    ]


def test_a_cell_behind_the_empty_columns_is_a_fault(take):
    take("counts.csv", f"{HEADER};;\n{ROW};;x\n")
    assert rows("select line, rule from quarantine") == [(2, "ragged_row")]


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_whole_numbers_that_pandas_has_made_doubles_are_whole(take, tmp_path, form):
    days = pd.to_datetime(["2021-06-01", "2021-06-02", "2021-06-03"])
    frame = pd.DataFrame({"date": days, "unit_code": [1.0, 2.0, 10.0], "measure": "received", "count": [10.0, None, 7]})
    frame.to_parquet(tmp_path / "frame.parquet") if form == "parquet" else frame.to_csv(
        tmp_path / "frame.csv", index=False
    )
    outcome = take(f"counts.{form}", (tmp_path / f"frame.{form}").read_bytes())
    assert (outcome.accepted, outcome.quarantined) == (2, 1)
    assert (known()["001", "received"], known()["010", "received"]) == (10, 7)
    assert rows("select rule from quarantine") == [("missing_value",)]


def test_records_whose_codes_are_doubles_are_counted(take, tmp_path):
    names = RECORDS.split(";")
    frame = pd.DataFrame([[1.0, 1.0, "2021-05-01"], [2.0, 10.0, "2021-05-02"]], columns=names[:3]).reindex(
        columns=names
    )
    frame.astype(dict.fromkeys(names[3:], "str")).fillna("").to_parquet(tmp_path / "frame.parquet")
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"copy (from '{tmp_path}/frame.parquet') to '{tmp_path}/rows.parquet'")
    assert take("issuance.parquet", (tmp_path / "rows.parquet").read_bytes()).quarantined == 0
    assert (known()["001", "received"], known()["010", "received"]) == (1, 1)


@pytest.mark.parametrize("number", ["10.5", "1.00", "10.", ".0", "1.000"])
def test_other_numbers_with_a_point_are_not_taken(take, number):
    assert take("counts.csv", f"{HEADER}\n{ROW[:-1]}{number}\n").accepted == 0


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x1f", "\x01", "\x7f", "\x85", "\uffff", "\ufffe", "\u2028"])
def test_characters_that_no_document_holds_do_not_get_in(take, mark):
    take("services.csv", SERVICES + f"S1,Khai{mark}tử,service,Bộ{mark},,,\n")
    assert rows("select name, owner from services") == [("Khai tử", "Bộ")]


@pytest.mark.parametrize("code", ["\u200b001", "001\u00a0", "\ufeff001", "001\u202c"])
def test_a_code_with_what_nobody_sees_is_known(take, code):
    assert take("counts.csv", f"{HEADER}\n{ROW.replace('001', code)}\n").state == "accepted"


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
@pytest.mark.parametrize("name", ["Đăng ký khai tử", "Hồ Chí Minh", "Bộ Công an", "Trả kết quả"])
def test_text_that_was_decoded_twice_is_held(take, name, wrong):
    try:
        garbled = name.encode().decode(wrong)
    except UnicodeDecodeError:  # a byte that Windows-1252 has no letter for stays as it is
        garbled = "".join(bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in name.encode())
    outcome = take("services.csv", SERVICES + f"S1,Khai tử,service,Bộ,,,\nS2,{garbled},service,Bộ,,,\n")
    assert (outcome.state, "3" in outcome.message) == ("held", True), outcome
    assert take("good.csv", SERVICES + f"S1,{name},service,MÃ ÂM Â,,,\n").state == "accepted"


def test_a_header_that_was_decoded_twice_is_held_with_what_it_would_say(take):
    header = "ngày,mã đơn vị,chỉ tiêu,số lượng"
    garbled = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in header.encode())
    outcome = take("counts.csv", garbled + "\n2021-06-01,001,received,5\n")
    assert (outcome.state, "chỉ tiêu" in outcome.message) == ("held", True), outcome
