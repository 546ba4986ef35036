"""How a column is shown, by the data dictionary: one label and one way of being written, everywhere."""

import re
from datetime import date

import pandas as pd

from campaign import words
from campaign.language import dictionary, formats
from campaign.language.dictionary import Column

Value = str | int | float | date | None


def label(column: str) -> str:
    """Heading of a column in the language in use."""
    return dictionary.column(column).label[words.language()]


def meaning(column: str) -> str:
    """What a column means, in the language in use."""
    return dictionary.column(column).meaning[words.language()]


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
    other = tuple(f"_{code}" for code in words.LANGUAGES if code != words.language())
    return {column: label(column) for column in map(str, frame.columns) if not column.endswith(other)}


def shown(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as text under its headings: for a twin table."""
    headings = spoken(frame)
    texts = {column: [written(column, value) for value in frame[column]] for column in headings}
    return pd.DataFrame(texts).rename(columns=headings)


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
    return [
        place
        for place, column in enumerate(spoken(frame))
        if not pd.api.types.is_any_real_numeric_dtype(frame[column])
        and not pd.api.types.is_datetime64_any_dtype(frame[column])
    ]
