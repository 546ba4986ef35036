"""The report as slides, 16:9: charts that PowerPoint draws and anybody can edit, maps as pictures, notes to read."""

import io

import pptx
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Emu, Inches, Length, Pt

from campaign import render, theme, words
from campaign.export import qr_codes
from campaign.figures.exhibit import Exhibit
from campaign.language import columns
from campaign.report import Report, Section, Table, pictures
from campaign.report.column_widths import column_widths
from campaign.report.pptx_chart import chart
from campaign.report.pptx_shapes import FACE, Area, box, describe, rgb, style, title_of, underline

WIDE, TALL, SIDE = Inches(13.333), Inches(7.5), Inches(0.55)
INNER = Emu(WIDE - 2 * SIDE)


def write(report: Report) -> bytes:
    """The report as PPTX."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = WIDE, TALL
    about = deck.core_properties
    about.title, about.subject, about.keywords, about.author = report.title, report.subtitle, report.snapshot, ""
    _cover(_slide(deck, report, report.title), report)
    for section in report.sections:
        _section(deck, report, section)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def _section(deck: Presentation, report: Report, section: Section) -> None:
    """A slide for each of a section's short tables, maps and charts; else one with what it says."""
    before = len(deck.slides)
    for table in section.tables:
        if not table.long:
            _table(_slide(deck, report, table.title, section.paragraphs), table)
    for exhibit in pictures.maps(section.exhibits):
        slide = _slide(deck, report, section.title, (exhibit.sentence,))
        _lines(slide, [(exhibit.sentence, "")], Inches(4.2))
        _picture(slide, exhibit, report.reader)
    for exhibit in section.charts:
        if exhibit.native:
            slide = _slide(deck, report, exhibit.title, (exhibit.sentence, exhibit.note))
            box(slide, exhibit.note, 12, Area(SIDE, Inches(1.1), INNER, Inches(0.35)), theme.MUTED)
            chart(slide, exhibit, exhibit.native, Area(SIDE, Inches(1.5), INNER, Inches(5.4)))
    if section.points or len(deck.slides) == before:
        slide = _slide(deck, report, section.title, section.paragraphs)
        _lines(slide, [(text, "") for text in section.paragraphs] + list(section.points), INNER)


def _slide(deck: Presentation, report: Report, title: str, notes: tuple[str, ...] = ()) -> Slide:
    """An empty slide with its title, what it says in its notes, and the origin of its figures at its foot."""
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    head = title_of(slide)
    head.left, head.top, head.width, head.height = SIDE, Inches(0.3), INNER, Inches(0.8)
    head.text_frame.text, head.text_frame.word_wrap = title, True
    head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    style(head.text_frame.paragraphs[0], 24, theme.INK, bold=True)
    foot = " · ".join((report.subtitle, report.origin[-1]))
    box(slide, foot, 10, Area(SIDE, Emu(TALL - Inches(0.45)), Inches(10), Inches(0.3)), theme.MUTED)
    if report.simulated:
        _mark(slide)
    notes_slide = slide.notes_slide.notes_text_frame
    assert notes_slide is not None, "python-pptx makes notes with room for text"
    notes_slide.text = "\n".join((*notes, *report.origin, report.link))
    return slide


def _mark(slide: Slide) -> None:
    """That the figures are simulated."""
    width = Inches(2.4)
    area = Area(Emu(WIDE - SIDE - width), Emu(TALL - Inches(0.48)), width, Inches(0.32))
    mark = box(slide, words.t("screen.simulated"), 11, area, theme.PAPER, bold=True)
    mark.fill.solid()
    mark.fill.fore_color.rgb = rgb(theme.INK)
    mark.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def _cover(slide: Slide, report: Report) -> None:
    """The answer, and a code that opens the view."""
    head = title_of(slide)
    head.top, head.height = Inches(1.2), Inches(1.4)
    style(head.text_frame.paragraphs[0], 32, theme.INK, bold=True)
    box(slide, f"{report.finding}.", 22, Area(SIDE, Inches(2.9), INNER, Inches(1.2)), theme.ACCENT, bold=True)
    box(slide, "\n".join(report.origin), 13, Area(SIDE, Inches(4.6), Inches(9), Inches(1.4)), theme.MUTED)
    code, side = qr_codes.png(report.link, scale=6), Inches(1.6)
    describe(slide.shapes.add_picture(code, Emu(WIDE - SIDE - side), Inches(4.6), side), report.link)


def _table(slide: Slide, table: Table) -> None:
    shown = columns.shown(table.frame)
    text = columns.texts(table.frame)
    height = Emu(Inches(0.38) * (len(shown) + 1))
    drawn = slide.shapes.add_table(len(shown) + 1, len(shown.columns), SIDE, Inches(1.35), INNER, height).table
    for column, width in enumerate(column_widths(shown, text, 12, INNER.pt)):
        drawn.columns[column].width = Pt(width)
    for row, values in enumerate([tuple(shown.columns), *shown.itertuples(index=False, name=None)]):
        for column, value in enumerate(values):
            cell = drawn.cell(row, column)
            cell.text, cell.vertical_anchor = str(value), MSO_ANCHOR.MIDDLE
            cell.margin_top = cell.margin_bottom = Pt(2)
            cell.fill.solid()
            cell.fill.fore_color.rgb = rgb(theme.WASH if row == 0 else theme.PAPER)
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.LEFT if column in text else PP_ALIGN.RIGHT
            style(paragraph, 12, theme.MUTED if row == 0 else theme.INK, bold=row == 0)
            underline(cell)


def _picture(slide: Slide, exhibit: Exhibit, reader: str) -> None:
    """A map at 300 dots to an inch; without a Chrome, why there is none."""
    left, top, tall = Inches(5.2), Inches(1.2), Inches(5.75)
    wide = Emu(WIDE - SIDE - left)
    try:
        shape = slide.shapes.add_picture(io.BytesIO(pictures.png(exhibit, reader)), left, top)
    except render.RenderError as error:
        box(slide, str(error), 14, Area(left, top, wide, Inches(1)), theme.MUTED)
        return
    scale = min(tall / shape.height, wide / shape.width)
    shape.width, shape.height = Emu(round(shape.width * scale)), Emu(round(shape.height * scale))
    describe(shape, exhibit.sentence)


def _lines(slide: Slide, said: list[tuple[str, str]], width: Length) -> None:
    """Sentences below one another, what in bold before why."""
    frame = slide.shapes.add_textbox(SIDE, Inches(1.3), width, Inches(5.4)).text_frame
    frame.word_wrap = True
    for number, (what, why) in enumerate(said):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(12)
        for text, bold in ((f"{what}. " if why else what, bool(why)), (why, False)):
            run = paragraph.add_run()
            run.text, run.font.bold = text, bold
            run.font.size, run.font.name, run.font.color.rgb = Pt(16), FACE, rgb(theme.INK)
