"""The report as slides, 16:9: charts that PowerPoint draws and anybody can edit, maps as pictures, notes to read."""

import io

import pptx
from pptx.chart.chart import Chart as Drawn
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Inches, Length, Pt

from campaign import columns, render, theme, words
from campaign.exhibits import Exhibit
from campaign.export import codes
from campaign.report import Chart, Report, Section, Table, layout, pictures

FACE = "Arial"
WIDE, TALL, SIDE = Inches(13.333), Inches(7.5), Inches(0.55)
KINDS = {"line": XL_CHART_TYPE.LINE, "bar": XL_CHART_TYPE.BAR_CLUSTERED, "stacked": XL_CHART_TYPE.BAR_STACKED}
DASHED = 2  # series from here on are a forecast's


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
        _text(slide, chart.note, 12, SIDE, Inches(1.1), WIDE - 2 * SIDE, Inches(0.35), theme.MUTED)
        _chart(slide, chart)
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
    _style(head.text_frame.paragraphs[0], 24, theme.INK, bold=True)
    foot = " · ".join((report.subtitle, report.origin[-1]))
    _text(slide, foot, 10, SIDE, TALL - Inches(0.45), Inches(10), Inches(0.3), theme.MUTED)
    if report.simulated:
        width = Inches(2.4)
        mark = _text(slide, words.t("screen.simulated"), 11, WIDE - SIDE - width, TALL - Inches(0.48), width,
                     Inches(0.32), theme.PAPER, bold=True)
        mark.fill.solid()
        mark.fill.fore_color.rgb = _colour(theme.INK)
        mark.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    slide.notes_slide.notes_text_frame.text = "\n".join((*notes, *report.origin, report.link))
    return slide


def _cover(slide: Slide, report: Report) -> None:
    """The answer, and a code that opens the view."""
    head = slide.shapes.title
    head.top, head.height = Inches(1.2), Inches(1.4)
    _style(head.text_frame.paragraphs[0], 32, theme.INK, bold=True)
    _text(slide, f"{report.finding}.", 22, SIDE, Inches(2.9), WIDE - 2 * SIDE, Inches(1.2), theme.ACCENT, bold=True)
    _text(slide, "\n".join(report.origin), 13, SIDE, Inches(4.6), Inches(9), Inches(1.4), theme.MUTED)
    code = codes.png(report.link, scale=6)
    shape = slide.shapes.add_picture(code, WIDE - SIDE - Inches(1.6), Inches(4.6), Inches(1.6))
    shape._element.nvPicPr.cNvPr.set("descr", report.link)


def _chart(slide: Slide, chart: Chart) -> None:
    data = CategoryChartData(number_format=chart.number_format)
    data.categories = chart.categories
    for name, values in chart.series.items():
        data.add_series(name, values)
    frame = slide.shapes.add_chart(KINDS[chart.kind], SIDE, Inches(1.5), WIDE - 2 * SIDE, Inches(5.4), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", chart.sentence)
    drawn: Drawn = frame.chart
    drawn.font.size, drawn.font.name, drawn.font.color.rgb = Pt(12), FACE, _colour(theme.INK)
    drawn.has_title = False
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    values, names = drawn.value_axis, drawn.category_axis
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = chart.axis_format, False
    values.major_gridlines.format.line.color.rgb = _colour(theme.RULE)
    values.format.line.fill.background()
    names.format.line.color.rgb = _colour(theme.FAINT)
    plot = drawn.plots[0]
    if chart.kind == "line":
        names.tick_labels.number_format, names.tick_labels.number_format_is_linked = "dd/mm", False
        names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        _lines_of(plot, chart)
    else:
        names.reverse_order, plot.gap_width = True, 40
        values.visible = chart.kind == "stacked"
        _bars_of(plot, chart)


def _lines_of(plot: object, chart: Chart) -> None:
    for place, (series, colour) in enumerate(zip(plot.series, chart.colours, strict=False)):
        series.smooth = False
        series.format.line.color.rgb, series.format.line.width = _colour(colour), Pt(2.5 if place == 0 else 1.75)
        series.marker.style = None
        series._element.get_or_add_marker().get_or_add_symbol().set("val", "none")
        if place >= DASHED:
            series.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH


def _bars_of(plot: object, chart: Chart) -> None:
    for series, colour in zip(plot.series, chart.colours, strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _colour(colour)
    if chart.kind == "stacked":
        plot.overlap = 100
    labels = plot.series[0].data_labels  # what is left is read off the axis: its label would not fit a short bar
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, chart.number_format, False
    labels.font.size = Pt(11)
    if chart.kind == "stacked":
        labels.font.color.rgb = _colour(theme.PAPER)


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
            cell.fill.fore_color.rgb = _colour(theme.WASH if line == 0 else theme.PAPER)
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.LEFT if where in text else PP_ALIGN.RIGHT
            _style(paragraph, 12, theme.MUTED if line == 0 else theme.INK, bold=line == 0)
            _ruled(cell)


def _ruled(cell: object) -> None:
    """A hairline under the cell."""
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": "6350"})
    fill = line.makeelement(qn("a:solidFill"), {})
    colour = fill.makeelement(qn("a:srgbClr"), {"val": theme.RULE.removeprefix("#")})
    fill.append(colour)
    line.append(fill)
    properties.insert(0, line)


def _picture(slide: Slide, exhibit: Exhibit, reader: str) -> None:
    """A map at 300 dots to an inch; without a Chrome, why there is none."""
    left, top, tall = Inches(5.2), Inches(1.2), Inches(5.75)
    try:
        shape = slide.shapes.add_picture(io.BytesIO(pictures.png(exhibit, reader)), left, top)
    except render.RenderError as error:
        _text(slide, str(error), 14, left, top, WIDE - SIDE - left, Inches(1), theme.MUTED)
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
            run.font.size, run.font.name, run.font.color.rgb = Pt(16), FACE, _colour(theme.INK)


def _text(slide: Slide, text: str, size: float, left: Length, top: Length, width: Length, height: Length, colour: str,
          bold: bool = False) -> object:
    box = slide.shapes.add_textbox(left, top, width, height)
    box.text_frame.word_wrap = True
    box.text_frame.text = text
    for side in ("left", "right", "top", "bottom"):
        setattr(box.text_frame, f"margin_{side}", Pt(2))
    for paragraph in box.text_frame.paragraphs:
        _style(paragraph, size, colour, bold)
    return box


def _style(paragraph: object, size: float, colour: str, bold: bool = False) -> None:
    if paragraph.alignment is None:
        paragraph.alignment = PP_ALIGN.LEFT
    for run in paragraph.runs:
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, FACE
        run.font.color.rgb = _colour(colour)


def _colour(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#").upper())
