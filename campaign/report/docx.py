"""The report in Word, laid out in the campaign's style, for staff to finish and have signed."""

import io

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from campaign import render, theme
from campaign.figures.exhibit import Exhibit
from campaign.language import columns
from campaign.report import Report, Section, Table, docx_xml, paper, pictures
from campaign.report.column_widths import column_widths
from campaign.report.letterhead import letterhead, roman
from campaign.report.numbering import numbered_titles, references

CELL, MAP_ROOM = 10, 96 * 72 / 25.4  # points: letters of a cell, room for a map beside the text


def write(report: Report) -> bytes:
    """The report as DOCX."""
    document = docx.Document()
    paper.lay_out(document, report)
    head = letterhead(report)
    if head:
        paper.head(document, head, report)
    paper.title(document, report)
    numbered = numbered_titles(report)
    for position, section in enumerate(report.sections, start=1):
        document.add_heading(f"{roman(position)}. {section.title}", level=1)
        _section(document, section, numbered, report.reader)
    document.paragraphs[-1].paragraph_format.keep_with_next = True  # no signature stands alone on a page
    if head:
        paper.signature(document, head)
    if report.annexes:
        docx_xml.restarted(document.add_section(WD_SECTION.NEW_PAGE))
    for table in report.annexes:
        document.add_heading(numbered[id(table)], level=1)
        if head:
            paper.annexed(document, head, report)
        rows(document, table)
    paper.origin(document, report)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _section(document: Document, section: Section, numbered: dict[int, str], reader: str) -> None:
    sentences = [*section.paragraphs, *references(section, numbered)]
    maps = pictures.maps(section.exhibits)
    for shown in maps:
        _beside(document, sentences, shown, numbered[id(shown)], reader)
    for text in sentences if not maps else ():
        said(document.add_paragraph(text))
    for number, (what, why) in enumerate(section.points, start=1):
        point = said(document.add_paragraph(f"{number}. "))
        point.add_run(f"{what}. ").bold = True
        point.add_run(why)
    for exhibit in pictures.figures(section.exhibits):
        if exhibit not in maps:
            _figure(document, document.add_paragraph(), exhibit, numbered[id(exhibit)], reader)
    for table in section.tables:
        if not table.long:
            title = document.add_paragraph(numbered[id(table)], style="Caption")
            title.paragraph_format.keep_with_next = True
            title.paragraph_format.space_before = Pt(6)
            rows(document, table)
            document.add_paragraph().paragraph_format.space_after = Pt(2)


def _beside(document: Document, sentences: list[str], exhibit: Exhibit, title: str, reader: str) -> None:
    """What is said on the left, the map that shows it on the right."""
    frame = document.add_table(1, 2)
    docx_xml.borders(frame)
    docx_xml.widths(frame, [paper.TEXT - MAP_ROOM, MAP_ROOM])
    left, right = frame.rows[0].cells
    for number, text in enumerate(sentences):
        narrow = said(left.paragraphs[0] if number == 0 else left.add_paragraph())
        narrow.alignment = ALIGN.LEFT  # a narrow column has no words to spread
        narrow.add_run(text)
    _figure(right, right.paragraphs[0], exhibit, title, reader)


def rows(document: Document, table: Table) -> None:
    """A table of the report, its heading on every page."""
    shown = columns.shown(table.frame)
    text = columns.texts(table.frame)
    drawn = document.add_table(len(shown) + 1, len(shown.columns))
    drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
    docx_xml.borders(drawn, top=4, bottom=4, insideH=4, insideV=4, left=4, right=4)
    docx_xml.whole_rows(drawn, heading=True)
    docx_xml.widths(drawn, column_widths(shown, text, CELL, paper.TEXT))
    lines = [tuple(shown.columns), *shown.itertuples(index=False, name=None)]
    for line, (row, values) in enumerate(zip(drawn._tbl.tr_lst, lines, strict=True)):
        for column, (cell, value) in enumerate(zip(row.tc_lst, values, strict=True)):
            _cell(_Cell(cell, drawn), str(value), heading=line == 0, left=column in text)


def _cell(cell: _Cell, text: str, heading: bool, left: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(1), 1.0
    paragraph.alignment = ALIGN.CENTER if heading else ALIGN.LEFT if left else ALIGN.RIGHT
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(CELL), heading
    if heading:
        docx_xml.shaded(cell, theme.WASH)


def _figure(room: Document | _Cell, figure: Paragraph, exhibit: Exhibit, title: str, reader: str) -> None:
    """A figure, its caption below it in `room`; without a Chrome, what it says and why there is no picture."""
    figure.paragraph_format.keep_with_next, figure.alignment = True, ALIGN.CENTER
    told = pictures.events(exhibit)
    try:
        run = figure.add_run()
        run.add_picture(io.BytesIO(pictures.png(exhibit, reader)), width=Mm(pictures.printed(exhibit)))
        docx_xml.described(run, exhibit.sentence)
    except render.RenderError as error:
        figure.add_run(f"[{error}] {exhibit.sentence}").italic = True
        told = ""
    caption = room.add_paragraph(title, style="Caption")
    caption.alignment = ALIGN.CENTER
    if told:
        caption.paragraph_format.keep_with_next = True
        room.add_paragraph().add_run(told).font.size = Pt(CELL)


def said(paragraph: Paragraph) -> Paragraph:
    """A paragraph of the text: spread, its first line drawn in."""
    paragraph.alignment = ALIGN.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(10)
    return paragraph
