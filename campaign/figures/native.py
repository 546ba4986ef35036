"""Charts that Excel and PowerPoint draw themselves from an exhibit's table, so that the reader can edit them."""

from dataclasses import dataclass
from datetime import date
from itertools import cycle
from typing import Literal

import pandas as pd

from campaign import theme, words
from campaign.language import columns, formats

COLOURS = (theme.ACCENT, theme.BEHIND, theme.MUTED, theme.FAINT, theme.INK)


@dataclass(frozen=True)
class Series:
    """A line, or bars of one colour: the column of its values, its first and last row in the table (from 0)."""

    name: str
    column: str
    first: int
    last: int
    colour: str


@dataclass(frozen=True)
class NativeChart:
    """Which columns of a table are drawn, and how: as a "line" over days, a "bar" for each name, or "stacked" bars.

    `across` is the column of days or names, `values` are those of the series, in the order that is drawn; `name` stands
    for name_vi or name_en. `by` is a column that tells lines apart that stand below one another. Without `names` the
    series have those of their columns; without formats, which are Excel's, numbers are written as the screen does.
    `expected` are values of a forecast: PowerPoint dashes them. `days` are columns with one value, on a day that is
    marked by an upright line.
    """

    kind: Literal["line", "bar", "stacked"]
    across: str
    values: tuple[str, ...]
    by: str | None = None
    names: tuple[str, ...] = ()
    colours: tuple[str, ...] = COLOURS
    number_format: str | None = None
    axis_format: str | None = None
    expected: tuple[str, ...] = ()
    days: tuple[str, ...] = ()

    def series(self, table: pd.DataFrame) -> list[Series]:
        """What is drawn of a table; colours begin anew where there are too few."""
        names = self.names or tuple(columns.label(value) for value in self.values)
        runs = _runs(table[self.by].tolist()) if self.by else [("", 0, len(table) - 1)]
        drawn = [
            (run or name, value, first, last)
            for run, first, last in runs
            for name, value in zip(names, self.values, strict=True)
        ]
        return [Series(*one, colour) for one, colour in zip(drawn, cycle(self.colours), strict=False)]

    def dated(self, table: pd.DataFrame) -> bool:
        """Whether it is drawn over days."""
        return pd.api.types.is_datetime64_any_dtype(table[by_name(table)[self.across]])

    def categories(self, table: pd.DataFrame) -> list[date | str]:
        """The days or names of all rows."""
        values = table[by_name(table)[self.across]]
        return [value.date() for value in values] if self.dated(table) else values.tolist()

    def format_of(self) -> str:
        """How Excel writes its numbers."""
        return self.number_format or columns.pattern(self.values[0])

    def numbers(self, table: pd.DataFrame, column: str) -> list[float | None]:
        """The values of a column as programs take them, whole where their format is; None for a missing one."""
        written = self.format_of()
        return [None if pd.isna(value) else _as_written(value, written) for value in table[column]]


def _as_written(value: float, written: str) -> float:
    """Shares are cut as the page cuts them, or 99.96 % would be told as 100.0 % by a program that rounds."""
    if written.endswith("%"):
        return formats.cut(value, formats.places(written))
    return value if formats.places(written) else round(value)


def by_name(table: pd.DataFrame) -> dict[str, str]:
    """The columns that are shown, in their order, by the names that charts have for them."""
    return {column.removesuffix(f"_{words.language()}"): column for column in columns.spoken(table)}


def _runs(values: list[str]) -> list[tuple[str, int, int]]:
    """Value, first and last position of each run of equal values."""
    starts = [at for at, value in enumerate(values) if at == 0 or value != values[at - 1]]
    return [(values[start], start, end - 1) for start, end in zip(starts, [*starts[1:], len(values)], strict=True)]
