"""What stands around the text in Word, in any style: page, head, title, signature, origin."""

from datetime import UTC, datetime

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.section import Section as DocxSection
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from campaign import words
from campaign.export import qr_codes
from campaign.language import formats
from campaign.report import Report, docx_xml
from campaign.report.letterhead import Letterhead, author, dated
from campaign.report.letterhead import annexed as annexed_line

TITLE, BODY, NUMBER, LIST, SMALL, FOOT = 14, 13, 13, 11, 10, 9  # points; NUMBER is also that of day and page
TEXT = 165 * 72 / 25.4  # points between the margins of every style


def lay_out(document: Document, report: Report) -> None:
    """Page, styles, what stands on every page."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    for side, size in report.style.margins.items():
        setattr(page, f"{side}_margin", Mm(size))
    page.header_distance = page.footer_distance = Mm(8)
    _styles(document)
    about = document.core_properties
    about.title, about.subject, about.language = report.title, report.subtitle, words.language()
    about.author = about.last_modified_by = author(report)
    about.keywords, about.comments = report.reference, ""
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None)  # python-docx writes it down as UTC
    _every_page(page, report)


def _styles(document: Document) -> None:
    """Times New Roman throughout, and the language that Word checks the spelling of."""
    styles = document.styles
    docx_xml.face(styles["Normal"], BODY)
    docx_xml.face(styles["Title"], TITLE, bold=True)
    docx_xml.face(styles["Heading 1"], BODY, bold=True)
    docx_xml.face(styles["Caption"], LIST, italic=True)
    body = styles["Normal"].paragraph_format
    body.space_after, body.line_spacing = Pt(6), 1.1
    heading = styles["Heading 1"].paragraph_format
    heading.space_before, heading.space_after, heading.keep_with_next = Pt(12), Pt(6), True
    for border in styles["Title"].element.pPr.findall(qn("w:pBdr")):
        styles["Title"].element.pPr.remove(border)
    language = styles.element.find(f".//{qn('w:lang')}")
    language.set(qn("w:val"), formats.region(words.language()))


def _every_page(page: DocxSection, report: Report) -> None:
    """Its number, from the second on; that the figures are simulated; where they come from."""
    page.different_first_page_header_footer = True
    _mark(page.first_page_header.paragraphs[0], report)
    numbered = page.header.paragraphs[0]
    _mark(numbered, report)
    number = page.header.add_paragraph() if report.simulated else numbered
    number.alignment = ALIGN.CENTER
    docx_xml.field(docx_xml.sized(number.add_run(), NUMBER), "PAGE")
    for foot in (page.first_page_footer, page.footer):
        _small(foot.paragraphs[0], " · ".join((report.subtitle, report.origin[-1])), FOOT).alignment = ALIGN.CENTER


def head(document: Document, head: Letterhead, report: Report, about: str = "") -> None:
    """Who writes on the left, the state and its motto on the right; number and day below, of a letter what it is
    about. In a style with numbers a symbol that the campaign does not name is for staff to fill."""
    table = document.add_table(2, 2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    docx_xml.borders(table)
    docx_xml.widths(table, [190, TEXT - 190 + 12])
    left, right = table.rows[0].cells
    _centred(left.paragraphs[0], head.superior, 12)
    _centred(left.add_paragraph(), head.office, 12, bold=True)
    docx_xml.rule(left.add_paragraph(), 60)
    if head.state:
        _centred(right.paragraphs[0], head.state, 12, bold=True)
        _centred(right.add_paragraph(), head.motto, 13, bold=True)
        docx_xml.rule(right.add_paragraph(), 62)
    number, day = (cell.paragraphs[0] for cell in table.rows[1].cells)
    if report.style.numbered:
        _centred(number, f"{words.t('report.number')} ", NUMBER)
        docx_xml.to_fill(number, words.t("report.number"), words.t("report.number_blank"), NUMBER)
        docx_xml.sized(number.add_run(f"/{head.symbol}"), NUMBER)
        if not head.symbol:
            docx_xml.to_fill(number, words.t("letters.symbol"), words.t("report.number_blank"), NUMBER)
    else:
        _centred(number, head.symbol, NUMBER)
    if about:
        _centred(table.rows[1].cells[0].add_paragraph(), about, 12)
    _centred(day, f"{head.place_name}, ", NUMBER, italic=True)
    docx_xml.to_fill(day, words.t("report.dated_field"), dated(report), NUMBER, italic=True)


def title(document: Document, report: Report) -> None:
    """What kind of document it is and what it is about."""
    kind = document.add_paragraph(words.t("report.kind"), style="Title")
    about = document.add_paragraph(style="Title")
    about.add_run(report.title)
    when = document.add_paragraph()
    when.add_run(f"({report.subtitle})").italic = True
    for line in (kind, about, when):
        line.alignment = ALIGN.CENTER
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(3)
    kind.paragraph_format.space_before = Pt(14)
    docx_xml.rule(document.add_paragraph(), 170)


def signature(document: Document, head: Letterhead) -> None:
    """To whom on the left, who signs on the right."""
    table = document.add_table(1, 2)
    docx_xml.borders(table)
    docx_xml.whole_rows(table)
    docx_xml.widths(table, [TEXT / 2, TEXT / 2])
    left, right = table.rows[0].cells
    to = left.paragraphs[0].add_run(words.t("report.recipients"))
    to.bold, to.italic, to.font.size = True, True, Pt(12)
    for one in head.recipients:
        _small(left.add_paragraph(), f"- {one};" if one != head.recipients[-1] else f"- {one}.", LIST)
    _centred(right.paragraphs[0], head.signer, BODY, bold=True)
    name = right.add_paragraph()
    name.alignment, name.paragraph_format.space_before = ALIGN.CENTER, Pt(64)
    docx_xml.to_fill(name, words.t("report.signer_field"), words.t("report.signature"), BODY)


def annexed(document: Document, head: Letterhead, report: Report) -> None:
    """With which report an annex goes, below its title."""
    line = _centred(document.add_paragraph(), annexed_line(report, head), LIST, italic=True)
    line.paragraph_format.space_after, line.paragraph_format.keep_with_next = Pt(6), True


def origin(document: Document, report: Report) -> None:
    """Where the figures come from, with a code that opens the view where others can reach it."""
    document.add_paragraph().paragraph_format.keep_with_next = True  # Word makes one table of two that touch
    table = document.add_table(1, 2)
    docx_xml.borders(table)
    docx_xml.whole_rows(table)
    docx_xml.widths(table, [TEXT - 90, 90])
    left, right = table.rows[0].cells
    title = left.paragraphs[0].add_run(words.t("report.origin"))
    title.bold, title.font.size = True, Pt(SMALL)
    for line in (*report.origin, report.place):
        _small(left.add_paragraph(), line)
    if report.address:
        run = right.paragraphs[0].add_run()
        run.add_picture(qr_codes.png(report.address, scale=6), width=Mm(26))
        docx_xml.described(run, report.address)


def _mark(paragraph: Paragraph, report: Report) -> None:
    """That the figures are simulated."""
    if report.simulated:
        paragraph.alignment = ALIGN.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(words.t("screen.simulated"))
        run.bold, run.font.size = True, Pt(LIST)


def _centred(paragraph: Paragraph, text: str, size: float, bold: bool = False, italic: bool = False) -> Paragraph:
    paragraph.alignment, paragraph.paragraph_format.space_after = ALIGN.CENTER, Pt(0)
    paragraph.paragraph_format.line_spacing = 1.0
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def _small(paragraph: Paragraph, text: str, size: float = SMALL) -> Paragraph:
    paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(0), 1.0
    docx_xml.sized(paragraph.add_run(text), size)
    return paragraph
