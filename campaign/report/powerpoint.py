"""Parts of a slide as we want them: text in our face and colours, lines under cells, charts that PowerPoint draws."""

from pptx.chart.chart import Chart as Drawn
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Length, Pt

from campaign import theme
from campaign.report import Chart

FACE = "Arial"
KINDS = {"line": XL_CHART_TYPE.LINE, "bar": XL_CHART_TYPE.BAR_CLUSTERED, "stacked": XL_CHART_TYPE.BAR_STACKED}
DASHED = 2  # series from here on are a forecast's


def box(
    slide: Slide,
    text: str,
    size: float,
    left: Length,
    top: Length,
    width: Length,
    height: Length,
    colour: str,
    bold: bool = False,
) -> object:
    """Put a text into a box of its own, in its place; gives the box."""
    made = slide.shapes.add_textbox(left, top, width, height)
    made.text_frame.word_wrap = True
    made.text_frame.text = text
    for side in ("left", "right", "top", "bottom"):
        setattr(made.text_frame, f"margin_{side}", Pt(2))
    for paragraph in made.text_frame.paragraphs:
        style(paragraph, size, colour, bold)
    return made


def style(paragraph: object, size: float, colour: str, bold: bool = False) -> None:
    """Our face for the runs of a paragraph, `size` points, in a colour of the theme."""
    if paragraph.alignment is None:
        paragraph.alignment = PP_ALIGN.LEFT
    for run in paragraph.runs:
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, FACE
        run.font.color.rgb = rgb(colour)


def rgb(colour: str) -> RGBColor:
    """A colour of the theme as PowerPoint has it."""
    return RGBColor.from_string(colour.removeprefix("#").upper())


def rule(cell: object) -> None:
    """A hairline under the cell."""
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": "6350"})
    fill = line.makeelement(qn("a:solidFill"), {})
    colour = fill.makeelement(qn("a:srgbClr"), {"val": theme.RULE.removeprefix("#")})
    fill.append(colour)
    line.append(fill)
    properties.insert(0, line)


def chart(slide: Slide, chart: Chart, *place: Length) -> None:
    """A chart that PowerPoint draws from its own sheet, in its place (left, top, width, height)."""
    data = CategoryChartData(number_format=chart.number_format)
    data.categories = chart.categories
    for name, values in chart.series.items():
        data.add_series(name, values)
    frame = slide.shapes.add_chart(KINDS[chart.kind], *place, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", chart.sentence)
    drawn: Drawn = frame.chart
    drawn.font.size, drawn.font.name, drawn.font.color.rgb = Pt(12), FACE, rgb(theme.INK)
    drawn.has_title = False
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    values, names = drawn.value_axis, drawn.category_axis
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = chart.axis_format, False
    values.major_gridlines.format.line.color.rgb = rgb(theme.RULE)
    values.format.line.fill.background()
    names.format.line.color.rgb = rgb(theme.FAINT)
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
        series.format.line.color.rgb, series.format.line.width = rgb(colour), Pt(2.5 if place == 0 else 1.75)
        series.marker.style = None
        series._element.get_or_add_marker().get_or_add_symbol().set("val", "none")
        if place >= DASHED:
            series.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH


def _bars_of(plot: object, chart: Chart) -> None:
    for series, colour in zip(plot.series, chart.colours, strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(colour)
    if chart.kind == "stacked":
        plot.overlap = 100
    labels = plot.series[0].data_labels  # what is left is read off the axis: its label would not fit a short bar
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, chart.number_format, False
    labels.font.size = Pt(11)
    if chart.kind == "stacked":
        labels.font.color.rgb = rgb(theme.PAPER)
