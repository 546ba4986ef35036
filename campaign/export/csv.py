"""A table as CSV that opens right in Excel: UTF-8 with its mark, numbers as the reader's Excel takes them."""

import csv
import io
from datetime import date

from campaign import words
from campaign.export import cells
from campaign.export.cells import Cell
from campaign.export.origin import Origin
from campaign.figures.exhibit import Exhibit


def write(exhibit: Exhibit, origin: Origin) -> bytes:
    """The table, then, after an empty line, what it is and where it comes from."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(cells.head(exhibit.readable))
    writer.writerows([_written(cell) for cell in row] for row in cells.rows(exhibit.readable))
    writer.writerow([])
    writer.writerows((cells.harmless(label), cells.harmless(told)) for label, told in origin.about(exhibit))
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str | int | None:
    """Days as every Excel reads them; a decimal comma in Vietnamese, where Excel would take 0.733 for 733."""
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".").replace(".", "," if words.language() == "vi" else ".")
    return f"{cell:%Y-%m-%d}" if isinstance(cell, date) else cell
