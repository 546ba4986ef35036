"""The report as a workbook: what it says, every table with real numbers, every chart with its cells, and the origin."""

import io
from datetime import UTC, date, datetime

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from campaign import theme, words
from campaign.export import cells, qr_codes, workbook, xlsx_chart
from campaign.figures.exhibit import Exhibit
from campaign.figures.native import NativeChart
from campaign.language import columns, formats
from campaign.report import Report
from campaign.report.letterhead import author, roman

HEAD = 3  # row of the headings, below title, note and an empty line
LETTERS, LINE = 110, 15  # of a line of sentences: its letters, its height in points


def write(report: Report) -> bytes:
    """The report as XLSX."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, workbook.OPTIONS) as book:
        book.set_properties(
            {
                "title": report.title,
                "subject": report.subtitle,
                "keywords": report.reference,
                "author": author(report),
                "created": datetime.now(UTC),
            }
        )
        _said(book, report)
        for section in report.sections:
            for table in section.tables:
                sheet = _sheet(book, report, table.key, table.title, report.subtitle)
                workbook.table(book, sheet, table.frame, HEAD)
                sheet.set_row(HEAD, 2 * LINE)
            for exhibit in section.charts:
                if exhibit.native:
                    sheet = _sheet(book, report, exhibit.key, exhibit.title, exhibit.note)
                    _chart(book, sheet, exhibit, exhibit.native)
        _origin(book, report)
    return file.getvalue()


def _said(book: Workbook, report: Report) -> None:
    """Everything the report says in words."""
    sheet = _sheet(book, report, "said", report.title, report.subtitle)
    sheet.set_column(0, 0, LETTERS)
    head = book.add_format({"bold": True, "font_color": theme.ACCENT})
    text, bold = (book.add_format({"text_wrap": True, "valign": "top", "bold": heavy}) for heavy in (False, True))
    row = HEAD
    for position, section in enumerate(report.sections, start=1):
        lines = [
            (f"{roman(position)}. {section.title}", head),
            *((said, text) for said in section.paragraphs),
            *((line, form) for point in section.points for line, form in zip(point, (bold, text), strict=True)),
        ]
        for line, form in lines:
            sheet.write_string(row, 0, cells.harmless(line), form)
            sheet.set_row(row, LINE * -(-len(line) // LETTERS))
            row += 1


def _sheet(book: Workbook, report: Report, key: str, title: str, note: str) -> Worksheet:
    """A sheet with its title, and what it is, simulated or not, below it."""
    subject = key.split("_")[0]
    sheet = book.add_worksheet(_name(book, words.t(f"report.sheet_{subject}")))
    marked = f"{words.t('screen.simulated')} · {note}" if report.simulated else note
    sheet.write_string(0, 0, cells.harmless(title), book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, cells.harmless(marked), book.add_format({"font_color": theme.MUTED}))
    sheet.set_landscape()
    sheet.set_paper(workbook.A4)
    sheet.fit_to_pages(1, 0)
    foot = " · ".join((report.subtitle, report.origin[-1])).replace("&", "&&")  # & begins an order to Excel
    sheet.set_footer(f"&L{foot}&R&P/&N")
    if report.simulated:
        sheet.set_header(f'&C&"Arial,Bold"{words.t("screen.simulated")}')
    return sheet


def _name(book: Workbook, name: str) -> str:
    """The name, numbered when another sheet has it."""
    taken = [sheet.name for sheet in book.worksheets()]
    return next(
        f"{name}{number}" for number in ("", *(f" {more}" for more in range(2, 99))) if f"{name}{number}" not in taken
    )


def _chart(book: Workbook, sheet: Worksheet, exhibit: Exhibit, native: NativeChart) -> None:
    """The chart's cells, and beside them the chart that follows them."""
    table = exhibit.readable
    heading = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": formats.pattern("sheet_day"), "align": "left"})
    number = book.add_format({"num_format": native.format_of()})
    sheet.write_string(HEAD, 0, columns.label(native.across), heading)
    for row, category in enumerate(native.categories(table), HEAD + 1):
        if isinstance(category, date):
            sheet.write_datetime(row, 0, category, day)
        else:
            sheet.write_string(row, 0, cells.harmless(category))
    series = native.series(table)
    for column, one in enumerate(series, start=1):
        sheet.write_string(HEAD, column, one.name, heading)
        for row, value in enumerate(native.numbers(table, one.column), HEAD + 1):
            if value is not None:
                sheet.write_number(row, column, value, number)
    drawn = xlsx_chart.chart(book, sheet, exhibit, native, HEAD, xlsx_chart.BESIDE_CELLS)
    sheet.set_column(0, len(series), 18)
    sheet.freeze_panes(HEAD + 1, 0)
    sheet.insert_chart(HEAD, len(series) + 2, drawn, {"description": exhibit.sentence})


def _origin(book: Workbook, report: Report) -> None:
    """Where the numbers come from, and the way back to the view."""
    sheet = _sheet(book, report, "origin", words.t("report.origin"), report.subtitle)
    sheet.set_column(0, 0, 100)
    for row, line in enumerate((*report.origin, report.place), HEAD):
        sheet.write_string(row, 0, cells.harmless(line))
    if report.address:
        code = {"image_data": qr_codes.png(report.address, scale=6), "description": report.address}
        sheet.insert_image(HEAD + len(report.origin) + 2, 0, "code.png", code)
