"""A chart of Excel's own, which changes with the cells of its table."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from campaign import theme
from campaign.figures.exhibit import Exhibit
from campaign.figures.native import NativeChart, Series, by_name
from campaign.language import formats

KINDS = {"line": {"type": "line"}, "bar": {"type": "bar"}, "stacked": {"type": "bar", "subtype": "stacked"}}
WIDTH, ROW = 860, 18  # pixels; a bar needs ROW
QUIET = {"num_font": {"color": theme.MUTED}, "line": {"color": theme.RULE}}


@dataclass(frozen=True)
class Look:
    """Where legend and names stand, the least height in pixels, and whether the cells' headings name the series."""

    legend: str
    names: str
    height: int
    follows_headings: bool


ON_A_SHEET = Look("bottom", "next_to", 460, follows_headings=False)
BESIDE_CELLS = Look("top", "low", 480, follows_headings=True)


def chart(book: Workbook, sheet: Worksheet, exhibit: Exhibit, native: NativeChart, head: int, look: Look) -> Chart:
    """The chart of an exhibit, from the table whose headings stand in row `head` (from 0) of `sheet`."""
    table = exhibit.readable
    drawn = book.add_chart(KINDS[native.kind])
    series = native.series(table)
    for one in series:
        ink = _upright(one) if one.column in native.days else _ink(native, one)
        drawn.add_series(_cells(sheet, table, native, one, head, look) | ink)
    drawn.show_blanks_as("span")
    drawn.set_title({"name": exhibit.title, "name_font": {"size": 12, "color": theme.INK}})
    marks = [at for at, one in enumerate(series) if one.column in native.days]
    drawn.set_legend({"none": True} if len(series) == 1 else {"position": look.legend, "delete_series": marks})
    names = {**QUIET, "label_position": look.names}
    values = {
        **QUIET,
        "num_format": native.axis_format or native.format_of(),
        "major_gridlines": {"visible": True, "line": {"color": theme.RULE}},
    }
    if native.kind == "line":
        days = {"date_axis": True, "num_format": formats.pattern("sheet_short_day")}
        drawn.set_x_axis(names | (days if native.dated(table) else {}))
        drawn.set_y_axis(values)
    else:  # lies on its side: its names stand on the vertical axis, the first on top
        drawn.set_x_axis(values)
        drawn.set_y_axis(names | {"reverse": True, "major_gridlines": {"visible": False}})
    tall = look.height if native.kind == "line" else max(look.height, ROW * len(table) + 120)
    drawn.set_size({"width": WIDTH, "height": tall})
    return drawn


def _upright(series: Series) -> dict[str, Any]:
    """A line down from the one value of a marked day, with its name."""
    return {
        "line": {"none": True},
        "marker": {"type": "none"},
        "y_error_bars": {
            "type": "percentage",
            "value": 100,
            "direction": "minus",
            "end_style": 0,
            "line": {"color": series.colour, "dash_type": "dash"},
        },
        "data_labels": {"series_name": True, "value": False, "position": "above"},
    }


def _cells(
    sheet: Worksheet, table: pd.DataFrame, native: NativeChart, series: Series, head: int, look: Look
) -> dict[str, str | list[str | int]]:
    """Where a series has its name, its days or names, and its values."""
    at = list(by_name(table))
    first, last = head + 1 + series.first, head + 1 + series.last
    across, values = at.index(native.across), at.index(series.column)
    return {
        "name": [sheet.name, head, values] if look.follows_headings else series.name,
        "categories": [sheet.name, first, across, last, across],
        "values": [sheet.name, first, values, last, values],
    }


def _ink(native: NativeChart, series: Series) -> dict[str, int | dict[str, str | int]]:
    if native.kind == "line":
        return {"line": {"color": series.colour, "width": 2}}
    return {"fill": {"color": series.colour}, "gap": 40}
