"""How a column is shown, by the data dictionary: one label and one way of being written, everywhere."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler

from campaign import words
from campaign.language import dictionary, formats, lookup
from campaign.language.dictionary import Column

Value = str | int | float | date | None


def label(column: str) -> str:
    """Heading of a column in the language in use."""
    return dictionary.said("label", column)


def meaning(column: str) -> str:
    """What a column means, in the language in use."""
    return dictionary.said("meaning", column)


def written(column: str, value: Value) -> str:
    """A value as it is shown; a column without an entry in the dictionary has no way of being shown: KeyError."""
    entry = dictionary.column(column)
    if pd.isna(value):
        return formats.MISSING
    if isinstance(value, bool):
        return words.t("columns.yes" if value else "columns.no")
    if isinstance(value, date):
        return formats.day(value)
    return _text(column, entry, value) if isinstance(value, str) else _number(entry, value)


def _text(column: str, entry: Column, value: str) -> str:
    if entry.written == "named":
        word = value.replace(" ", "_")
        return words.t(f"columns.{column}_{word}")
    return words.t(f"rules.{value}") if entry.written == "rule" else value


def _number(entry: Column, value: float) -> str:
    if entry.written == "chance":
        return formats.chance(value)
    if entry.written == "percent":
        return formats.percent(value, entry.decimals)
    return formats.number(value, entry.decimals, entry.sign)


def spoken(frame: pd.DataFrame) -> dict[str, str]:
    """The columns that are shown, in their order, with their headings.

    Of a pair such as name_vi, name_en only the one in the language in use is shown, as `name`.
    """
    other = tuple(f"_{code}" for code in words.offered() if code != words.language())
    return {column: label(column) for column in map(str, frame.columns) if not column.endswith(other)}


def shown(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as text under its headings: for a twin table."""
    headings = spoken(frame)
    texts = {column: [written(column, value) for value in frame[column]] for column in headings}
    return pd.DataFrame(texts).rename(columns=headings)


def sortable(frame: pd.DataFrame) -> Styler:
    """The same with numbers and days as what they are: it reads as `shown` does and is sorted by value."""
    headings, texts = spoken(frame), set(words_of(frame))
    assert len(set(headings.values())) == len(headings), "each heading stands for one column"
    values = {
        heading: [written(column, value) for value in frame[column]] if column in texts else frame[column]
        for column, heading in headings.items()
    }
    writing: dict[Any, str | Callable[[object], str] | None] = {
        heading: partial(written, column) for column, heading in headings.items() if column not in texts
    }
    return pd.DataFrame(values).style.format(writing)


def found(frame: pd.DataFrame, typed: str) -> list[bool]:
    """Of each row whether its words have all that is typed, diacritics or none; names in either language."""
    pairs = tuple(f"_{code}" for code in words.offered())
    wordy = list(dict.fromkeys([*words_of(frame), *(name for name in map(str, frame) if name.endswith(pairs))]))
    return [
        lookup.matches(typed, " ".join(written(column, value) for column, value in zip(wordy, row, strict=True)))
        for row in frame[wordy].itertuples(index=False)
    ]


def cut(column: str, value: float) -> float:
    """A number for a program that rounds what it writes: of a share, what the screen writes of it."""
    entry = dictionary.column(column)
    return formats.cut(value, entry.decimals) if entry.written == "percent" else value


def pattern(column: str) -> str:
    """How Excel writes the numbers of a column as the screen does.

    Read off what the screen makes of a number that shows decimals and sign, so that there is one rule.
    """
    text = written(column, 0.6)
    decimals = re.search(r"[.,](\d+)", text)
    digits = "#,##0" + ("." + "0" * len(decimals[1]) if decimals else "") + ("%" if text.endswith("%") else "")
    return f"+{digits};-{digits};{digits}" if text.startswith("+") else digits


def texts(frame: pd.DataFrame) -> list[int]:
    """Places of the columns of `shown` that hold words rather than numbers or days: they are aligned left."""
    wordy = words_of(frame)
    return [place for place, column in enumerate(spoken(frame)) if column in wordy]


def words_of(frame: pd.DataFrame) -> list[str]:
    """The columns that are shown and hold words rather than numbers or days."""
    return [
        column
        for column in spoken(frame)
        if not pd.api.types.is_any_real_numeric_dtype(frame[column])
        and not pd.api.types.is_datetime64_any_dtype(frame[column])
    ]
