"""Parts of PowerPoint's charts that python-pptx has no words for: an upright line on a day, an axis by months."""

from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.legend import Legend
from pptx.chart.series import LineSeries
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

MONTHLY = '<c:{0} {1} val="{2}"/>'
AFTER_UNITS = ("c:minorUnit", "c:minorTimeUnit", "c:dispUnits", "c:extLst")


def monthly(axis: Any) -> None:
    """Write a day of each month under an axis of days."""
    element = axis._element
    for name, value in (("baseTimeUnit", "days"), ("majorUnit", "1"), ("majorTimeUnit", "months")):
        for old in element.xpath(f"c:{name}"):
            element.remove(old)
        element.insert_element_before(parse_xml(MONTHLY.format(name, nsdecls("c"), value)), *AFTER_UNITS)


def unlisted(legend: Legend, series: list[int]) -> None:
    """Leave series out of the legend, by their place from 0."""
    for at in series:
        entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="{at}"/><c:delete val="1"/></c:legendEntry>'
        legend._element.insert_element_before(parse_xml(entry), "c:layout", "c:overlay", "c:spPr", "c:txPr", "c:extLst")


def spanned(drawn: Chart) -> None:
    """Draw lines across days without a value."""
    for element in drawn._chartSpace.xpath("c:chart/c:dispBlanksAs"):
        element.set("val", "span")


def upright(line: LineSeries, colour: str, place: str) -> None:
    """Draw no line, but one down from the only value of a series; the series' name on top (t) or right of it (r)."""
    line.format.line.fill.background()
    ink = f'<a:solidFill><a:srgbClr val="{colour.removeprefix("#").upper()}"/></a:solidFill>'
    bars = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errDir val="y"/><c:errBarType val="minus"/><c:errValType val="percentage"/>'
        f'<c:noEndCap val="1"/><c:val val="100"/><c:spPr><a:ln w="15875">{ink}<a:prstDash val="dash"/></a:ln></c:spPr>'
        "</c:errBars>"
    )
    labels = parse_xml(
        f'<c:dLbls {nsdecls("c")}><c:dLblPos val="{place}"/><c:showLegendKey val="0"/><c:showVal val="0"/>'
        '<c:showCatName val="0"/><c:showSerName val="1"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )
    for part in (labels, bars):
        line._element.insert_element_before(part, "c:cat", "c:val", "c:smooth", "c:extLst")
