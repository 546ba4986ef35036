"""A letter in Word, laid out in the campaign's style, for staff to finish and have signed."""

import io

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt

from campaign import words
from campaign.report import docx_xml, paper
from campaign.report.docx import rows, said
from campaign.report.letters import Field, Letter


def write(letter: Letter) -> bytes:
    """The letter as DOCX."""
    document = docx.Document()
    paper.lay_out(document, letter.report)
    if letter.head:
        paper.head(document, letter.head, letter.report, letter.about)
    else:
        document.add_paragraph(letter.about, style="Title").alignment = ALIGN.CENTER
    to = document.add_paragraph(words.t("letters.to", to=letter.to))
    to.alignment, to.paragraph_format.space_before, to.paragraph_format.space_after = ALIGN.CENTER, Pt(18), Pt(12)
    for paragraph in letter.body:
        written = said(document.add_paragraph())
        for part in paragraph:
            if isinstance(part, Field):
                docx_xml.to_fill(written, part.name, part.text, paper.BODY)
            else:
                written.add_run(part)
    if letter.table:
        rows(document, letter.table)
        document.add_paragraph().paragraph_format.space_after = Pt(2)
    document.paragraphs[-1].paragraph_format.keep_with_next = True  # no signature stands alone on a page
    if letter.head:
        paper.signature(document, letter.head)
    paper.origin(document, letter.report)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
