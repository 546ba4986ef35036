"""Rows of a CSV file, and its text with one of them changed: the other lines stay as they are, to the byte."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from campaign import words
from campaign.upkeep.sections import Section
from campaign.upkeep.splice import Splice, UnchangeableError

BOM = "\ufeff"


def records(text: str) -> list[dict[str, Any]]:
    """The rows that fit the header, in order. UnchangeableError where it is no CSV."""
    return [values for values, _, _ in _placed(text)]


def changed(section: Section, text: str, place: int | None, values: dict[str, Any] | None) -> Splice:
    """What to write where so that the row at `place` (None: a new one, at the end) has these `values` (None: it goes).
    A column that the file lacks is not written."""
    begun = text or ",".join(section.names(words.offered())) + "\n"
    lines = list(io.StringIO(begun, newline=""))
    ending = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if place is None:
        header = [name.strip() for name in next(csv.reader([lines[0].removeprefix(BOM)]))]
        new = _written(header, values or {}, ending)
        last = "" if begun.endswith("\n") else ending
        return Splice(len(text), "", ("" if text else begun) + last + new)
    old, first, last_line = _placed(text)[place]
    at = sum(map(len, lines[:first]))
    removed = "".join(lines[first:last_line])
    return Splice(at, removed, "" if values is None else _written(list(old), old | values, ending))


def _placed(text: str) -> list[tuple[dict[str, Any], int, int]]:
    """Each row with the line it begins on, from 0, and the one after it."""
    try:
        return list(_read(text))
    except csv.Error as error:
        raise UnchangeableError from error


def _read(text: str) -> Iterator[tuple[dict[str, Any], int, int]]:
    reader = csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), strict=True)
    header = [name.strip() for name in next(reader, [])]
    first = reader.line_num
    for cells in reader:
        if len(cells) == len(header):
            yield dict(zip(header, cells, strict=True)), first, reader.line_num
        first = reader.line_num


def _written(header: list[str], values: dict[str, Any], ending: str) -> str:
    line = io.StringIO(newline="")
    cells = ["" if (value := values.get(name)) is None else value for name in header]
    csv.writer(line, lineterminator=ending).writerow(cells)
    return line.getvalue()
