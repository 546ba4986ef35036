"""Of a workbook every visible sheet is read or named, and nothing of it is lost in silence or ends in "failed"."""

from datetime import date

import pytest

from tests.ingest.books import HEADER, OLD, SHEET, book, edited, open_document, open_row, without
from tests.ingest.conftest import known, rows

pytestmark = pytest.mark.usefixtures("in_this_process")

JUNE = [HEADER, (date(2021, 6, 1), "001", "received", 5), (date(2021, 6, 2), "001", "received", 5)]
JULY = [HEADER, (date(2021, 6, 3), "001", "received", 7), (date(2021, 6, 4), "999", "received", 7)]
ONE = book({"A": JUNE[:2]})
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PARTS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_sheets_with_the_same_header_are_one_delivery_and_lines_tell_the_sheet(take):
    outcome = take("book.xlsx", book({"Tháng 6": JUNE, "Tháng 7": JULY}))
    assert (outcome.lines, outcome.accepted, outcome.quarantined) == (5, 3, 1)
    assert known()["001", "received"] == 17
    assert rows("select line from quarantine") == [(20_000_003,)]
    assert "Tháng 6" in outcome.message and "Tháng 7" in outcome.message


@pytest.mark.parametrize("place", ["before", "after"])
def test_a_sheet_with_another_header_is_named(take, place):
    sheets = {"Bìa": [("BÁO CÁO",), ("Hà Nội",)], "Số liệu": JUNE}
    outcome = take("book.xlsx", book(sheets if place == "before" else dict(reversed(sheets.items()))))
    assert known()["001", "received"] == 10
    assert "'Bìa'" in outcome.message and "'Số liệu'" not in outcome.message


def test_a_hidden_sheet_and_an_empty_one_are_not_read(take):
    outcome = take("book.xlsx", book({"A": JUNE, "B": JULY, "C": []}, hidden=("B",)))
    assert known()["001", "received"] == 10
    assert "'C'" not in outcome.message and "ẩn" in outcome.message


@pytest.mark.parametrize("said", [b"A1", b"A1:D2", b"A1:XFD1048576"])
def test_what_a_workbook_says_of_its_size_is_not_believed(take, said):
    forty = [HEADER, *((date(2021, 4 + day // 20, 1 + day % 20), "001", "received", 1) for day in range(40))]
    outcome = take("book.xlsx", edited(book({"A": forty}), SHEET, (b'ref="A1:D41"', b'ref="' + said + b'"')))
    assert (outcome.accepted, outcome.quarantined) == (40, 0)
    assert known()["001", "received"] == 40


def test_empty_rows_that_have_a_format_are_no_faults(take):
    styled = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (row, row) for row in range(3, 300))
    outcome = take("book.xlsx", edited(ONE, SHEET, (b"</sheetData>", styled + b"</sheetData>")))
    assert (outcome.state, outcome.lines, outcome.accepted) == ("accepted", 2, 1)


@pytest.mark.parametrize(
    "content",
    [
        edited(ONE, SHEET, (b't="s"><v>1</v>', b't="inlineStr"><is><r><t>unit_</t></r><r><t>code</t></r></is>')),
        edited(ONE, SHEET, (b' r="A2"', b""), (b' r="B2"', b""), (b' r="C2"', b""), (b' r="D2"', b"")),
        edited(ONE, SHEET, (b' r="1"', b""), (b' r="2"', b"")),
        edited(ONE, SHEET, (b"><v>44348</v>", b' t="d"><v>2021-06-01T00:00:00</v>')),
        edited(
            ONE,
            "",
            (MAIN, b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
            (PARTS, b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
        ),
    ],
    ids=["inline strings", "cells without places", "rows without numbers", "days as text", "strict"],
)
def test_a_workbook_in_another_spelling_says_the_same(take, content):
    outcome = take("book.xlsx", content)
    assert outcome.state == "accepted", outcome
    assert known()["001", "received"] == 5


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("book.xls", OLD),
        ("book.ods", open_document([open_row(HEADER), open_row(("2021-06-01", "001", "received", "5"))])),
        (
            "ends.ods",
            open_document([open_row(HEADER), open_row(("2021-06-01", "001", "received", "5")), open_row((), 1 << 20)]),
        ),
    ],
    ids=["xls", "ods", "ods with empty rows"],
)
def test_workbooks_of_other_programs_are_read(take, name, content):
    outcome = take(name, content)
    assert outcome.state == "accepted", outcome
    assert known()["001", "received"] == 5


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("row.xlsx", edited(ONE, SHEET, (b'<row r="2"', b'<row r="2000000000"'), (b'A2"', b'A2000000000"'))),
        ("later.xlsx", edited(ONE, SHEET, (b'<row r="2"', b'<row r="1048577"'))),
        ("column.xlsx", edited(ONE, SHEET, (b'r="D2"', b'r="XFE2"'))),
        (
            "corner.xlsx",
            edited(ONE, SHEET, (b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')),
        ),
        ("twice.xlsx", edited(ONE, SHEET, (b'<row r="2"', b'<row r="1"'))),
        ("cell_twice.xlsx", edited(ONE, SHEET, (b'r="D2"', b'r="C2"'))),
        ("text.xlsx", edited(ONE, SHEET, (b't="s"><v>1</v>', b't="s"><v>999</v>'))),
        ("text_minus.xlsx", edited(ONE, SHEET, (b't="s"><v>1</v>', b't="s"><v>-1</v>'))),
        ("no_texts.xlsx", without(ONE, "xl/sharedStrings.xml")),
        ("no_sheet.xlsx", without(ONE, SHEET)),
        ("no_book.xlsx", without(ONE, "xl/workbook.xml")),
        ("cut.xlsx", edited(ONE, SHEET, (b"</sheetData>", b""))),
        ("garbage.xlsx", edited(ONE, SHEET, (b"<sheetData>", b"<sheetData><<&"))),
        ("half.xlsx", ONE[: len(ONE) // 2]),
        ("half.xls", OLD[:600]),
        ("repeated.ods", open_document([open_row(HEADER), open_row(("2021-06-01",), 2_000_000_000)])),
        ("garbage.ods", open_document(["<"])),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_workbook_that_cannot_be_is_refused_in_a_sentence(take, name, content):
    outcome = take(name, content)
    assert outcome.state == "refused", outcome
    assert known() == {}


def test_cells_of_errors_and_of_formulas_without_a_result_are_named_and_so_is_what_a_filter_hides(take):
    days = [(date(2021, 6, day), "001", "received", 5) for day in range(1, 5)]
    outcome = take(
        "book.xlsx",
        edited(
            book({"A": [HEADER, *days]}),
            SHEET,
            (b'<row r="2"', b'<row hidden="1" r="2"'),
            (b'r="D3"><v>5</v>', b'r="D3" t="e"><v>#REF!</v>'),
            (b'r="D4"><v>5</v>', b'r="D4"><f>2+3</f><v></v>'),
        ),
    )
    assert (outcome.accepted, outcome.quarantined) == (2, 2)
    assert known()["001", "received"] == 10
    assert "D3, D4" in outcome.message and "cột ẩn" in outcome.message


def test_another_table_on_a_sheet_is_not_read_by_the_header_of_the_first(take):
    totals = [(*HEADER[:3], "total"), (date(2021, 6, 3), "001", "received", 500)]
    outcome = take("book.xlsx", book({"A": [*JUNE, (), *totals]}))
    assert (outcome.state, known()) == ("held", {})
    assert "dòng 5" in outcome.message
    assert take("again.xlsx", book({"A": [*JUNE, HEADER, JULY[1]]})).state == "accepted"
    assert known()["001", "received"] == 17
