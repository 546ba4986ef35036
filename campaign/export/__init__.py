"""What leaves is what was seen: an exhibit as a file, with everything that must go with it.

Exhibit + Origin ──► frame ──► campaign.render ──► PNG SVG PDF
                └──► cells ──► CSV XLSX
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from campaign.export import csv, pictures, workbook
from campaign.export.origin import Origin
from campaign.export.pictures import Look, shapes
from campaign.figures.exhibit import Exhibit

__all__ = ["PICTURES", "TABLES", "Format", "Look", "Origin", "file_name", "pictures_of", "shapes"]


@dataclass(frozen=True)
class Format:
    """A kind of file: its name on a button in every language, the end of its file's name, its type, and how it is made.

    `make` raises RenderError for pictures.
    """

    label: str
    suffix: str
    mime: str
    make: Callable[[Exhibit, Origin], bytes]


def pictures_of(look: Look) -> dict[str, Format]:
    """The kinds of pictures, in this look."""
    kinds = (
        ("png", "PNG", ".png", "image/png", pictures.png),
        ("print", "PNG 300 dpi", "_300dpi.png", "image/png", pictures.for_print),
        ("svg", "SVG", ".svg", "image/svg+xml", pictures.svg),
        ("pdf", "PDF", ".pdf", "application/pdf", pictures.pdf),
    )
    return {
        name: Format(label, look.suffix + suffix, mime, partial(make, look=look))
        for name, label, suffix, mime, make in kinds
    }


EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PICTURES = pictures_of(Look())
TABLES = {
    "csv": Format("CSV (Excel)", ".csv", "text/csv", csv.for_excel),
    "iso": Format("CSV (ISO)", "_iso.csv", "text/csv", csv.for_programs),
    "xlsx": Format("Excel (XLSX)", ".xlsx", EXCEL, workbook.xlsx),
}


def file_name(exhibit: Exhibit, origin: Origin, form: Format) -> str:
    """A name that sorts: what it is, of which unit, as of which day."""
    return f"{exhibit.key}_{origin.unit}_{origin.as_of:%Y-%m-%d}{form.suffix}"
