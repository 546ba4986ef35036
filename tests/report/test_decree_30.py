"""Word as Decree 30/2020/NĐ-CP asks for it: sizes, rules, names of offices, what the file says of itself."""

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from campaign.report import Report, content
from campaign.report.writers import FORMATS
from campaign.serving.selection import EVERYTHING, Selection
from tests.report.conftest import AS_OF, LINK

pytestmark = pytest.mark.usefixtures("demo_home")
PROVINCE, DISTRICT = "01", "269"


@pytest.fixture(autouse=True)
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are not what is looked at here."""
    monkeypatch.setattr("campaign.render.chrome.path", lambda: None)


def report(unit: str, link: str = LINK) -> Report:
    return content.report(Selection(EVERYTHING, unit, AS_OF), link)


def written(unit: str, link: str = LINK) -> bytes:
    return FORMATS["docx"].file(report(unit, link))


def word(unit: str) -> Document:
    return docx.Document(io.BytesIO(written(unit)))


def sizes(paragraph: Paragraph) -> set[float]:
    """Points of all letters of a paragraph, also of those in fields to fill in."""
    runs = [run for run in paragraph._p.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    return {int(run.rPr.find(qn("w:sz")).get(qn("w:val"))) / 2 for run in runs}


def test_recipients_are_of_11_points_below_a_heading_of_12() -> None:
    heading, *recipients = signature(word("VN"))
    assert heading.text == "Nơi nhận:"
    assert sizes(heading) == {12}
    assert len(recipients) == 3
    assert [sizes(one) for one in recipients] == [{11}] * 3


def test_number_place_and_page_number_are_of_13_points() -> None:
    document = word("VN")
    number, place = (cell.paragraphs[0] for cell in document.tables[0].rows[1].cells)
    assert "BC-C06" in number.text
    assert "Hà Nội" in place.text
    assert sizes(number) == sizes(place) == {13}
    codes = [run for head in document.sections[0].header.paragraphs for run in head.runs if run._r.xpath("w:instrText")]
    assert [run.font.size.pt for run in codes] == [13]


def test_the_text_is_of_13_points_and_no_rule_stands_above_the_signature() -> None:
    document = word("VN")
    assert document.styles["Normal"].font.size.pt == 13
    bordered = [paragraph for paragraph in document.element.body.iter(qn("w:pBdr"))]
    kind = next(at for at, one in enumerate(document.element.body) if "BÁO CÁO" in "".join(one.itertext()))
    below_title = {id(border) for one in list(document.element.body)[kind + 4 :] for border in one.iter(qn("w:pBdr"))}
    assert len(bordered) == 3, "under the office, under the motto, under the title"
    assert not [border for border in bordered if id(border) in below_title]


def test_an_annex_says_which_report_it_goes_with() -> None:
    document = word("VN")
    annexes = [at for at, one in enumerate(document.paragraphs) if one.text.startswith("Phụ lục ")]
    assert len(annexes) >= 2
    beneath = {document.paragraphs[at + 1].text for at in annexes}
    assert len(beneath) == 1
    assert "Kèm theo Báo cáo số ……/BC-C06 ngày 01 tháng 6 năm 2021 của CỤC CẢNH SÁT" in beneath.pop()


def test_the_office_above_a_district_is_written_as_its_own_report_writes_it() -> None:
    above, own = (
        [paragraph.text for paragraph in word(unit).tables[0].rows[0].cells[0].paragraphs]
        for unit in (DISTRICT, PROVINCE)
    )
    assert above[0] == own[1] == "CÔNG AN THÀNH PHỐ HÀ NỘI"
    assert above[1] == "CÔNG AN THỊ XÃ SƠN TÂY"


@pytest.mark.parametrize("unit", ["VN", PROVINCE, DISTRICT])
def test_the_file_says_which_office_made_it_and_on_which_day(unit: str) -> None:
    before = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    about = word(unit).core_properties
    assert about.author == about.last_modified_by == word(unit).tables[0].rows[0].cells[0].paragraphs[1].text
    assert before <= about.created.replace(tzinfo=None) <= datetime.now(UTC).replace(tzinfo=None)
    assert about.created == about.modified


@pytest.mark.parametrize("form", ["docx", "pptx", "xlsx"])
@pytest.mark.parametrize("host", ["http://127.0.0.1:8501", "http://localhost:8501"])
def test_no_part_of_a_file_has_the_own_machines_address_or_the_snapshot(form: str, host: str) -> None:
    snapshot = content.queries.one("freshness", Selection(EVERYTHING, DISTRICT, AS_OF))["snapshot"]
    made = report(DISTRICT, f"{host}/?unit={DISTRICT}")
    with zipfile.ZipFile(io.BytesIO(FORMATS[form].file(made))) as parts:
        said = " ".join(parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels")))
    assert made.reference in said
    assert f"/?unit={DISTRICT}" in said
    assert not [part for part in ("127.0.0.1", "localhost", snapshot) if part in said]


def signature(document: Document) -> list[Paragraph]:
    """The left of the last table but one: to whom the report goes."""
    table = next(one for one in document.tables if "Nơi nhận:" in one.rows[0].cells[0].text)
    return table.rows[0].cells[0].paragraphs
