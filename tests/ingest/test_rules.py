"""Every rule has a row that breaks it, and words in both languages."""

import re

import pytest

from campaign import words
from campaign.ingest import build
from tests.ingest.conftest import rows

COUNTS = "date,unit_code,measure,count,province_code,reported_on\n"
RECORDS = "application_id,district_code,received_on,approved_on,printed_on,returned_on,delivered_on\n"
BROKEN = {
    ("counts_2021-06-05.csv", COUNTS): {
        b"2021-06-01,001,received,5,01,": None,
        b"2021-06-01,1,printed,5,1,2021-06-02": None,
        "01/06/2021,002,Bước received,5,,".encode(): None,
        b"2021-06-01,001,received": "ragged_row",
        b"2021-06-01,001,received,5,01,,more": "ragged_row",
        b'2021-06-02,001,"received,5,01,': "unclosed_quote",
        b"2021-06-02,001,rec\0eived,5,01,": "control_character",
        b"2021-06-02,001,rec\xe0\xe1,5,01,": "bad_encoding",
        b"2021-06-02,,received,5,01,": "missing_value",
        b"2021-02-30,001,received,5,01,": "not_a_date",
        b"2020-12-31,001,received,5,01,": "date_out_of_window",
        b"2021-06-06,001,received,5,01,": "date_out_of_window",
        b"2062-06-01,001,received,5,01,": "date_out_of_window",
        b"0026-06-01,001,received,5,01,": "date_out_of_window",
        b"2021-06-03,001,received,5,01,2021-06-02": "date_out_of_window",
        b"2021-06-02,999,received,5,01,": "unknown_unit",
        b"2021-06-02,01,received,5,01,": "not_reporting_unit",
        b"2021-06-02,001,received,5,02,": "unit_of_other_province",
        b"2021-06-02,001,cooked,5,01,": "unknown_measure",
        b"2021-06-02,001,received,-5,01,": "not_a_count",
        b"2021-06-02,001,received,NaN,01,": "not_a_count",
        b"2021-06-02,001,received,1e400,01,": "not_a_count",
        b"2021-06-02,001,received,99999999999999999999,01,": "not_a_count",
        "2021-06-02,001,received,１２,01,".encode(): "not_a_count",
        b"2021-06-01,001,received,7,01,": "duplicate_row",
    },
    ("issuance_2021-06-05.csv", RECORDS): {
        b"A1,001,2021-05-01,2021-05-02,,,": None,
        b"A2,1,01/05/2021,,03/05/2021,,": None,
        b"A3,001,2021-05-03,2021-05-02,,,": "stages_out_of_order",
        b"A4,001,2021-05-03,,,2021-05-02,": "stages_out_of_order",
        b"A1,002,2021-05-01,,,,": "duplicate_id",
        b",001,2021-05-01,,,,": "missing_value",
        b"A5,999,2021-05-01,,,,": "unknown_unit",
        b"A6,02,2021-05-01,,,,": "not_reporting_unit",
        b"A7,001,2021-02-30,,,,": "not_a_date",
        b"A8,001,2021-05-01,2021-06-06,,,": "date_out_of_window",
        b"A9,001,2021-05-01": "ragged_row",
    },
    ("defects_2021-06-05.csv", "date,unit_code,defect,open\n"): {
        b"2021-06-01,001,no_birthday,5": None,
        "2021-06-01,002,Thiếu ngày sinh,5".encode(): None,
        b"2021-06-01,001,ugly,5": "unknown_defect",
        b"2021-06-01,001,no_birthday,6": "duplicate_row",
    },
    ("defects_2021-06-06.csv", "date,unit_code,defect,con_lai,da_phat_hien\n"): {
        b"2021-06-01,001,no_birthday,5,5": None,
        b"2021-06-02,001,no_birthday,5,": None,
        b"2021-06-03,001,no_birthday,5,4": "more_open_than_found",
        b"2021-06-04,001,no_birthday,5,-4": "not_a_count",
    },
    ("reasons_2021-06-05.csv", "Ngày,Mã đơn vị,Lý do,Số người\n"): {
        b"2021-06-01,001,away,5": None,
        "2021-06-01,002,Đi làm ăn xa,0".encode(): None,
        b"2021-06-01,001,bored,5": "unknown_reason",
        b"2021-06-01,001,,5": "missing_value",
        b"2021-06-01,001,away,6": "duplicate_row",
        b"2021-06-02,001,away,-5": "not_a_count",
        b"2021-06-02,01,away,5": "not_reporting_unit",
    },
    ("verification_2021-06-05.csv", "date,unit_code,sample_size,defects_found\n"): {
        b"2021-06-01,001,100,5": None,
        b"2021-06-01,002,100,101": "more_than_sample",
    },
    ("services_2021-06-05.csv", "service_id,name,kind,owner,planned_on,tested_on,connected_on\n"): {
        'S1,"Khai sinh, trực tuyến",service,Bộ,2021-05-01,2021-05-20,2021-06-01'.encode(): None,
        b"S2,Name,robot,Owner,,,": "unknown_service_kind",
        b"S1,Name,service,Owner,,,": "duplicate_id",
        b"S3,Name,service,Owner,,2021-06-02,2021-06-01": "stages_out_of_order",
    },
    ("services_2021-06-06.csv", "service_id,name,kind,owner,unit_code,planned_on,tested_on,connected_on\n"): {
        "S1,Name,Dịch vụ công,Owner,1,,,".encode(): None,
        b"S2,Name,service,Owner,,,,": None,
        b"S3,Name,service,Owner,999,,,": "unknown_unit",
    },
    (
        "services_2021-06-07.csv",
        "ma_dich_vu,ten,loai,chu_quan,ngay_ke_hoach,ready_on,tested_on,connected_on,nen_tang\n",
    ): {
        b"S1,Name,service,Owner,,2021-05-01,2021-05-20,2021-06-01,NGSP": None,
        "S2,Name,service,Owner,,2021-05-01,,,Nền tảng quốc gia".encode(): None,
        b"S3,Name,service,Owner,,,,,pigeons": "unknown_route",
        b"S4,Name,service,Owner,,2021-05-21,2021-05-20,,": "stages_out_of_order",
        b"S5,Name,service,Owner,,2021-05-21,,2021-05-20,": "stages_out_of_order",
        b"S6,Name,service,Owner,,2021-06-08,,,": "date_out_of_window",
    },
    ("uptake_2021-06-05.csv", "date,ma_dich_vu,so_lieu_su_dung,luy_ke\n"): {
        "2021-06-01,S1,Lượt giao dịch,500".encode(): None,
        b"2021-06-01,,transactions,0": None,
        b"2021-06-01,S1,transactions,501": "duplicate_row",
        b"2021-06-01,S1,smiles,5": "unknown_figure",
        b"2021-06-01,S1,,5": "missing_value",
        b"2021-06-06,S1,transactions,5": "date_out_of_window",
        b"2021-06-02,S1,transactions,-5": "not_a_count",
    },
    ("orders_2021-06-05.csv", "order_id,given_on,unit_code,owner,measure,goal,instruction,due_on,withdrawn_on\n"): {
        b"1/CD,2021-06-01,1,,received,500,Faster,2021-06-30,": None,
        "2/CD,01/06/2021,,Bộ,,,Kết nối,2021-06-30,2021-06-04".encode(): None,
        b"1/CD,2021-06-01,1,,received,600,Faster,2021-06-30,": "duplicate_id",
        b"3/CD,2021-06-06,01,,received,500,Faster,2021-06-30,": "date_out_of_window",
        b"4/CD,2021-06-02,01,,received,500,Faster,2021-06-01,": "date_out_of_window",
        b"5/CD,2021-06-02,999,,received,500,Faster,2021-06-30,": "unknown_unit",
        b"6/CD,2021-06-02,,,,,Faster,2021-06-30,": "missing_value",
        b"7/CD,2021-06-02,01,,cooked,500,Faster,2021-06-30,": "unknown_measure",
        b"8/CD,2021-06-02,01,,received,,Faster,2021-06-30,": "missing_value",
        b"9/CD,2021-06-02,01,,received,-5,Faster,2021-06-30,": "not_a_count",
    },
    ("notes_2021-06-05.csv", "unit_code,measure,tu_ngay,den_ngay,ghi_chu\n"): {
        "1,,2021-06-01,03/06/2021,Máy in hỏng".encode(): None,
        "01,received,2021-06-01,,Phong toả".encode(): None,
        "01,received,2021-06-01,,Phong toả".encode() + b" ": "duplicate_row",
        b"999,,2021-06-01,,Flood": "unknown_unit",
        b"01,,2021-06-06,,Flood": "date_out_of_window",
        b"01,,2021-06-03,2021-06-02,Flood": "date_out_of_window",
        b"01,,2021-06-03,,": "missing_value",
    },
    ("controls_2021-06-05.csv", "date,ma_tinh,measure,so_doi_chieu,source\n"): {
        b"2021-06-01,01,received,500,": None,
        "2021-06-01,01,Bước received,500,Sở".encode(): None,
        b"2021-06-01,1,received,5,": "reporting_unit",
        b"2021-06-01,R,received,900,": None,
        b"2021-06-01,01,received,600,": "duplicate_row",
        b"2021-06-01,001,received,5,": "reporting_unit",
        b"2021-06-02,99,received,5,": "unknown_unit",
        b"2021-06-02,,received,5,": "missing_value",
        b"2021-06-02,01,cooked,5,": "unknown_measure",
        b"2021-06-06,01,received,5,": "date_out_of_window",
        b"2021-06-03,01,received,-5,": "not_a_count",
    },
    ("resources_2021-06-05.csv", "date,unit_code,resource,number,communes,communes_all\n"): {
        "2021-06-01,001,Máy,12,3,5".encode(): None,
        b"2021-06-01,R,machine,4,,": None,
        b"2021-06-01,001,machine,13,,": "duplicate_row",
        b"2021-06-02,999,machine,5,,": "unknown_unit",
        b"2021-06-02,001,ladders,5,,": "unknown_resource",
        b"2021-06-02,001,,5,,": "missing_value",
        b"2021-06-06,001,machine,5,,": "date_out_of_window",
        b"2021-06-03,001,machine,-5,,": "not_a_count",
        b"2021-06-04,001,machine,5,6,5": "more_than_communes",
    },
    ("supplies_2021-06-05.csv", "date,unit_code,supply,in_hand,delivered\n"): {
        b"2021-06-01,R,chips,500,": None,
        b"2021-06-01,1,chips,5,9": None,
        "2021-06-01,01,Chíp,5,9".encode(): None,
        b"2021-06-01,R,chips,600,": "duplicate_row",
        b"2021-06-02,999,chips,5,": "unknown_unit",
        b"2021-06-02,,chips,5,": "missing_value",
        b"2021-06-02,R,paper,5,": "unknown_supply",
        b"2021-06-06,R,chips,5,": "date_out_of_window",
        b"2021-06-03,R,chips,,": "missing_value",
        b"2021-06-03,R,chips,-5,": "not_a_count",
        b"2021-06-04,R,chips,5,x": "not_a_count",
    },
    ("expected_2021-06-05.csv", "expected_on,unit_code,supply,items\n"): {
        b"2022-06-30,R,chips,500": None,
        b"01/06/2021,01,chips,0": None,
        b"2022-06-30,R,chips,600": "duplicate_row",
        b"2022-06-31,R,chips,600": "not_a_date",
        b"2122-06-30,R,chips,600": "date_out_of_window",
        b"2022-06-30,999,chips,5": "unknown_unit",
        b"2022-06-30,R,paper,5": "unknown_supply",
        b"2022-07-30,R,chips,": "missing_value",
    },
}
# Tests of their own: of a whole file, or of units that end.
ELSEWHERE = {"ambiguous_number", "blank_line", "line_too_long", "unit_ended", "unit_not_yet"}


@pytest.mark.parametrize(("file", "lines"), BROKEN.items(), ids=[name for name, _ in BROKEN])
def test_each_line_is_refused_for_its_own_rule_and_no_other(take, file, lines):
    name, header = file
    outcome = take(name, header.encode() + b"\n".join(lines) + b"\n")
    refused = dict(rows("select line, rule from quarantine"))
    assert refused == {line: rule for line, rule in enumerate(lines.values(), 2) if rule}
    assert (outcome.lines, outcome.quarantined) == (len(lines) + 1, len(refused))
    assert outcome.lines == 1 + outcome.accepted + outcome.quarantined


def test_every_rule_has_words_and_a_line_that_breaks_it():
    tried = {rule for lines in BROKEN.values() for rule in lines.values() if rule}
    worded = {key.removeprefix("rules.") for key in words.catalogue() if key.startswith("rules.")}
    in_sql = {
        rule for path in build.FOLDER.glob("*.sql") for rule in re.findall(r"broken\(\s*'(\w+)'", path.read_text())
    }
    assert tried | ELSEWHERE == worded
    assert in_sql <= worded


@pytest.mark.parametrize("bad", ["", "A2,999,2021-05-01,,,,\n"], ids=["all ordinary", "one irregular"])
def test_a_unit_without_its_leading_zeros_is_understood_and_the_staff_told(take, bad):
    assert take("issuance.csv", RECORDS + "A1,001,2021-05-01,,,,\n" + bad).message == ""
    assert "số 0" in take("issuance_short.csv", RECORDS + "A1,1,2021-05-01,,,,\n" + bad).message


def test_a_snippet_shows_the_shape_of_a_cell_and_not_its_content(take):
    take("counts_2021-06-05.csv", COUNTS + "2021-06-01,Nguyễn Văn A 0912345678,received,5,,\n")
    take("counts_2021-06-06.csv", COUNTS + "2021-06-01,Nguyễn Văn A,received,5,,\n")
    found = {snippet for (snippet,) in rows("select snippet from quarantine")}
    assert found == {"xxxxxx xxx x 9999999999", "xxxxxx xxx x"}


def test_a_unit_that_nobody_knows_is_shown_whole(take):
    take("counts_2021-06-05.csv", COUNTS + "2021-06-01,Huyện Chín,received,5,,\n2021-06-01,a99,received,5,,\n")
    assert rows("select snippet from quarantine order by line") == [("Huyện Chín",), ("a99",)]
