"""The report as a workbook: what it says, every table with real numbers, every chart with its cells, and the origin."""

import io

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from campaign import theme, words
from campaign.export import cells, codes, native, workbook
from campaign.language import columns
from campaign.report import Chart, Report
from campaign.report.letterhead import roman

HEAD = 3  # row of the headings, below title, note and an empty line
KINDS = {"line": {"type": "line"}, "bar": {"type": "bar"}, "stacked": {"type": "bar", "subtype": "stacked"}}
LETTERS, LINE = 110, 15  # of a line of sentences: its letters, its height in points


def write(report: Report) -> bytes:
    """The report as XLSX."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, workbook.OPTIONS) as book:
        book.set_properties({"title": report.title, "subject": report.subtitle, "keywords": report.snapshot})
        _said(book, report)
        for section in report.sections:
            for table in section.tables:
                sheet = _sheet(book, report, table.key, table.title, report.subtitle)
                workbook.table(book, sheet, table.frame, HEAD)
                sheet.set_row(HEAD, 2 * LINE)
            for chart in section.charts:
                _chart(book, _sheet(book, report, chart.key, chart.title, chart.note), chart)
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
    sheet.set_paper(native.A4)
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


def _chart(book: Workbook, sheet: Worksheet, chart: Chart) -> None:
    """The chart's cells, and beside them the chart that follows them."""
    heading = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": workbook.DAY, "align": "left"})
    number = book.add_format({"num_format": chart.number_format})
    days = chart.kind == "line"
    sheet.write_string(HEAD, 0, columns.label("date" if days else "name"), heading)
    for row, category in enumerate(chart.categories, HEAD + 1):
        if days:
            sheet.write_datetime(row, 0, category, day)
        else:
            sheet.write_string(row, 0, cells.harmless(category))
    drawn = book.add_chart(KINDS[chart.kind])
    last = HEAD + len(chart.categories)
    for place, ((name, values), colour) in enumerate(zip(chart.series.items(), chart.colours, strict=False), start=1):
        sheet.write_string(HEAD, place, name, heading)
        for row, value in enumerate(values, HEAD + 1):
            if value is not None:
                sheet.write_number(row, place, value, number)
        look = {"line": {"color": colour, "width": 2}} if days else {"fill": {"color": colour}, "gap": 40}
        drawn.add_series(
            {
                "name": [sheet.name, HEAD, place],
                "categories": [sheet.name, HEAD + 1, 0, last, 0],
                "values": [sheet.name, HEAD + 1, place, last, place],
                **look,
            }
        )
    quiet = {"num_font": {"color": theme.MUTED}, "line": {"color": theme.RULE}}
    names = {**quiet, "label_position": "low"} | (
        {"date_axis": True, "num_format": "dd/mm"} if days else {"reverse": True, "major_gridlines": {"visible": False}}
    )
    values = {
        **quiet,
        "num_format": chart.axis_format,
        "major_gridlines": {"visible": True, "line": {"color": theme.RULE}},
    }
    across, up = (names, values) if days else (values, names)  # a bar chart's categories stand below one another
    drawn.set_x_axis(across)
    drawn.set_y_axis(up)
    drawn.set_title({"name": chart.title, "name_font": {"size": 12, "color": theme.INK}})
    drawn.set_legend({"position": "top"} if len(chart.series) > 1 else {"none": True})
    drawn.set_size({"width": 860, "height": 480})
    sheet.set_column(0, len(chart.series), 18)
    sheet.freeze_panes(HEAD + 1, 0)
    sheet.insert_chart(HEAD, len(chart.series) + 2, drawn, {"description": chart.sentence})


def _origin(book: Workbook, report: Report) -> None:
    """Where the numbers come from, and the way back to the view."""
    sheet = _sheet(book, report, "origin", words.t("report.origin"), report.subtitle)
    sheet.set_column(0, 0, 100)
    for row, line in enumerate((*report.origin, report.link), HEAD):
        sheet.write_string(row, 0, cells.harmless(line))
    sheet.insert_image(
        HEAD + len(report.origin) + 2,
        0,
        "code.png",
        {"image_data": codes.png(report.link, scale=6), "description": report.link},
    )
