"""The report as slides, 16:9: charts that PowerPoint draws and anybody can edit, maps as pictures, notes to read."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime

import pptx
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from campaign import render, theme, words
from campaign.export import Origin, qr_codes
from campaign.figures.exhibit import Exhibit
from campaign.language import columns
from campaign.report import Report, pictures
from campaign.report.column_widths import column_widths
from campaign.report.deck import Shown, slide_of, slides
from campaign.report.letterhead import author
from campaign.report.pptx_chart import chart
from campaign.report.pptx_shapes import Area, box, describe, rgb, style, title_of
from campaign.report.pptx_table import table

WIDE, TALL, SIDE = Inches(13.333), Inches(7.5), Inches(0.55)
INNER = Emu(WIDE - 2 * SIDE)
FIGURE = Area(SIDE, Inches(2.05), INNER, Inches(4.85))  # where the figure of every slide stands
SLIDE = pictures.Size(round(pictures.LEGEND_BELOW * FIGURE.width / FIGURE.height), pictures.LEGEND_BELOW)
EVENTS = FIGURE._replace(top=Inches(5.85), height=Inches(1.05))  # six lines, for twenty of them
ABOVE_EVENTS = FIGURE._replace(height=Emu(EVENTS.top - FIGURE.top))
CODE = Inches(0.85)  # a side of the code beside the sentence
TABLE = FIGURE._replace(height=Inches(4.5))  # its headings may need a line more than there is room for
LETTERS, SMALL = 14, 12  # points, of a table, and of one that says more than MUCH characters
MUCH = 900


@dataclass(frozen=True)
class About:
    """What every slide of a deck says of it, and its file: `origin` goes into notes, its last line to the foot."""

    title: str
    subtitle: str
    author: str
    reference: str
    origin: tuple[str, ...]
    simulated: bool
    reader: str
    address: str = ""


def write(report: Report) -> bytes:
    """The report as PPTX."""
    origin = (*report.origin, report.place)
    about = About(
        report.title,
        report.subtitle,
        author(report),
        report.reference,
        origin,
        report.simulated,
        report.reader,
        report.address,
    )
    return _deck(about, f"{report.subtitle} · {report.origin[-1]}", slides(report))


def one(exhibit: Exhibit, origin: Origin) -> bytes:
    """An exhibit as a slide of its own."""
    shown = exhibit.short
    about = About(
        shown.title,
        shown.note,
        origin.campaign,
        origin.reference,
        (origin.line(),),
        origin.simulated,
        origin.reader,
        origin.address,
    )
    return _deck(about, origin.line(), [slide_of(shown)])


def _deck(about: About, foot: str, shown: list[Shown]) -> bytes:
    """Slides as PPTX; the first has the code that opens the view."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = WIDE, TALL
    properties = deck.core_properties
    properties.title, properties.subject, properties.keywords = about.title, about.subtitle, about.reference
    properties.author = properties.last_modified_by = about.author
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)  # written down as UTC
    for number, one in enumerate(shown):
        slide = _slide(deck, about, foot, one)
        _figure(slide, one, about.reader)
        if number == 0 and about.address:
            _code(slide, about.address)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def _slide(deck: Presentation, about: About, foot: str, shown: Shown) -> Slide:
    """A slide with its title, its sentence, notes, and the origin of its figures at its foot."""
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    head = title_of(slide)
    head.left, head.top, head.width, head.height = SIDE, Inches(0.3), INNER, Inches(0.9)
    head.text_frame.text, head.text_frame.word_wrap = shown.title, True
    head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    style(head.text_frame.paragraphs[0], _letters(shown.title), theme.INK, bold=True)
    box(slide, shown.sentence, 14, Area(SIDE, Inches(1.2), Emu(INNER - CODE), Inches(0.55)), theme.INK)
    box(slide, shown.note, 12, Area(SIDE, Inches(1.75), INNER, Inches(0.3)), theme.MUTED)
    box(slide, foot, 10, Area(SIDE, Emu(TALL - Inches(0.45)), Inches(10), Inches(0.3)), theme.MUTED)
    if about.simulated:
        _mark(slide)
    notes = slide.notes_slide.notes_text_frame
    assert notes is not None, "python-pptx makes notes with room for text"
    notes.text = "\n".join((shown.sentence, shown.note, *about.origin))
    return slide


def _letters(title: str) -> float:
    """Points at which a title stands in its box: two lines of the usual 24, or three of 18."""
    return 24 if len(title) <= 120 else 18


def _figure(slide: Slide, shown: Shown, reader: str) -> None:
    """The one figure of a slide."""
    if shown.chart and shown.chart.native:
        chart(slide, shown.chart, shown.chart.native, ABOVE_EVENTS if shown.chart.events else FIGURE)
        if shown.chart.events:
            box(slide, " · ".join(shown.chart.events), 10, EVENTS, theme.INK)
    if shown.map:
        _picture(slide, shown.map, reader)
    if shown.table:
        frame = columns.shown(shown.table.frame)
        text = columns.texts(shown.table.frame)
        rows = [list(frame.columns), *frame.astype(str).to_numpy().tolist()]
        table(slide, rows, column_widths(frame, text, LETTERS, INNER.pt), text, LETTERS, TABLE)
    if shown.points:
        heading = ["", words.t("report.deck_what"), words.t("report.deck_why")]
        rows = [heading, *([f"{number}", *point] for number, point in enumerate(shown.points, start=1))]
        parts = [Pt(30).pt, INNER.pt * 0.38, INNER.pt * 0.62 - Pt(30).pt]
        whole = Area(SIDE, Inches(1.3), INNER, Inches(5.4))
        long = sum(len(why) for _, why in shown.points) > MUCH
        table(slide, rows, parts, [0, 1, 2], SMALL if long else LETTERS, whole)


def _mark(slide: Slide) -> None:
    """That the figures are simulated."""
    width = Inches(2.4)
    area = Area(Emu(WIDE - SIDE - width), Emu(TALL - Inches(0.48)), width, Inches(0.32))
    mark = box(slide, words.t("screen.simulated"), 11, area, theme.PAPER, bold=True)
    mark.fill.solid()
    mark.fill.fore_color.rgb = rgb(theme.INK)
    mark.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def _code(slide: Slide, address: str) -> None:
    """A code that opens the view, beside the sentence."""
    picture = slide.shapes.add_picture(qr_codes.png(address, scale=6), Emu(WIDE - SIDE - CODE), Inches(1.15), CODE)
    describe(picture, address)


def _picture(slide: Slide, exhibit: Exhibit, reader: str) -> None:
    """A map at 300 dots to an inch, in the middle; without a Chrome, why there is none."""
    try:
        file = io.BytesIO(pictures.png(exhibit, reader, SLIDE))
    except render.RenderError as error:
        box(slide, str(error), 14, FIGURE, theme.MUTED)
        return
    describe(slide.shapes.add_picture(file, FIGURE.left, FIGURE.top, FIGURE.width, FIGURE.height), exhibit.sentence)
