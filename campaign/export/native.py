"""A chart of Excel's own, which changes with the cells of the table."""

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from campaign import theme, words
from campaign.figures.exhibit import Exhibit
from campaign.language import columns

WIDTH, HEIGHT, ROW = 860, 460, 18  # pixels; a bar needs ROW
A4 = 9  # Excel's number of it
INKS = (theme.ACCENT, theme.BEHIND, theme.MUTED, theme.FAINT, theme.INK)


def chart(book: Workbook, sheet: Worksheet, exhibit: Exhibit, head: int) -> None:
    """Draw `exhibit.native` on a sheet of its own, from the table whose headings stand in row `head` of `sheet`."""
    drawn, frame = exhibit.native, exhibit.readable
    place = {column.removesuffix(f"_{words.language()}"): at for at, column in enumerate(columns.spoken(frame))}
    drawing = book.add_chart({"type": drawn.kind})
    runs = _runs(frame[drawn.by].tolist()) if drawn.by else [(None, 0, len(frame) - 1)]
    lines = [(name, value, first, last) for name, first, last in runs for value in drawn.values]
    for (name, value, first, last), ink in zip(lines, INKS * len(lines), strict=False):
        rows = head + 1 + first, head + 1 + last
        filled = {"line": {"color": ink, "width": 2}} if drawn.kind == "line" else {"fill": {"color": ink}, "gap": 40}
        drawing.add_series(
            {
                "name": str(name) if name else columns.label(value),
                "categories": [sheet.name, rows[0], place[drawn.across], rows[1], place[drawn.across]],
                "values": [sheet.name, rows[0], place[value], rows[1], place[value]],
                **filled,
            }
        )
    drawing.set_title({"name": exhibit.title, "name_font": {"size": 12, "color": theme.INK}, "overlay": False})
    drawing.set_legend({"none": True} if len(lines) == 1 else {"position": "bottom"})
    day = {"date_axis": True, "num_format": "dd/mm"} if drawn.across in ("date", "reported_on") else {}
    quiet = {"num_font": {"color": theme.MUTED}, "line": {"color": theme.RULE}}
    shape = columns.pattern(drawn.values[0])
    values = {**quiet, "num_format": shape, "major_gridlines": {"visible": True, "line": {"color": theme.RULE}}}
    if drawn.kind == "bar":  # lies on its side: its units stand on the vertical axis, the first on top
        drawing.set_x_axis(values)
        drawing.set_y_axis({**quiet, "reverse": True, "major_gridlines": {"visible": False}})
    else:
        drawing.set_x_axis({**quiet, **day})
        drawing.set_y_axis(values)
    tall = max(HEIGHT, ROW * len(frame) + 120) if drawn.kind == "bar" else HEIGHT
    drawing.set_size({"width": WIDTH, "height": tall})
    page = book.add_worksheet(words.t("export.chart_sheet"))
    page.insert_chart(0, 0, drawing, {"description": exhibit.sentence})
    page.set_paper(A4)
    page.fit_to_pages(1, 1)


def _runs(values: list) -> list[tuple[object, int, int]]:
    """Value, first and last position of each run of equal values."""
    starts = [at for at, value in enumerate(values) if at == 0 or value != values[at - 1]]
    return [(values[start], start, end - 1) for start, end in zip(starts, [*starts[1:], len(values)], strict=True)]
