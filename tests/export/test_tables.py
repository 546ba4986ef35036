"""What leaves as a table: numbers and days as such, equal to the screen's, and nothing that becomes a formula."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign import export, words
from campaign.export import Origin, cells
from campaign.figures.exhibit import Exhibit
from campaign.figures.native import NativeChart
from campaign.language import columns
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.pace import exhibits as pace

ORIGIN = Origin("Chiến dịch thử", "01", "17:00", date(2021, 6, 1), "20210601T0", True, "http://127.0.0.1/x?unit=01")
SIGNS = tuple("=+-@＝＋－＠")
HOSTILE = st.text(st.sampled_from("=+-@＝＋－＠\t\r\n\0\ufeff\u200b ;,|'\"a1(!\x85\u2028\\"), max_size=12)


@pytest.fixture(autouse=True, scope="module")
def followed(demonstration: Path) -> Iterator[None]:
    """Names of units and measures are those of the demonstration."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_HOME", str(demonstration))
        yield


def exhibit(names: list[str], **more: object) -> Exhibit:
    table = pd.DataFrame({"name_vi": names, "name_en": names, "total": range(-1, len(names) - 1)} | more)
    return Exhibit("x", None, names[0], names[0], names[0], table)


def made(kind: str, shown: Exhibit) -> bytes:
    return export.TABLES[kind].make(shown, ORIGIN)


def formulas(text: str) -> list[str]:
    """Cells that any program would take for a formula, however it splits the lines of a CSV file."""
    found = [
        cell
        for separator in ",;\t|"
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        for cell in row
    ]
    return [
        cell
        for cell in found
        if cell.lstrip(' \ufeff\0\t\r\n"').startswith(SIGNS) and not cell.removeprefix("-").isdigit()
    ]


@settings(max_examples=150, deadline=None)
@given(names=st.lists(HOSTILE, min_size=1, max_size=3), kind=st.sampled_from(["csv", "iso"]))
def test_no_cell_of_a_csv_file_is_a_formula(names, kind):
    assert formulas(made(kind, exhibit(names)).decode("utf-8-sig")) == []


@settings(max_examples=60, deadline=None)
@given(names=st.lists(HOSTILE, min_size=1, max_size=3))
def test_no_cell_of_a_workbook_is_a_formula(names):
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx", exhibit(names))))
    texts = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert [cell.value for cell in texts if cell.data_type != "s" or formulas(f'"{cell.value}"')] == []


def test_the_search_for_formulas_finds_what_is_not_made_harmless(monkeypatch):
    """The control."""
    monkeypatch.setattr(cells, "harmless", lambda text: text)
    for begin in ["=1+1", "+1+1", "@SUM(1)", "-2+3", "＝1", "a;=1", " =1", "\t=1"]:
        for kind in ("csv", "iso"):
            assert formulas(made(kind, exhibit([begin])).decode("utf-8-sig")), begin


def test_ordinary_names_stay_as_they_are():
    for name in ["Bà Rịa - Vũng Tàu", "Thừa Thiên Huế", "TP. Hồ Chí Minh", "M'Đrắk", "A–B", "50%"]:
        assert cells.harmless(name) == name


def test_numbers_stay_numbers_and_days_days():
    shown = exhibit(["a", "b"], completion=[0.5, None], date=pd.to_datetime(["2021-06-01", None]), net=[-5, 7])
    sheet = openpyxl.load_workbook(io.BytesIO(made("xlsx", shown))).worksheets[0]
    first, second = list(sheet.iter_rows(min_row=6, max_row=7, values_only=True))
    assert first == ("a", -1, 0.5, datetime(2021, 6, 1), -5)
    assert second == ("b", 0, None, None, 7)
    assert [cell.number_format for cell in sheet[6]][1:] == ["#,##0", "#,##0.0%", "dd/mm/yyyy", "+#,##0;-#,##0;#,##0"]


def test_a_workbook_writes_a_share_as_the_page_does():
    """Excel rounds what it writes: 139.39 % is 139.3 % on the page, and 99.96 % is not all."""
    shares = [1.3939, 0.9996, -0.1239]
    sheet = openpyxl.load_workbook(io.BytesIO(made("xlsx", exhibit(["a"] * 3, completion=shares)))).worksheets[0]
    by_excel = [f"{row[2] * 100:.1f}%" for row in sheet.iter_rows(min_row=6, max_row=8, values_only=True)]
    words.use("en")
    assert [one.replace("-", "−") for one in by_excel] == [columns.written("completion", share) for share in shares]
    words.use("vi")


@pytest.mark.parametrize(("language", "share"), [("vi", "0,733"), ("en", "0.733")])
def test_a_csv_file_has_its_mark_and_the_decimals_of_its_language(language, share):
    words.use(language)
    data = made("csv", exhibit(["Đắk Lắk"], completion=[0.733], date=pd.to_datetime(["2021-06-01"])))
    words.use("vi")
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert lines[1] == ["Đắk Lắk", "-1", share, "2021-06-01"]
    assert lines[2] == []
    assert [ORIGIN.reference, "/x?unit=01"] == [line[1] for line in lines[-2:]]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_file_for_programs_is_the_table_itself_in_every_language(language, demo_home):
    words.use(language)
    shown = pace.burndown(Selection(EVERYTHING, "01", date(2021, 5, 20), "received"))
    data = made("iso", shown)
    words.use("vi")
    read = pd.read_csv(io.BytesIO(data), parse_dates=["date"])
    told = {"as_of": "2021-06-01", "reference": ORIGIN.reference, "simulated": True, "link": "/x?unit=01"}
    pd.testing.assert_frame_equal(read[list(shown.table)], shown.table, check_dtype=False)
    assert read.drop(columns=list(shown.table)).drop_duplicates().to_dict("records") == [told]


def test_files_equal_the_table_on_the_screen(demo_home):
    """Each number of a file, written as the screen writes, is the text on the screen, in the same order."""
    shown = pace.burndown(Selection(EVERYTHING, "01", date(2021, 5, 20), "received"))
    screen = columns.shown(shown.readable)
    sheet = openpyxl.load_workbook(io.BytesIO(made("xlsx", shown))).worksheets[0]
    assert [cell.value for cell in sheet[5]] == list(screen.columns)
    for row, texts in zip(sheet.iter_rows(min_row=6, values_only=True), screen.itertuples(index=False), strict=True):
        written = [
            columns.written(column, value) if not isinstance(value, str) else value
            for column, value in zip(shown.table, row, strict=True)
        ]
        assert written == list(texts)


def test_a_workbook_says_where_it_comes_from_and_has_a_chart_of_its_own(demo_home):
    shown = pace.burndown(Selection(EVERYTHING, "01", date(2021, 5, 20), "received"))
    data = made("xlsx", shown)
    book = openpyxl.load_workbook(io.BytesIO(data))
    figures, _, origin = book.worksheets
    assert figures.freeze_panes == "A6"
    assert [figures["A1"].value, figures["A3"].value] == [shown.title, shown.sentence]
    told = {value for row in origin.iter_rows(values_only=True) for value in row}
    assert {
        words.t("screen.simulated"),
        shown.title,
        shown.note,
        shown.sentence,
        ORIGIN.campaign,
        ORIGIN.reference,
        "/x?unit=01",
    } <= told
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
    assert f"$C$6:$C${len(shown.table) + 5}" in chart
    assert figures["C5"].value == columns.label("total")


@pytest.mark.parametrize("kind", export.TABLES)
def test_no_table_has_the_snapshot_or_an_address_of_the_own_machine(kind):
    for host in ("http://127.0.0.1:8501", "http://localhost:8501", "http://[::1]:8501"):
        written = everything(export.TABLES[kind].make(exhibit(["a"]), replace(ORIGIN, link=f"{host}/x?unit=01")))
        assert ORIGIN.reference in written
        assert "/x?unit=01" in written
        assert not [part for part in (ORIGIN.snapshot, "127.0.0.1", "localhost", "[::1]") if part in written]
    far = "https://tiendo.example.vn/x?unit=01"
    assert far in everything(export.TABLES[kind].make(exhibit(["a"]), replace(ORIGIN, link=far)))


def everything(file: bytes) -> str:
    """All that a file says, unpacked where it is packed."""
    if not zipfile.is_zipfile(io.BytesIO(file)):
        return file.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return " ".join(parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels")))


def test_lines_below_one_another_are_series_of_their_own():
    days = pd.to_datetime(["2021-01-01", "2021-01-02", "2021-01-01"])
    table = pd.DataFrame({"measure": ["a", "a", "b"], "date": days, "waiting": [1, 2, 3]})
    drawn = Exhibit("x", None, "T", "N", "S", table, NativeChart("line", "date", ("waiting",), by="measure"))
    with zipfile.ZipFile(io.BytesIO(made("xlsx", drawn))) as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
    assert chart.count("<c:ser>") == 2
    assert "$C$6:$C$7" in chart
    assert "$C$8<" in chart


def test_the_name_of_a_file_says_what_of_whom_and_when():
    shown = exhibit(["a"])
    assert export.file_name(shown, ORIGIN, export.PICTURES["print"]) == "x_01_2021-06-01_300dpi.png"
    looked = export.pictures_of(export.Look("16:9", titled=False, grey=True))["png"]
    assert export.file_name(shown, ORIGIN, looked) == "x_01_2021-06-01_16x9_untitled_grey.png"
