"""Looks at the sheets of a workbook before they are read: how far they reach, and whether each place comes once.

What reads them lays a sheet out as a rectangle. A row that says it is number 2,000,000,000 costs 256 GB there.
"""

import re
import zipfile
from collections.abc import Callable, Iterable
from functools import cache
from xml.parsers import expat

from campaign.ingest.errors import RefusedError
from campaign.ingest.readers.decode import BLOCK

ROWS, COLUMNS = 1 << 20, 1 << 14  # of a sheet: 1,048,576 and 16,384
MOST_CELLS = 1 << 26  # of the rectangle that holds what is written; a full sheet of 20 columns has a third of it
PLACE = re.compile(r"([A-Z]{1,5})([0-9]{1,10})")
SHEETS, CONTENT = "xl/worksheets/", "content.xml"
TRUE = ("1", "true")
MOST_FAILED = 5  # cells that are named
Attributes = dict[str, str]


class Extent:
    """How far what is written on one sheet reaches. RefusedError as soon as that is no sheet's."""

    def __init__(self) -> None:
        self.row = self.column = self.rows = self.columns = 0
        self.hidden, self.computed, self.failed = False, False, list[str]()

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        raise NotImplementedError

    def reach(self, row: int, column: int) -> None:
        """Something stands in this row and column."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        if self.rows > ROWS or self.columns > COLUMNS or self.rows * self.columns > MOST_CELLS:
            raise RefusedError("beyond_sheet")


class Excel(Extent):
    """A sheet of an XLSX workbook. Rows and cells without a place follow the ones before.

    `failed` are the cells of errors (#REF!) and of formulas without a result; of both nothing is read.
    """

    def __init__(self) -> None:
        super().__init__()
        self.shared = self.in_value = self.has_value = False

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        match name.rpartition(":")[2]:
            case "row":
                self._place(int(attributes.get("r", self.row + 1)), 0)
                self.hidden |= attributes.get("hidden") in TRUE
            case "c":
                row, column = _place(attributes["r"]) if "r" in attributes else (self.row, self.column + 1)
                if row != self.row:
                    raise RefusedError("broken_workbook")
                self._place(row, column)
                kind = attributes.get("t")
                self.shared, self.has_value = kind == "s", kind == "str"  # a formula's text may be empty
                if kind == "e":
                    self._fail()
            case "f":
                self.computed = True
            case "col":
                self.hidden |= attributes.get("hidden") in TRUE
            case "v":
                self.in_value = True
                self.reach(self.row, self.column)
            case "is":
                self.reach(self.row, self.column)

    def text(self, text: str) -> None:
        """Text stands in an element. A shared text is named by a number; anything else would be read as the first."""
        self.has_value |= self.in_value and bool(text.strip())
        if self.in_value and self.shared and not text.strip().isdecimal():
            raise RefusedError("broken_workbook")

    def end(self, name: str) -> None:
        """An element ends."""
        match name.rpartition(":")[2]:
            case "v":
                self.in_value = False
            case "c":
                if self.computed and not self.has_value:
                    self._fail()
                self.computed = False

    def _fail(self) -> None:
        if len(self.failed) <= MOST_FAILED:
            self.failed.append(f"{_letters(self.column)}{self.row}")

    def _place(self, row: int, column: int) -> None:
        """Go on to a later place: of what stands twice in one place, one would be lost."""
        if row > ROWS or column > COLUMNS:
            raise RefusedError("beyond_sheet")
        if (row, column) <= (self.row, self.column):
            raise RefusedError("broken_workbook")
        self.row, self.column = row, column


class OpenDocument(Extent):
    """The sheets of an ODS workbook: places follow from how often rows and cells are repeated."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        match name:
            case "table:table":
                self.row = self.rows = self.columns = 0
            case "table:table-row":
                self.row += int(attributes.get("table:number-rows-repeated", 1))
                self.column = 0
            case "table:table-cell" | "table:covered-table-cell":
                self.column += int(attributes.get("table:number-columns-repeated", 1))
                if "office:value-type" in attributes:
                    self.reach(self.row, self.column)


def check(archive: zipfile.ZipFile, looked_at: Callable[[], Extent], parts: Iterable[str]) -> list[Extent]:
    """What was seen on each sheet among the `parts`. RefusedError when one reaches too far, or is no XML."""
    seen = []
    for part in parts:
        extent, parser = looked_at(), expat.ParserCreate()
        seen.append(extent)
        parser.buffer_text = True
        parser.StartElementHandler = extent.start
        if isinstance(extent, Excel):
            parser.CharacterDataHandler, parser.EndElementHandler = extent.text, extent.end
        try:
            with archive.open(part) as file:
                while block := file.read(BLOCK):
                    parser.Parse(block, False)
                parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, KeyError) as error:
            raise RefusedError("broken_workbook") from error
    return seen


def _place(reference: str) -> tuple[int, int]:
    found = PLACE.fullmatch(reference)
    if not found:
        raise RefusedError("broken_workbook")
    return int(found[2]), _column(found[1])


def _letters(column: int) -> str:
    """A, B, … Z, AA."""
    before, last = divmod(column - 1, 26)
    return (_letters(before) if before else "") + chr(ord("A") + last)


@cache
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
