"""Pages and slides as they are seen: how many there are, how much of each is used, and what stands on them."""

import io
import subprocess
from pathlib import Path

import numpy as np
import pptx
import pytest
from PIL import Image
from pptx.util import Emu

from campaign.report import Report, content, deck
from campaign.report.writers import FORMATS
from campaign.serving.selection import EVERYTHING, Selection
from tests.report.conftest import AS_OF, LINK, pages

pytestmark = [pytest.mark.usefixtures("demo_home"), pytest.mark.office]
WHITE, MARGIN = 250, 20 / 297  # a dot as bright is paper; the head and the foot of a page
FIRST_ANNEX = "Phụ lục I. "


@pytest.fixture(scope="module", params=["VN", "01", "269"])
def report(request: pytest.FixtureRequest, demonstration: Path) -> Report:
    """Reports of the nation, a province and a district."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_HOME", str(demonstration))
        selection = Selection(EVERYTHING, request.param, AS_OF)
        return content.report(selection, LINK.replace("VN", request.param))


def emptiest(picture: Path) -> float:
    """The tallest white band of a page between head and foot, as a share of the page."""
    dots = np.asarray(Image.open(picture).convert("L"))
    tall = len(dots)
    inked = [0, *np.flatnonzero((dots < WHITE).any(axis=1)[: round(tall * (1 - MARGIN))]), round(tall * (1 - MARGIN))]
    return float(np.diff(inked).max() / tall)


def test_no_page_of_a_report_is_half_white_and_the_text_has_at_most_eleven(report: Report, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(FORMATS["pdf"].file(report))
    told = pages(tmp_path / "x.pdf")
    body = next(
        (number for number, text in enumerate(told) if FIRST_ANNEX in text and "Phụ lục" in text[:80]), len(told)
    )
    assert 3 <= body <= 11
    subprocess.run(["pdftoppm", "-r", "40", "-png", tmp_path / "x.pdf", tmp_path / "page"], check=True)
    whites = [emptiest(picture) for picture in sorted(tmp_path.glob("page*.png"))]
    assert len(whites) == len(told)
    signed = whites.pop(body - 1)
    assert signed < 0.55
    assert max(whites[:-1] if len(told) > body else whites) < 0.45, [f"{white:.0%}" for white in whites]


def test_a_deck_has_at_most_twelve_slides_each_with_one_figure_that_fills_it(report: Report) -> None:
    made = pptx.Presentation(io.BytesIO(FORMATS["pptx"].file(report)))
    assert 4 <= len(made.slides) == len(deck.slides(report)) <= 12
    room = Emu(made.slide_width) * Emu(made.slide_height)
    for slide in made.slides:
        figures = [shape for shape in slide.shapes if shape.has_chart or shape.has_table or shape.shape_type == 13]
        largest = max(shape.width * shape.height for shape in figures)
        assert len([shape for shape in figures if shape.width * shape.height > room * 0.05]) == 1
        assert largest > room * 0.4, slide.shapes.title.text
        assert len(slide.shapes.title.text) > 10


def test_charts_of_courses_carry_plan_today_and_deadline_and_nothing_below_zero(report: Report) -> None:
    drawn = [slide.chart for slide in deck.slides(report) if slide.chart and slide.chart.native.kind == "line"]
    assert drawn
    for chart in drawn:
        table = chart.table.set_index("date")
        assert table["planned_left"].notna().any()
        assert [day.date() for day in table["today_line"].dropna().index] == [AS_OF]
        assert len(table["deadline_line"].dropna()) == 1
        assert table.select_dtypes("number").min().min() >= 0
    made = pptx.Presentation(io.BytesIO(FORMATS["pptx"].file(report)))
    axes = [shape.chart.value_axis for slide in made.slides for shape in slide.shapes if shape.has_chart]
    assert [axis.minimum_scale for axis in axes].count(0) >= len(drawn)


def test_a_far_report_opens_its_unit_and_one_of_the_own_machine_has_no_address(report: Report) -> None:
    assert f"unit={report.unit.code}&" in report.address
    near = content.report(
        Selection(EVERYTHING, report.unit.code, AS_OF), f"http://localhost:8501/?unit={report.unit.code}"
    )
    assert near.address == ""
    assert near.place == f"/?unit={report.unit.code}"


def test_the_emptiest_band_of_a_page_is_found(tmp_path: Path) -> None:
    page = np.full((297, 210), 255, dtype=np.uint8)
    page[[20, 60, 200, 280]] = 0
    Image.fromarray(page).save(tmp_path / "page.png")
    assert emptiest(tmp_path / "page.png") == pytest.approx(140 / 297)
