"""The report as slides, 16:9: charts that PowerPoint draws and anybody can edit, maps as pictures, notes to read."""

import io

import pptx
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.util import Inches, Length, Pt

from campaign import render, theme, words
from campaign.export import codes
from campaign.figures.exhibit import Exhibit
from campaign.language import columns
from campaign.report import Report, Section, Table, layout, pictures, powerpoint

WIDE, TALL, SIDE = Inches(13.333), Inches(7.5), Inches(0.55)


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


def _section(deck: object, report: Report, section: Section) -> None:
    """A slide for each of a section's short tables, maps and charts; else one with what it says."""
    slides = 0
    for table in section.tables:
        if not table.long:
            slide = _slide(deck, report, table.title, section.paragraphs)
            _table(slide, table)
            slides += 1
    for exhibit in pictures.maps(section.exhibits):
        slide = _slide(deck, report, section.title, (exhibit.sentence,))
        _lines(slide, [(exhibit.sentence, "")], Inches(4.2))
        _picture(slide, exhibit, report.reader)
        slides += 1
    for chart in section.charts:
        slide = _slide(deck, report, chart.title, (chart.sentence, chart.note))
        powerpoint.box(slide, chart.note, 12, SIDE, Inches(1.1), WIDE - 2 * SIDE, Inches(0.35), theme.MUTED)
        powerpoint.chart(slide, chart, SIDE, Inches(1.5), WIDE - 2 * SIDE, Inches(5.4))
        slides += 1
    if section.points or not slides:
        slide = _slide(deck, report, section.title, section.paragraphs)
        _lines(slide, [(text, "") for text in section.paragraphs] + list(section.points), WIDE - 2 * SIDE)


def _slide(deck: object, report: Report, title: str, notes: tuple[str, ...] = ()) -> Slide:
    """An empty slide with its title, what it says in its notes, and the origin of its figures at its foot."""
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = SIDE, Inches(0.3), WIDE - 2 * SIDE, Inches(0.8)
    head.text_frame.text, head.text_frame.word_wrap = title, True
    head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    powerpoint.style(head.text_frame.paragraphs[0], 24, theme.INK, bold=True)
    foot = " · ".join((report.subtitle, report.origin[-1]))
    powerpoint.box(slide, foot, 10, SIDE, TALL - Inches(0.45), Inches(10), Inches(0.3), theme.MUTED)
    if report.simulated:
        width = Inches(2.4)
        mark = powerpoint.box(
            slide,
            words.t("screen.simulated"),
            11,
            WIDE - SIDE - width,
            TALL - Inches(0.48),
            width,
            Inches(0.32),
            theme.PAPER,
            bold=True,
        )
        mark.fill.solid()
        mark.fill.fore_color.rgb = powerpoint.rgb(theme.INK)
        mark.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    slide.notes_slide.notes_text_frame.text = "\n".join((*notes, *report.origin, report.link))
    return slide


def _cover(slide: Slide, report: Report) -> None:
    """The answer, and a code that opens the view."""
    head = slide.shapes.title
    head.top, head.height = Inches(1.2), Inches(1.4)
    powerpoint.style(head.text_frame.paragraphs[0], 32, theme.INK, bold=True)
    powerpoint.box(
        slide, f"{report.finding}.", 22, SIDE, Inches(2.9), WIDE - 2 * SIDE, Inches(1.2), theme.ACCENT, bold=True
    )
    powerpoint.box(slide, "\n".join(report.origin), 13, SIDE, Inches(4.6), Inches(9), Inches(1.4), theme.MUTED)
    code = codes.png(report.link, scale=6)
    shape = slide.shapes.add_picture(code, WIDE - SIDE - Inches(1.6), Inches(4.6), Inches(1.6))
    shape._element.nvPicPr.cNvPr.set("descr", report.link)


def _table(slide: Slide, table: Table) -> None:
    shown = columns.shown(table.frame)
    text = columns.texts(table.frame)
    place = (SIDE, Inches(1.35), WIDE - 2 * SIDE, Inches(0.38) * (len(shown) + 1))
    drawn = slide.shapes.add_table(len(shown) + 1, len(shown.columns), *place).table
    sizes = layout.widths(shown, text, 12, Length(WIDE - 2 * SIDE).pt)
    for column, width in zip(drawn.columns, sizes, strict=True):
        column.width = Pt(width)
    for line, values in enumerate([tuple(shown.columns), *shown.itertuples(index=False, name=None)]):
        for where, value in enumerate(values):
            cell = drawn.cell(line, where)
            cell.text, cell.vertical_anchor = str(value), MSO_ANCHOR.MIDDLE
            cell.margin_top = cell.margin_bottom = Pt(2)
            cell.fill.solid()
            cell.fill.fore_color.rgb = powerpoint.rgb(theme.WASH if line == 0 else theme.PAPER)
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.LEFT if where in text else PP_ALIGN.RIGHT
            powerpoint.style(paragraph, 12, theme.MUTED if line == 0 else theme.INK, bold=line == 0)
            powerpoint.rule(cell)


def _picture(slide: Slide, exhibit: Exhibit, reader: str) -> None:
    """A map at 300 dots to an inch; without a Chrome, why there is none."""
    left, top, tall = Inches(5.2), Inches(1.2), Inches(5.75)
    try:
        shape = slide.shapes.add_picture(io.BytesIO(pictures.png(exhibit, reader)), left, top)
    except render.RenderError as error:
        powerpoint.box(slide, str(error), 14, left, top, WIDE - SIDE - left, Inches(1), theme.MUTED)
        return
    scale = min(tall / shape.height, (WIDE - SIDE - left) / shape.width)
    shape.width, shape.height = round(shape.width * scale), round(shape.height * scale)
    shape._element.nvPicPr.cNvPr.set("descr", exhibit.sentence)


def _lines(slide: Slide, said: list[tuple[str, str]], width: Length) -> None:
    """Sentences below one another, what in bold before why."""
    box = slide.shapes.add_textbox(SIDE, Inches(1.3), width, Inches(5.4))
    frame = box.text_frame
    frame.word_wrap = True
    for number, (what, why) in enumerate(said):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(12)
        for text, bold in ((f"{what}. " if why else what, bool(why)), (why, False)):
            run = paragraph.add_run()
            run.text, run.font.bold = text, bold
            run.font.size, run.font.name, run.font.color.rgb = Pt(16), powerpoint.FACE, powerpoint.rgb(theme.INK)
