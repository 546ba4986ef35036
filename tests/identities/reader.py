"""Opens every page and every kind of report as a reader does, and collects what stands there: texts and tables."""

import re
import subprocess
from dataclasses import dataclass
from html import unescape
from io import BytesIO

import docx
import openpyxl
import pandas as pd
import pptx
import pytest
from docx.oxml.ns import qn

from campaign import words
from campaign.figures.exhibit import Exhibit
from campaign.report import content
from campaign.report.writers import FORMATS
from campaign.serving import catalogue
from campaign.serving.selection import Selection
from campaign.ui import navigation, share
from tests.pages.test_pages import run, unit_shown

WHOLE = ("method",)  # pages on the whole campaign, whatever unit is chosen
BREAK = " ¶ "  # no figure is read across it


@dataclass(frozen=True)
class Found:
    """What one page or file says: `where` it is, of which unit, its text, and its tables by the key of the exhibit."""

    where: str
    unit: str
    text: str
    tables: dict[str, pd.DataFrame]


def pages(selection: Selection, language: str) -> list[Found]:
    """Every page of the menu, with the table of each exhibit that it shows."""
    query = {"unit": selection.unit, "measure": selection.measured, "as_of": str(selection.as_of), "lang": language}
    root = catalogue.campaign().root
    return [_page(stem, query | ({"unit": root} if stem in WHOLE else {})) for stem in navigation.PAGES]


def _page(stem: str, query: dict[str, str]) -> Found:
    shown: dict[str, Exhibit] = {}
    with pytest.MonkeyPatch.context() as patch:
        for name in ("menu", "tables"):
            patch.setattr(share, name, lambda exhibit: shown.setdefault(exhibit.key, exhibit))
        app = run(stem, **query)
    assert not app.exception, (stem, query)
    blocks = [*(block.body for block in app.html), *(block.value for block in app.markdown)]
    texts = [_plain(block) for block in blocks] + [exhibit.sentence for exhibit in shown.values()]
    tables = {key: exhibit.table for key, exhibit in shown.items() if exhibit.table is not None}
    unit = unit_shown(app) or query["unit"]  # a page that does not go down so far says so
    return Found(f"{stem} {query}", unit, BREAK.join(texts), tables)


def reports(selection: Selection, language: str) -> list[Found]:
    """The report in every format; its tables are in the workbook."""
    words.use(language)
    report = content.report(selection.of(None), "https://example.vn/")
    where = f"{selection.unit} {selection.as_of} {language}"
    texts = {"docx": _docx, "pptx": _pptx, "xlsx": _xlsx, "pdf": _pdf, "brief": _pdf}
    tables = {table.key: table.frame for section in report.sections for table in section.tables}
    return [
        Found(f"{form} {where}", selection.unit, texts[form](known.file(report)), tables if form == "xlsx" else {})
        for form, known in FORMATS.items()
    ]


def _plain(block: str) -> str:
    return unescape(re.sub(r"<[^>]+>", BREAK, re.sub(r"<style.*?</style>", "", block, flags=re.DOTALL)))


def _docx(file: bytes) -> str:
    paragraphs = docx.Document(BytesIO(file)).element.iter(qn("w:p"))
    return BREAK.join("".join(node.text or "" for node in one.iter(qn("w:t"))) for one in paragraphs)


def _pptx(file: bytes) -> str:
    slides = pptx.Presentation(BytesIO(file)).slides
    frames = [shape.text_frame for slide in slides for shape in slide.shapes if shape.has_text_frame]
    return BREAK.join(frame.text for frame in frames)


def _xlsx(file: bytes) -> str:
    sheets = openpyxl.load_workbook(BytesIO(file), read_only=True)
    rows = [row for sheet in sheets for row in sheet.iter_rows(values_only=True)]
    return BREAK.join(cell for row in rows for cell in row if isinstance(cell, str))


def _pdf(file: bytes) -> str:
    text = subprocess.run(["pdftotext", "-", "-"], input=file, check=True, capture_output=True).stdout.decode()
    return BREAK.join(re.sub(r"\s+", " ", block) for block in text.split("\n\n"))
