"""A small file as it was typed: rows of cells with the lines they stand on, of a text or of each sheet."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from campaign.ingest.errors import RefusedError
from campaign.ingest.readers import book, parquet
from campaign.ingest.readers.decode import decoded
from campaign.ingest.readers.legacy import readings
from campaign.ingest.readers.lines import is_utf8
from campaign.ingest.readers.sheet import line_number
from campaign.ingest.readers.text import DELIMITERS, SEPARATOR, without_end
from campaign.ingest.remarks import Remark
from campaign.serving import database

MOST = 64 << 20  # bytes of a text that somebody typed; what is larger comes from a program and has a contract's header
MOST_ROWS = 1 << 20  # those of a sheet
START = 1 << 16
HEAD = 40  # rows among which a header is looked for
UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Grid:
    """Rows in which something stands, of a text (its sheet has no name) in one `encoding`, or of a sheet."""

    sheet: str
    rows: list[Row]
    encoding: str = "UTF-8"
    remarks: tuple[Remark, ...] = ()


def of(path: Path, work: Path, zone: str, start_only: bool = False) -> list[Grid]:
    """Every grid of the file at `path`: one of each sheet, or one of each encoding in which a text may be written.

    Nothing of what is too large to be typed. `start_only` gives the first rows of a text or of Parquet alone; instants
    there are days of `zone`.
    """
    with path.open("rb") as file:
        head = file.read(8)
    if head[:4] == b"PAR1":
        return _of_parquet(path, zone, HEAD if start_only else MOST_ROWS)
    if head.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        opened = book.read(path)
        first = opened.pages[0].place if opened.pages else 0
        return [
            Grid(
                page.name,
                [(line_number(page.place, line, page.place == first), clean(cells)) for line, cells in page.rows],
                remarks=opened.remarks,
            )
            for page in opened.pages
        ]
    text = decoded(path, work)
    content = text.read(START if start_only else MOST + 1)
    if start_only:
        content = content[: content.rfind(b"\n") + 1] or content
    if len(content) > MOST or b"\0" in content:
        return []
    if is_utf8(content):
        return [Grid("", _rows(content.decode("utf-8-sig")))]
    return [Grid("", _rows(reading), encoding) for encoding, reading in readings(content).items()]


def _of_parquet(path: Path, zone: str, most: int) -> list[Grid]:
    """The names of its columns as line 0, and its rows; nothing of a file of more rows than a sheet has."""
    source = parquet.read(path, zone)
    if source.lines > MOST_ROWS:
        return []
    with database.connect(zone) as connection:
        cells = source.cells(connection, [f"cell_{number}" for number in range(len(source.header))])
        rows = cells.order("line").limit(most).fetchall()
    return [Grid("", [(0, clean(source.header)), *((line, clean(said)) for line, _, _, *said in rows if any(said))])]


def clean(cells: list[str]) -> list[str]:
    """Cells without what nobody sees, as `clean` in queries/build/rules.sql takes it away, and no blanks around."""
    return [UNSEEN.sub("", cell).strip() for cell in cells]


def _rows(text: str) -> list[Row]:
    lines = text.splitlines(keepends=True)
    sample = "".join(lines[:HEAD])
    skipped = 1 if lines and SEPARATOR.fullmatch(lines[0].encode()) else 0
    reader = csv.reader(lines[skipped:], delimiter=max(DELIMITERS, key=sample.count))
    rows, line = [], skipped + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, without_end(clean(cells))))
            line = reader.line_num + skipped + 1
    except csv.Error as error:
        raise RefusedError("not_text") from error
    return rows
