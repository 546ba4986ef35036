"""The same figures in every packing: encodings, delimiters, accents, archives, workbooks."""

import gzip
import io
import unicodedata
import zipfile
from datetime import datetime

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from campaign.ingest.readers.legacy import TCVN3
from tests.ingest.conftest import known, rows

HEADER = "date,unit_code,measure,count\n"
ROW = "2021-06-01,001,received,5\n"
GOOD = HEADER + ROW
LATIN = "ngày,mã huyện,chỉ tiêu,số lượng\n"
TAKEN = {("001", "received"): 5, ("01", "received"): 5, ("R", "received"): 5}


def workbook(*cells: tuple, hidden: bool = False, epoch: datetime = CALENDAR_WINDOWS_1900) -> bytes:
    book = openpyxl.Workbook()
    book.epoch = epoch
    if hidden:
        book.active.sheet_state = "hidden"
        book.active.append(["date", "unit_code", "measure", "count"])
        book.active.append(["2021-06-02", "010", "received", 99])
        book.create_sheet("shown")
    for row in cells:
        book.worksheets[-1].append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


SHEET = (("date", "unit_code", "measure", "count"), ("2021-06-01", "001", "received", 5.0))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bom.csv", b"\xef\xbb\xbf" + GOOD.encode()),
        ("utf16.csv", GOOD.encode("utf-16")),
        ("utf16be.csv", GOOD.encode("utf-16-be")),
        ("old_mac.csv", GOOD.replace("\n", "\r").encode()),
        ("windows.csv", GOOD.replace("\n", "\r\n").encode()),
        ("semicolons.csv", GOOD.replace(",", ";").encode()),
        ("packed.csv.gz", gzip.compress(GOOD.encode())),
        ("vietnamese.csv", (LATIN + ROW).encode()),
        ("reordered.csv", b"count,measure,unit_code,date\n5,received,001,2021-06-01\n"),
        ("no_zero.csv", (HEADER + ROW.replace("001", "1")).encode()),
        ("quoted.csv", b'"date","unit_code","measure","count"\n"2021-06-01","001","received","5"\n'),
        ("book.xlsx", workbook(*SHEET)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_same_figures_are_taken_from_every_packing(take, name, content):
    outcome = take(name, content)
    assert outcome.state == "accepted", outcome
    assert known() == TAKEN


def test_the_two_ways_to_write_an_accent_are_one(take):
    written = LATIN + "2021-06-01,001,Bước received,5\n"
    apart = unicodedata.normalize("NFD", written)
    assert apart != written
    take("apart.csv", apart + "2021-06-01,001,Bước received,7\n")
    assert rows("select line, rule from quarantine") == [(3, "duplicate_row")]
    assert known() == TAKEN
    services = "service_id,name,kind,owner,planned_on,tested_on,connected_on\nS1,{},service,{},,,\n"
    take("services.csv", services.format(*(unicodedata.normalize("NFD", name) for name in ("Khai tử", "Bộ"))))
    assert rows("select name, owner from services") == [("Khai tử", "Bộ")]


def with_formula() -> bytes:
    """A count that is a formula on another workbook, with the value that Excel last stored."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(*SHEET))) as old, zipfile.ZipFile(content, "w") as new:
        for entry in old.infolist():
            text = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                assert b"<v>5</v>" in text
                text = text.replace(b"<v>5</v>", b"<f>[1]Sheet1!A1+HYPERLINK(&quot;x&quot;)</f><v>5</v>")
            new.writestr(entry.filename, text)
        new.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "warnings"),
    [
        (workbook(*SHEET, hidden=True), ["ẩn"]),
        (with_formula(), ["công thức", "liên kết"]),
        (workbook(SHEET[0], (datetime(2021, 6, 1), "001", "received", 5), epoch=CALENDAR_MAC_1904), ["1904"]),
    ],
    ids=["hidden sheet", "formula on another workbook", "days from 1904"],
)
def test_of_a_workbook_the_stored_values_of_the_visible_sheet_are_taken_with_a_warning(take, content, warnings):
    outcome = take("book.xlsx", content)
    assert outcome.state == "accepted", outcome
    assert known() == TAKEN
    assert all(warning in outcome.message for warning in warnings)


def test_a_workbook_that_shows_no_sheet_is_refused(take):
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(*SHEET))) as old, zipfile.ZipFile(content, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry).replace(b'state="visible"', b'state="hidden"'))
    assert take("book.xlsx", content.getvalue()).state == "refused"


def in_old_encoding(text: str, encoding: str) -> bytes:
    """Text as software of the time writes it: with Windows-1258 the tone is a letter of its own."""
    if encoding == "TCVN3":
        return text.translate({ord(letter): byte for byte, letter in TCVN3.items()}).encode("latin-1")
    tones, letters = "\u0300\u0301\u0303\u0309\u0323", []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        letters.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)))
        letters += [part for part in parts if part in tones]
    return "".join(letters).encode("cp1258")


@pytest.mark.parametrize("encoding", ["Windows-1258", "TCVN3"])
def test_an_old_encoding_is_held_with_what_its_header_would_say(take, encoding):
    outcome = take("old.csv", in_old_encoding(LATIN, encoding) + ROW.encode())
    assert outcome.state == "held"
    assert encoding in outcome.message and LATIN.strip() in outcome.message
