"""A chart that PowerPoint draws from its own sheet, so that the reader can edit it."""

from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import ChartData
from pptx.chart.plot import BarPlot, LinePlot
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.slide import Slide
from pptx.util import Pt

from campaign import theme
from campaign.figures.exhibit import Exhibit
from campaign.figures.native import NativeChart, Series
from campaign.language import formats
from campaign.report.pptx_marks import monthly, spanned, unlisted, upright
from campaign.report.pptx_shapes import FACE, Area, describe, rgb

KINDS = {"line": XL_CHART_TYPE.LINE, "bar": XL_CHART_TYPE.BAR_CLUSTERED, "stacked": XL_CHART_TYPE.BAR_STACKED}


def chart(slide: Slide, exhibit: Exhibit, native: NativeChart, area: Area) -> None:
    """Draw an exhibit's table on a slide; each of its series goes through all rows."""
    table = exhibit.readable
    series = native.series(table)
    data = ChartData(number_format=native.format_of())
    data.categories = native.categories(table)
    for one in series:
        data.add_series(one.name, native.numbers(table, one.column))
    frame: Any = slide.shapes.add_chart(KINDS[native.kind], *area, data)  # a frame, though it says that it is a chart
    describe(frame, exhibit.sentence)
    drawn: Chart = frame.chart
    drawn.font.size, drawn.font.name, drawn.font.color.rgb = Pt(12), FACE, rgb(theme.INK)
    drawn.has_title = False
    drawn.has_legend = len(series) > 1
    if drawn.has_legend:
        unlisted(drawn.legend, [at for at, one in enumerate(series) if one.column in native.days])
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    _axes(drawn, native, native.axis_format or native.format_of())
    if native.kind == "line":
        _lines(drawn.plots[0], series, native)
        spanned(drawn)
    else:
        _bars(drawn.plots[0], series, native.format_of(), native.kind == "stacked")


def _axes(drawn: Chart, native: NativeChart, axis_format: str) -> None:
    values, names = drawn.value_axis, drawn.category_axis
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = axis_format, False
    values.major_gridlines.format.line.color.rgb = rgb(theme.RULE)
    values.format.line.fill.background()
    names.format.line.color.rgb = rgb(theme.FAINT)
    if native.kind != "bar":
        values.minimum_scale = 0  # nothing is left below nothing
    if native.kind == "line":
        monthly(names)
        names.tick_labels.number_format = formats.pattern("sheet_short_day")
        names.tick_labels.number_format_is_linked = False
        names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    else:
        names.reverse_order = True
        names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        values.visible = native.kind == "stacked"


def _lines(plot: LinePlot, series: list[Series], native: NativeChart) -> None:
    for position, (line, one) in enumerate(zip(plot.series, series, strict=True)):
        line.smooth = False
        line.format.line.color.rgb, line.format.line.width = rgb(one.colour), Pt(2.5 if position == 0 else 1.75)
        line.marker.style = None
        line._element.get_or_add_marker().get_or_add_symbol().set("val", "none")
        if one.column in native.expected:
            line.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
        if one.column in native.days:
            upright(line, one.colour, "t" if one.column == native.days[0] else "r")  # two days may be close


def _bars(plot: BarPlot, series: list[Series], number_format: str, stacked: bool) -> None:
    plot.gap_width = 40
    for bars, one in zip(plot.series, series, strict=True):
        bars.format.fill.solid()
        bars.format.fill.fore_color.rgb = rgb(one.colour)
    if stacked:
        plot.overlap = 100
    labels = plot.series[0].data_labels  # what is left is read off the axis: its label would not fit a short bar
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, number_format, False
    labels.font.size = Pt(11)
    if stacked:
        labels.font.color.rgb = rgb(theme.PAPER)
