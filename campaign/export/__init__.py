"""What leaves is what was seen: an exhibit as a file, with everything that must go with it.

Exhibit + Origin ──► frame ──► campaign.render ──► PNG SVG PDF
                └──► cells ──► CSV XLSX
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from campaign.export import csv, pictures, workbook
from campaign.export.origin import Origin
from campaign.figures.exhibit import Exhibit

__all__ = ["FORMATS", "PICTURES", "SHAPES", "TABLES", "Format", "Origin", "file_name"]


@dataclass(frozen=True)
class Format:
    """A kind of file: its name on a button in every language, the end of its file's name, its type, and how it is made.

    `make` raises RenderError for pictures.
    """

    label: str
    suffix: str
    mime: str
    make: Callable[[Exhibit, Origin], bytes]


EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PICTURES = {
    "png": Format("PNG", ".png", "image/png", pictures.png),
    "print": Format("PNG 300 dpi", "_300dpi.png", "image/png", pictures.for_print),
    "svg": Format("SVG", ".svg", "image/svg+xml", pictures.svg),
    "pdf": Format("PDF", ".pdf", "application/pdf", pictures.pdf),
}
# Of figures, which can be drawn in any shape, not of tables: parts across and down, and CSS pixels of a part, few
# enough for letters of 12 px to be read on a slide.
SHAPES = {
    f"{across}:{down}": Format(
        f"PNG {across}:{down}",
        f"_{across}x{down}.png",
        "image/png",
        partial(pictures.shaped, across=across, down=down, unit=unit),
    )
    for across, down, unit in ((16, 9, 75), (4, 3, 240), (1, 1, 800))
}
TABLES = {
    "csv": Format("CSV (Excel)", ".csv", "text/csv", csv.for_excel),
    "iso": Format("CSV (ISO)", "_iso.csv", "text/csv", csv.for_programs),
    "xlsx": Format("Excel (XLSX)", ".xlsx", EXCEL, workbook.xlsx),
}
FORMATS = PICTURES | SHAPES | TABLES


def file_name(exhibit: Exhibit, origin: Origin, form: Format) -> str:
    """A name that sorts: what it is, of which unit, as of which day."""
    return f"{exhibit.key}_{origin.unit}_{origin.as_of:%Y-%m-%d}{form.suffix}"
