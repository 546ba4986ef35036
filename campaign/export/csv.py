"""A table as CSV: for Excel, as the reader's Excel takes numbers, or for programs, the same in every language."""

import csv
import io
from datetime import date

from campaign import words
from campaign.export import cells, reference
from campaign.export.cells import Cell
from campaign.export.origin import Origin
from campaign.figures.exhibit import Exhibit
from campaign.language import formats


def for_excel(exhibit: Exhibit, origin: Origin) -> bytes:
    """In UTF-8 with its mark: the table, then, after an empty line, what it is and where it comes from."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(cells.head(exhibit.readable))
    writer.writerows([_written(cell) for cell in row] for row in cells.rows(exhibit.readable))
    writer.writerow([])
    writer.writerows((cells.harmless(label), cells.harmless(told)) for label, told in origin.about(exhibit))
    return text.getvalue().encode("utf-8-sig")


def for_programs(exhibit: Exhibit, origin: Origin) -> bytes:
    """In plain UTF-8: columns by their names in the data dictionary, ids, days as ISO 8601 and numbers with a point.

    Where a row comes from stands in its last columns, so that files can be put together.
    """
    table = exhibit.table.convert_dtypes()
    texts = table.select_dtypes(["string", "object"])
    safe = texts.map(lambda text: cells.harmless(text) if isinstance(text, str) else text)
    told: dict[str, str | bool] = {
        "as_of": origin.as_of.isoformat(),
        "reference": origin.reference,
        "simulated": origin.simulated,
        "link": reference.place(origin.link),
    }
    known = {name: value for name, value in told.items() if name not in table}
    return table.assign(**safe, **known).to_csv(index=False, date_format="%Y-%m-%d").encode()


def _written(cell: Cell) -> str | int | None:
    """Days as every Excel reads them; a decimal comma where the language has one: Excel there takes 0.733 for 733."""
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".").replace(".", formats.separators(words.language())[0])
    return f"{cell:%Y-%m-%d}" if isinstance(cell, date) else cell
