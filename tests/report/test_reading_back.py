"""What was written is read again, by the libraries and by a second program, and must be what the queries say."""

import re
import subprocess
from datetime import timedelta
from pathlib import Path

import docx
import numpy as np
import openpyxl
import pandas as pd
import pptx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from pptx.util import Emu

from campaign.export import cells
from campaign.forecast import served
from campaign.language import columns, formats
from campaign.report import Report, pictures
from campaign.report.deck import slides
from campaign.report.sections.assessment import compared
from campaign.serving import catalogue, queries, store
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.cleansing import exhibits as cleansing
from campaign.subjects.cleansing import verification
from campaign.subjects.comparison import exhibits as comparison
from campaign.subjects.comparison import plan
from campaign.subjects.connections import uses
from campaign.subjects.direction import exhibits as direction
from campaign.subjects.events import exhibits as events
from campaign.subjects.pipeline import exhibits as pipeline
from tests.report.conftest import AS_OF, flowing, pages, solid

pytestmark = [pytest.mark.usefixtures("demo_home"), pytest.mark.office]
NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+")
HERE = Selection(EVERYTHING, "VN", AS_OF)


def said(report: Report) -> list[str]:
    """Every sentence of the report."""
    return [
        text
        for section in report.sections
        for text in (section.title, *section.paragraphs, *(part for point in section.points for part in point))
    ]


def known() -> set[str]:
    """Every number that the queries and the forecast give of the whole campaign, as it is written."""
    units = direction.units(HERE.of("received"))
    frames = [
        queries.table("overview", HERE),
        units,
        verification.claims(HERE),
        queries.table("stage_order", HERE),
        compared(HERE),
        queries.table("resources", HERE),
        *(queries.table(name, HERE.of("received")) for name in ("reasons_below", "reasons_explain")),
        queries.table("supplies", HERE),
        queries.table("forecast_stops", HERE.of("printed")),
        *(pipeline.ages(HERE, project.id).table for project in catalogue.campaign().projects),
    ]
    numbers = {value for frame in frames for column in frame.select_dtypes("number") for value in frame[column]}
    placed = comparison._placed(store.version(), HERE.of("received"))
    lack, waits = plan.outcomes(placed)["lack"], placed.waits
    numbers |= {*([waits.all, waits.more] if waits else []), *(one["over_term"].sum() for one in frames[-2:])}
    numbers |= {*lack, *(lack - lack.iloc[-1]), *uses.by_item(HERE).groupby("figure_vi")["total"].sum()}
    for measure in ("delivered", "assigned"):  # of the slowest stages; said with three places
        told = events.effects(HERE.of(measure))
        items = [] if told is None else told.table.select_dtypes("number").abs().to_numpy().ravel()
        numbers |= {float(f"{value:.3g}") for value in items if value > 0}
    numbers |= set(frames[0]["target"] - frames[0]["total"])
    for measure in ("received", "collected"):
        forecast, before = (
            served.forecast(HERE.on(day).of(measure)).answers.set_index("measure")
            for day in (AS_OF, AS_OF - timedelta(days=7))
        )
        moved = (forecast["expected_shortfall"].round() - before["expected_shortfall"].round()).abs()
        causes = queries.table("forecast_causes", HERE.of(measure))["moved_items"].abs()
        numbers |= {*forecast["expected_shortfall"], *forecast["target"], *moved, *causes}
    queue = cleansing.queue(HERE)
    missing = missing_at_pace(units)
    late = missing[(units["state"] == "behind") & (units["deadline"] >= pd.Timestamp(AS_OF)) & (missing > 0)]
    own = queries.table("resource_work", HERE.of("received")).query("resource == 'machine'").set_index("unit_code")
    machine_days = -(
        (coming_at_pace(units) - units["remaining"]) // units["unit_code"].map(own["items_each"]).fillna(350)
    )
    numbers |= {*missing, *missing_at_pace(frames[0]), late.sum(), *machine_days, queue.open}
    return {formats.number(value) for value in numbers}


def missing_at_pace(rows: pd.DataFrame) -> pd.Series:
    """What will be missing at the deadline if the last seven days go on, step by step: whole items, rounded up."""
    return np.ceil(rows["remaining"] - coming_at_pace(rows))


def coming_at_pace(rows: pd.DataFrame) -> pd.Series:
    """What comes by the deadline if the last seven days go on."""
    return rows["rate_7d"] * (rows["deadline"] - pd.Timestamp(AS_OF)).dt.days.clip(lower=0)


def test_every_large_number_of_the_text_is_one_of_the_queries(national: Report) -> None:
    found = {number for text in said(national) for number in NUMBER.findall(text)}
    assert len(found) >= 25
    assert found <= known(), found - known()


def test_tables_are_rows_of_the_queries_of_the_pages(national: Report) -> None:
    tables = {table.key: table.frame for section in national.sections for table in section.tables}
    below = queries.table("units_below", HERE.of("received"))
    pd.testing.assert_frame_equal(tables["units"], below[list(tables["units"])])
    overview = queries.table("overview", HERE)
    shared = [column for column in tables["stages"] if column in overview]
    pd.testing.assert_frame_equal(tables["stages"][shared], overview[shared])
    behind = below[below["state"] == "behind"]
    assert set(tables["urge"]["name_vi"]) == set(behind["name_vi"])


def test_word_has_the_layout_of_decree_30_and_every_sentence_and_cell(national: Report, written: dict) -> None:
    document = docx.Document(written["docx"])
    page = document.sections[0]
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(margin / Mm(1)) for margin in margins] == [20, 20, 30, 15]
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.styles["Normal"].font.size.pt == 13
    fonts = {font for element in document.element.iter(qn("w:rFonts")) for font in element.attrib.values()}
    assert not fonts - {"Times New Roman"}
    text = "\n".join(node.text or "" for node in document.element.iter(qn("w:t")))
    for part in (
        "BỘ CÔNG AN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "/BC-C06",
        "ngày 01 tháng 6 năm 2021",
        "Nơi nhận:",
        "CỤC TRƯỞNG",
        national.reference,
        national.link,
    ):
        assert part in text
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert [title.split(". ", 1)[1] for title in headings][: len(national.sections)] == [
        section.title for section in national.sections
    ]
    assert len(list(document.element.iter(qn("w:sdt")))) == 3, "number, date and signature are staff's to fill"
    assert len(list(document.element.iter(qn("w:highlight")))) == 3
    flat = solid(text)
    assert not [sentence for sentence in said(national) if solid(sentence).rstrip(".") not in flat]
    assert len(document.sections) == 2, "the annexes number their pages anew"
    drawn = {tuple(tuple(cell.text for cell in row.cells) for row in table.rows) for table in document.tables[1:]}
    for table in (table for section in national.sections for table in section.tables):
        shown = columns.shown(table.frame)
        rows = (tuple(shown.columns), *shown.astype(str).itertuples(index=False, name=None))
        assert rows in drawn, table.key
    figures = [exhibit for section in national.sections for exhibit in pictures.figures(section.exhibits)]
    assert len(document.inline_shapes) == len(figures) + 1, "and the code"
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)


def test_every_page_says_that_the_figures_are_simulated(written: dict, printed: dict) -> None:
    for path in (printed["docx"], printed["pptx"], printed["xlsx"], written["pdf"], written["brief"]):
        found = pages(path)
        assert found
        missing = [number for number, text in enumerate(found, start=1) if "SỐ LIỆU MÔ PHỎNG" not in text]
        assert not missing, (path.name, missing)


def halves(sentence: str) -> tuple[str, str]:
    """Its two halves, of which the end of a page can part only one."""
    whole = solid(sentence).rstrip(".")
    return whole[: len(whole) // 2], whole[len(whole) // 2 :]


def test_a_second_program_reads_word_slides_and_workbook(national: Report, printed: dict) -> None:
    for form in ("docx", "xlsx"):
        flat = flowing(printed[form])
        lost = [sentence for sentence in said(national) if not any(half in flat for half in halves(sentence))]
        assert not lost, (form, lost)
    slides = flowing(printed["pptx"])
    assert solid(national.finding) in slides
    for what, why in national.sections[-1].points:
        assert solid(what) in slides
        assert any(half in slides for half in halves(why))


def test_the_pdf_is_tagged_bookmarked_and_vector_with_fonts_inside(national: Report, written: dict) -> None:
    path = str(written["pdf"])

    def told(*command: str) -> str:
        return subprocess.run([*command], check=True, capture_output=True, text=True).stdout

    assert re.search(r"Tagged:\s+yes", told("pdfinfo", path))
    assert national.title in told("pdfinfo", path)
    outline = told("pdftohtml", "-xml", "-stdout", "-i", path)
    for section in national.sections:
        assert f"{section.title}</item>" in outline
    fonts = told("pdffonts", path).splitlines()[2:]
    assert fonts
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts), fonts
    assert len(told("pdfimages", "-list", path).splitlines()) == 2, "a heading and a rule: no picture made of dots"
    flat = flowing(written["pdf"])
    assert not [sentence for sentence in said(national) if solid(sentence).rstrip(".") not in flat]


def test_the_brief_is_one_page_with_what_to_decide(national: Report, written: dict) -> None:
    assert len(pages(written["brief"])) == 1
    flat = flowing(written["brief"])
    assert solid(national.finding) in flat
    assert all(solid(part).rstrip(".") in flat for point in national.sections[-1].points for part in point)


def test_slides_have_native_charts_with_the_numbers_of_the_queries(national: Report, written: dict) -> None:
    deck = pptx.Presentation(written["pptx"])
    assert round(Emu(deck.slide_width).inches / Emu(deck.slide_height).inches, 2) == 1.78
    drawn = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    wanted = [slide.chart for slide in slides(national) if slide.chart]
    assert len(drawn) == len(wanted) >= 7
    for chart, made in zip(wanted, drawn, strict=True):
        plot = made.plots[0]
        assert [series.name for series in plot.series] == [one.name for one in chart.native.series(chart.table)]
        for series, column in zip(plot.series, chart.native.values, strict=True):
            values = chart.native.numbers(chart.table, column)
            assert list(series.values) == [None if value is None else pytest.approx(value) for value in values]
        assert len(plot.categories) == len(chart.table)
    by_key = {chart.key: chart for chart in wanted}
    overview = queries.table("overview", HERE).set_index("measure")
    daily = queries.table("daily_progress", HERE.of("received")).set_index("date")["total"]
    left = by_key["burndown_received"].table.set_index("date")["actual_left"].dropna()
    assert left.index.max() == overview.loc["received", "full_until"]
    for day, value in left.items():
        until = daily[daily.index <= day]
        assert value == 50_000_000 - (until.iloc[-1] if len(until) else 0)
    stages = overview[overview["project"] == "issuance"]
    assert by_key["stages_issuance"].table["total"].tolist() == stages["total"].tolist()
    below = queries.table("units_below", HERE.of("received")).set_index("name_vi")["days_ahead"]
    ranking = by_key["ranking"].table.set_index("name")["days_ahead"]
    assert ranking.to_dict() == below.loc[ranking.index].to_dict()
    for slide in deck.slides:
        notes = slide.notes_slide.notes_text_frame.text
        assert national.reference in notes
        assert national.link in notes


def test_the_workbook_has_real_numbers_no_formula_and_a_chart_for_each(national: Report, written: dict) -> None:
    book = openpyxl.load_workbook(written["xlsx"])
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    charts = [chart for section in national.sections for chart in section.charts]
    assert sum(len(sheet._charts) for sheet in book) == len(charts)
    grids = [[[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)] for sheet in book]
    for table in (table for section in national.sections for table in section.tables):
        rows = [
            [value.isoformat() if hasattr(value, "isoformat") else value for value in row]
            for row in cells.rows(table.frame)
        ]
        wide = len(rows[0])
        found = [
            [[value.date().isoformat() if hasattr(value, "date") else value for value in row[:wide]] for row in grid]
            for grid in grids
        ]
        assert any(_same(rows, grid) for grid in found), table.key


def _same(rows: list[list], grid: list[list]) -> bool:
    return len(grid) >= len(rows) and all(
        left == right or (isinstance(left, float) and right == pytest.approx(left))
        for row, other in zip(rows, grid, strict=False)
        for left, right in zip(row, other, strict=False)
    )


def test_every_report_file_is_where_its_name_says(written: dict[str, Path]) -> None:
    assert {form: path.name for form, path in written.items()} == {
        "docx": "bao-cao_VN_2021-06-01.docx",
        "pptx": "bao-cao_VN_2021-06-01.pptx",
        "xlsx": "bao-cao_VN_2021-06-01.xlsx",
        "pdf": "bao-cao_VN_2021-06-01.pdf",
        "brief": "bao-cao_VN_2021-06-01_nhanh.pdf",
    }
