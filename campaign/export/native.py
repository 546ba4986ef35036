"""A chart of Excel's own beside a table, which changes with its cells."""

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from campaign import columns, theme, words
from campaign.exhibits import Exhibit

WIDTH, HEIGHT, ROW = 760, 420, 18  # pixels; a bar needs ROW
INKS = (theme.ACCENT, theme.BEHIND, theme.MUTED, theme.FAINT, theme.INK)


def insert(book: Workbook, sheet: Worksheet, exhibit: Exhibit, head: int) -> None:
    """Draw `exhibit.native` to the right of the table, whose headings stand in row `head`."""
    drawn, frame = exhibit.native, exhibit.table
    place = {column.removesuffix(f"_{words.language()}"): at for at, column in enumerate(columns.spoken(frame))}
    chart = book.add_chart({"type": drawn.kind})
    runs = _runs(frame[drawn.by].tolist()) if drawn.by else [(None, 0, len(frame) - 1)]
    lines = [(name, value, first, last) for name, first, last in runs for value in drawn.values]
    for (name, value, first, last), ink in zip(lines, INKS * len(lines), strict=False):
        rows = head + 1 + first, head + 1 + last
        filled = {"line": {"color": ink, "width": 2}} if drawn.kind == "line" else {"fill": {"color": ink}, "gap": 40}
        chart.add_series({
            "name": str(name) if name else columns.label(value),
            "categories": [sheet.name, rows[0], place[drawn.across], rows[1], place[drawn.across]],
            "values": [sheet.name, rows[0], place[value], rows[1], place[value]], **filled,
        })
    chart.set_title({"name": exhibit.title, "name_font": {"size": 12, "color": theme.INK}, "overlay": False})
    chart.set_legend({"none": True} if len(lines) == 1 else {"position": "bottom"})
    day = {"date_axis": True, "num_format": "dd/mm"} if drawn.across in ("date", "reported_on") else {}
    quiet = {"num_font": {"color": theme.MUTED}, "line": {"color": theme.RULE}}
    chart.set_x_axis({**quiet, **day, **({"reverse": True} if drawn.kind == "bar" else {})})
    chart.set_y_axis({**quiet, "major_gridlines": {"visible": True, "line": {"color": theme.RULE}}})
    tall = max(HEIGHT, ROW * len(frame) + 120) if drawn.kind == "bar" else HEIGHT
    chart.set_size({"width": WIDTH, "height": tall})
    sheet.insert_chart(head, len(place) + 1, chart, {"description": exhibit.sentence})


def _runs(values: list) -> list[tuple[object, int, int]]:
    """Value, first and last position of each run of equal values."""
    starts = [at for at, value in enumerate(values) if at == 0 or value != values[at - 1]]
    return [(values[start], start, end - 1) for start, end in zip(starts, [*starts[1:], len(values)], strict=True)]
