"""A table for spreadsheet programs: numbers, days and text that is never a formula."""

import re
from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from campaign.language import columns, formats

Cell = str | int | float | date | None
# What makes Excel, LibreOffice or Google Sheets read a cell as a formula, also in the full-width forms; a program that
# splits a line at another sign, or at a quote, may begin a cell with it in the middle of our text.
FORMULA = re.compile(r"""(^|[;,|"'\n])(\s*)([=+@\-＝＋＠－])""")
UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def head(frame: pd.DataFrame) -> list[str]:
    """The headings of a table, as on the screen."""
    return [harmless(heading) for heading in columns.spoken(frame).values()]


def rows(frame: pd.DataFrame) -> Iterator[list[Cell]]:
    """Its rows, in order."""
    shown = list(columns.spoken(frame))
    for row in frame[shown].itertuples(index=False, name=None):
        yield [cell(column, value) for column, value in zip(shown, row, strict=True)]


def cell(column: str, value: columns.Value) -> Cell:
    """A value of a column: a whole number, a number, a day, or what the screen writes, made harmless; None is empty."""
    if formats.missing(value) or value in (np.inf, -np.inf):
        return None
    if isinstance(value, int | np.integer) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, float | np.floating):
        number = columns.cut(column, float(value))
        return int(number) if abs(number) < 2**53 and number.is_integer() else number
    if isinstance(value, date | pd.Timestamp):
        return value.date() if isinstance(value, pd.Timestamp) else value
    return harmless(columns.written(column, value))


def harmless(text: str) -> str:
    """Text that no spreadsheet program takes for a formula: an apostrophe stands before what would begin one."""
    return FORMULA.sub(r"\1\2'\3", UNSEEN.sub(" ", text))
