"""Reads CSV files of a campaign so that every complaint can name file, line and mend."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from campaign.definition import reading
from campaign.definition.row import Row, Values, instead
from campaign.definition.tables import decoded


def rows_if_there(path: Path, columns: tuple[str, ...]) -> list[Row]:
    """The records of a CSV file that a campaign may lack."""
    return list(rows(path, columns)) if path.exists() else []


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """The records of a CSV file that must have `columns`; others that nobody asks for are a warning.

    DefinitionError when there is no such file, or it is no CSV; a row that does not fit the header is left out.
    """
    line = 1
    reader = csv.reader(io.StringIO(decoded(path), newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        if twice := sorted({name for name in header if header.count(name) > 1}):
            raise reading.wrong(path, 1, "column_twice", column=twice[0])
        if absent := [column for column in columns if column not in header]:
            raise reading.wrong(path, 1, "column_missing", column=", ".join(absent), known=", ".join(columns))
        asked = set[str]()
        reading.current().at_the_end.append(lambda: _tell_unknown(path, header, asked))
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(header):
                yield Row(path, line, Values(dict(zip(header, cells, strict=True)), asked))
            elif cells:
                reading.error(reading.wrong(path, line, "ragged", cells=len(cells), columns=len(header)))
            line = reader.line_num + 1  # a cell in quotes may go on below
    except csv.Error as found:
        raise reading.wrong(path, line, "no_csv", reason=found) from found


def _tell_unknown(path: Path, header: list[str], asked: set[str]) -> None:
    for column in header if asked else ():  # of a file without rows nothing is asked
        if column not in asked:
            reading.warn(path, 1, "unknown_column", column=column, mend=instead(column, asked))
