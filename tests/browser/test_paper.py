"""A page on paper: A4, all of it, no control; every figure whole, on one sheet, within its margins."""

import re
import subprocess
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest

from campaign import words
from campaign.ui import navigation
from tests.browser.conftest import Visit

pytestmark = pytest.mark.office
PRINTED = ("overview", "map", "pace", "comparison")
CONTROLS = ("direction.give", "export.menu", "screen.table", "filters.as_of", "what_if.pace", "maps.play")
# In each figure two words that no page has: at its upper left and at its lower right corner.
MARK = """() => [...document.querySelectorAll('.js-plotly-plot')].map((plot, number) => {
  const drawing = plot.querySelector('.main-svg:last-of-type');
  const [wide, high] = ['width', 'height'].map(side => Number(drawing.getAttribute(side)));
  for (const [word, x, y, anchor] of [['begin', 0, 8, 'start'], ['end', wide, high - 1, 'end']]) {
    const text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
    text.textContent = `${word}${number}`; text.setAttribute('font-size', 8);
    text.setAttribute('x', x); text.setAttribute('y', y); text.setAttribute('text-anchor', anchor);
    drawing.append(text);
  } }).length"""


class Word(NamedTuple):
    """A word on paper, in points from the upper left corner of its sheet."""

    sheet: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


class Paper(NamedTuple):
    """What came out of the printer."""

    sheets: list[tuple[float, float]]
    words: list[Word]

    @property
    def text(self) -> str:
        """All words in their order."""
        return " ".join(word.text for word in self.words)

    @property
    def last_line(self) -> str:
        """The lowest words of the last sheet."""
        sheet = [word for word in self.words if word.sheet == len(self.sheets) - 1]
        lowest = max(word.bottom for word in sheet)
        return " ".join(word.text for word in sheet if word.bottom > lowest - 2)

    def find(self, text: str) -> Word | None:
        """The word that reads so, if it is on paper."""
        return next((word for word in self.words if word.text == text), None)

    def cut(self, figures: int) -> list[int]:
        """Numbers of the figures that are on two sheets, or reach beyond the margins of theirs."""
        return [number for number in range(figures) if not self.is_whole(number)]

    def is_whole(self, figure: int) -> bool:
        """Whether both corners of a figure are on one sheet, within its margins."""
        begin, end = self.find(f"begin{figure}"), self.find(f"end{figure}")
        if begin is None or end is None or begin.sheet != end.sheet:
            return False
        width, height = self.sheets[begin.sheet]
        return 25 < begin.left < end.right < width - 25 and 25 < begin.top < end.bottom < height - 25


def open_whole(visit: Visit, address: str) -> int:
    """Go there, wait until its maps have their areas, mark its figures; how many these are."""
    visit.open(address)
    if visit.page.locator(".choroplethlayer").count():
        visit.page.wait_for_selector(".choroplethlayer path", state="attached")
    return visit.page.evaluate(MARK)


def put_on_paper(visit: Visit, file: Path) -> Paper:
    """Print the open page as a reader does."""
    visit.page.pdf(path=file, prefer_css_page_size=True, print_background=True)
    boxes = subprocess.run(["pdftotext", "-bbox", file, "-"], check=True, capture_output=True, text=True).stdout
    sheets, found = [], []
    for line in boxes.splitlines():
        if size := re.search(r'<page width="(.+)" height="(.+)">', line):
            sheets.append((float(size[1]), float(size[2])))
        if word := re.search(r'xMin="(.+)" yMin="(.+)" xMax="(.+)" yMax="(.+)">(.*)</word>', line):
            found.append(Word(len(sheets) - 1, *map(float, word.groups()[:4]), unescape(word[5])))
    return Paper(sheets, found)


@pytest.mark.parametrize("stem", PRINTED)
def test_a_page_is_printed_whole(stem: str, site: str, visit: Visit, pictures: Path) -> None:
    figures = open_whole(visit, f"{site}/{navigation.PAGES[stem]}")
    paper = put_on_paper(visit, pictures / f"{stem}.pdf")
    assert {(round(width), round(height)) for width, height in paper.sheets} in ({(595, 842)}, {(595, 841)})
    assert len(paper.sheets) > 1
    assert paper.cut(figures) == []
    headline = visit.page.locator(".finding").first.inner_text().split("\n")[0]
    begins = (words.t(f"{stem}.menu"), headline, words.t("screen.simulated"), "Căn cước công dân 2021", "01/06/2021")
    assert [text for text in begins if text not in paper.text] == []
    assert paper.last_line == words.t("access.open")
    assert [key for key in CONTROLS if words.t(key) in paper.text] == []
    assert "English" not in paper.text


def test_both_archipelagos_are_whole_on_the_printed_map(site: str, visit: Visit, tmp_path: Path) -> None:
    open_whole(visit, f"{site}/{navigation.PAGES['map']}")
    paper = put_on_paper(visit, tmp_path / "map.pdf")
    begin, end = paper.find("begin0"), paper.find("end0")
    for name in ("Hoàng", "Trường"):
        islands = [word for word in paper.words if word.text == name and word.sheet == begin.sheet]
        inside = [word for word in islands if begin.left < word.left < end.right and begin.top < word.top < end.bottom]
        assert inside, name


def test_after_printing_the_page_is_as_it_was(site: str, visit: Visit, tmp_path: Path) -> None:
    visit.open(site)
    before = visit.page.locator(".svg-container").first.bounding_box()
    put_on_paper(visit, tmp_path / "page.pdf")
    assert visit.page.locator(".svg-container").first.bounding_box() == before
    assert visit.page.locator(".main-svg[viewBox]").count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        ".stPlotlyChart .svg-container .main-svg { width: 2000px !important; max-width: none !important }",
        "* { break-inside: auto !important }",
    ],
)
def test_a_figure_that_is_cut_on_paper_is_found(wrong: str, site: str, visit: Visit, tmp_path: Path) -> None:
    figures = open_whole(visit, f"{site}/{navigation.PAGES['pace']}")
    visit.page.add_style_tag(content=f"@media print {{ {wrong} .stPlotlyChart {{ margin-top: 40vh }} }}")
    assert put_on_paper(visit, tmp_path / "page.pdf").cut(figures)
