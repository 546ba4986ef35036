"""An exhibit as an Excel workbook: the table, a chart of Excel's own, and a sheet that says where it comes from."""

import io
import math

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from campaign import theme, words
from campaign.export import cells, qr_codes, xlsx_chart
from campaign.export.origin import Origin
from campaign.figures.exhibit import Exhibit
from campaign.figures.native import NativeChart
from campaign.language import columns, formats

# What xlsxwriter would make of a text by itself: nothing. A text is a text.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": "Arial", "font_size": 10},
}
A4 = 9  # Excel's number of it
LINE = 14  # points
TOLD = 100  # characters
ACROSS = 10  # columns that a page is wide at least
HEAD = 4  # row of the headings, below title, note, sentence and an empty line


def xlsx(exhibit: Exhibit, origin: Origin) -> bytes:
    """The workbook: sheets with the figures and their origin."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        book.set_properties({"title": exhibit.title, "subject": exhibit.note, "comments": origin.line()})
        sheet = book.add_worksheet(words.t("export.figures_sheet"))
        _above(book, sheet, exhibit, origin)
        table(book, sheet, exhibit.readable, HEAD)
        if exhibit.native and len(exhibit.table):
            _chart(book, sheet, exhibit, exhibit.native)
        about(book, exhibit, origin)
    return file.getvalue()


def table(book: Workbook, sheet: Worksheet, frame: pd.DataFrame, head: int) -> None:
    """A frame under its headings in row `head` (from 0), which stay in sight; numbers as the screen writes them.

    Printed on A4 across, all columns beside one another, the headings on every page.
    """
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    shown = list(columns.spoken(frame))
    forms = [_form(book, frame, column) for column in shown]
    for row, values in enumerate(cells.rows(frame), head + 1):
        for at, (value, form) in enumerate(zip(values, forms, strict=True)):
            _write(sheet, row, at, value, form)
    titles, widths = cells.head(frame), [_width(frame[column], column) for column in shown]
    for at, (title, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.write_string(head, at, title, heading)
        sheet.set_column(at, at, width)
    sheet.set_row(head, LINE * max((_lines(*one) for one in zip(titles, widths, strict=True)), default=1))
    named = next((at for at, column in enumerate(shown, 1) if column.startswith("name_")), 0)
    sheet.freeze_panes(head + 1, named)
    sheet.autofilter(head, 0, head + len(frame), len(shown) - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.print_area(0, 0, head + len(frame), max(len(shown), ACROSS) - 1)  # or a long sentence makes it all small


def _chart(book: Workbook, sheet: Worksheet, exhibit: Exhibit, native: NativeChart) -> None:
    """Excel's own chart, on a sheet of its own."""
    drawn = xlsx_chart.chart(book, sheet, exhibit, native, HEAD, xlsx_chart.ON_A_SHEET)
    page = book.add_worksheet(words.t("export.chart_sheet"))
    page.insert_chart(0, 0, drawn, {"description": exhibit.sentence})
    page.set_paper(A4)
    page.fit_to_pages(1, 1)


def about(book: Workbook, exhibit: Exhibit, origin: Origin) -> None:
    """A sheet that says what the figures are and where they come from, with the way back as text and as a code."""
    sheet = book.add_worksheet(words.t("export.origin_sheet"))
    label, told = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True})
    lines = origin.about(exhibit)
    for row, (name, text) in enumerate(lines):
        sheet.write_string(row, 0, cells.harmless(name), label)
        sheet.write_string(row, 1, cells.harmless(text), told)
        sheet.set_row(row, LINE * _lines(text, TOLD))
    if origin.address:
        code = {"image_data": qr_codes.png(origin.address, scale=3), "description": origin.address}
        sheet.insert_image(len(lines) + 1, 1, "code.png", code)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, TOLD)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)


def _above(book: Workbook, sheet: Worksheet, exhibit: Exhibit, origin: Origin) -> None:
    title, quiet = book.add_format({"bold": True, "font_size": 14}), book.add_format({"font_color": theme.MUTED})
    marked = f"{words.t('screen.simulated')} · {exhibit.note}" if origin.simulated else exhibit.note
    for row, (text, form) in enumerate(((exhibit.title, title), (marked, quiet), (exhibit.sentence, None))):
        sheet.write_string(row, 0, cells.harmless(text), form)


def _form(book: Workbook, frame: pd.DataFrame, column: str) -> Format | None:
    values = frame[column]
    if pd.api.types.is_datetime64_any_dtype(values):
        return book.add_format({"num_format": formats.pattern("sheet_day"), "align": "left"})
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        return book.add_format({"num_format": columns.pattern(column)})
    return None


def _write(sheet: Worksheet, row: int, at: int, value: cells.Cell, form: Format | None) -> None:
    match value:
        case None:
            return
        case str():
            sheet.write_string(row, at, value, form)
        case int() | float():
            sheet.write_number(row, at, value, form)
        case _:
            sheet.write_datetime(row, at, value, form)


def _lines(text: str, width: int) -> int:
    """Lines that a text needs in a column: programs other than Excel do not find out by themselves."""
    return math.ceil(len(text) / (width - 1))


def _width(values: pd.Series, column: str) -> int:
    """Characters: as wide as the first hundred values are written, within reason."""
    return min(max([11, *(len(columns.written(column, value)) + 2 for value in values.head(100))]), 44)
