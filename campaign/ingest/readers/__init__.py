"""Readers of file formats: each turns a file into a header and cells, every physical line accounted for.

A reader gives a source with `header`, `lines`, `first_line` (of the first record), `irregular` (what
is no ordinary line), `cells` (all as text), `ordinary` (typed, in order; None when nothing is), `pick` (some again)
and `remarks` for the staff (keys of campaign/words/ingest.toml).
"""

from pathlib import Path

from campaign.ingest.errors import RefusedError
from campaign.ingest.readers import parquet, sheet, text

Source = text.Text | parquet.Parquet | sheet.Sheet
ENDINGS = {
    ".csv": text,
    ".tsv": text,
    ".txt": text,
    ".gz": text,
    ".parquet": parquet,
    ".xlsx": sheet,
    ".xls": sheet,
    ".ods": sheet,
}
FOREIGN = {b"\x7fELF": "ELF", b"MZ": "EXE", b"%PDF": "PDF", b"\x89PNG": "PNG"}
BOOKS = (b"PK", b"\xd0\xcf\x11\xe0")  # XLSX and ODS are archives, XLS and what has a password compound files


def read(path: Path, name: str, work: Path, spellings: frozenset[str], zone: str) -> Source:
    """The file at `path`, called `name`, by what it is; folder `work` is for copies, `spellings` are column names,
    `zone` is where its instants are days.

    FileError when its content is not what its name says, or cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(8)
    for magic, kind in FOREIGN.items():
        if head.startswith(magic):
            raise RefusedError("foreign", kind=kind)
    by_content = parquet if head[:4] == b"PAR1" else sheet if head.startswith(BOOKS) else text
    ending = Path(name).suffix.lower()
    if ending == ".xlsm":
        raise RefusedError("macros")
    if ending == ".xlsb":
        raise RefusedError("save_as_xlsx")
    if ENDINGS.get(ending, by_content) is not by_content and head:
        raise RefusedError("other_format", ending=ending)
    if by_content is parquet:
        return parquet.read(path, zone)
    return sheet.read(path, spellings) if by_content is sheet else text.read(path, work, spellings)
