"""The data dictionary: a column has one label and one way of being written, everywhere it is shown."""

import re
from collections.abc import Callable
from datetime import date

import pandas as pd

from campaign import words
from campaign.language import formats


def _signed_days(value: float | None) -> str:
    return formats.number(value, 0, sign=True)


def _yes(value: bool) -> str:
    return words.t("columns.yes") if value else words.t("columns.no")


def _named(column: str, value: str | None) -> str:
    return formats.MISSING if formats.missing(value) else words.t(f"columns.{column}_{value}")


FORMATS: dict[str, Callable[..., str]] = {
    "bigint": formats.number,
    "integer": formats.number,
    "double": lambda value: formats.number(value, 0),
    "date": formats.day,
    "boolean": _yes,
    "varchar": lambda value: formats.MISSING if formats.missing(value) else str(value),
    "completion": formats.percent,
    "days_ahead": _signed_days,
    "required_to_best": lambda value: formats.number(value, 2),
    "rule": lambda value: words.t(f"rules.{value}"),
    "state": lambda value: _named("state", value.replace(" ", "_")),
    "revision": lambda value: _named("revision", value),
    "lines_share": lambda value: formats.percent(value, 4),
    "deviation": lambda value: formats.number(value, 1, sign=True),
    **dict.fromkeys(("reported", "known_share", "lowest_share"), formats.percent),
    **dict.fromkeys(("net", "off", "off_published"), lambda value: formats.number(value, sign=True)),
    "off_share": formats.percent,
    "zone": lambda value: formats.number(value, sign=True),
    "planned_fraction": formats.percent,
    **dict.fromkeys(("pace", "best_pace", "stage_pace"), lambda value: formats.percent(value, 2)),
    **dict.fromkeys(("rate_per_1000", "difference"), lambda value: formats.number(value, 1)),
    **dict.fromkeys(
        ("moved", "moved_own", "moved_others", "moved_revision", "moved_target"),
        lambda value: formats.number(value, 2, sign=True),
    ),
    "spi_t": lambda value: formats.number(value, 2),
    "change": lambda value: formats.number(value, sign=True),
    "p_by_deadline": formats.chance,
    "guard": lambda value: _named("guard", value),
    "size": lambda value: _named("size", value),
    "brier": lambda value: formats.number(value, 3),
    **dict.fromkeys(
        (
            "share",
            "threshold",
            "to_mean",
            "shortfall_share",
            "cumulative_share",
            "skill",
            "coverage_50",
            "coverage_80",
            "coverage_95",
            "error_share",
            "error_low",
            "error_high",
            "chance_to_pass",
        ),
        formats.percent,
    ),
    "verdict": lambda value: _named("verdict", value),
    **dict.fromkeys(("wis", "bias"), lambda value: formats.percent(value, 2)),
}


def label(column: str) -> str:
    """Heading of a column in the language in use."""
    return words.t(f"columns.{column}")


def written(column: str, value: object, kind: str | None = None) -> str:
    """A value as it is shown: by its column's own format, else by that of its type."""
    form = FORMATS.get(column) or FORMATS.get(kind or _kind(value))
    return form(None if pd.isna(value) else value)


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, date | pd.Timestamp):
        return "date"
    return "varchar" if isinstance(value, str) or value is None else "double"


def spoken(frame: pd.DataFrame) -> dict[str, str]:
    """The columns that are shown, in their order, with their headings.

    Of a pair such as name_vi, name_en only the one in the language in use is shown, as `name`.
    """
    kept, other = (f"_{code}" for code in sorted(words.LANGUAGES, key=lambda code: code != words.language()))
    return {column: label(column.removesuffix(kept)) for column in frame if not column.endswith(other)}


def shown(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as text under its headings: for a twin table."""
    headings = spoken(frame)
    texts = {column: [written(column, value) for value in frame[column]] for column in headings}
    return pd.DataFrame(texts).rename(columns=headings)


def pattern(column: str, whole: bool) -> str:
    """How Excel writes the numbers of a column as the screen does; `whole` when they are whole numbers.

    Read off what the screen makes of a number that shows decimals and sign, so that there is one rule.
    """
    text = written(column, 0.6, "bigint" if whole else "double")
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
