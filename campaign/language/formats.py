"""Numbers and dates as readers write them: 1.234.567,8 and 01/06/2021 in Vietnamese; missing is an en dash.

Rounding never decides: a share below its goal stays below it in print, and what is there is never written as nothing.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from functools import cache, lru_cache

import pandas as pd
from babel import Locale
from babel.core import get_global
from babel.dates import format_skeleton, get_day_names
from babel.numbers import format_compact_decimal, get_decimal_symbol, get_group_symbol

from campaign import words

MISSING = "–"
# Days as strftime and Plotly's axes write them, with blanks at which no line breaks, and, from `sheet` on, as Excel and
# PowerPoint do.
PATTERNS = {
    "vi": {
        "day": "%d/%m/%Y",
        "short_day": "%d/%m",
        "month": "%m/%Y",
        "sheet_day": "dd/mm/yyyy",
        "sheet_short_day": "dd/mm",
    },
    "en": {
        "day": "%-d\u00a0%b\u00a0%Y",
        "short_day": "%-d\u00a0%b",
        "month": "%b\u00a0%Y",
        "sheet_day": "d mmm yyyy",
        "sheet_short_day": "d mmm",
    },
}
DIGITS_OF = {"d": "%d", "M": "%m", "y": "%Y"}  # what of a day's parts strftime writes
SHEET_DIGITS = {"d": "dd", "M": "mm", "y": "yyyy"}  # and Excel
NOISE = Decimal("1e-12")  # of binary fractions: 1 - 0.9 is 0.1
DIGITS = Context(prec=60)  # those of any number there is
STEPS = ((1_000_000, "million"), (1_000, "thousand"))
PLACES = range(1, 7)  # of a short label: with six, millions are told to the unit


def missing(value: object) -> bool:
    """True for None, NaN, NaT and NA: what is not equal to itself, or cannot tell."""
    return value is None or value is pd.NA or value != value


def number(value: float | None, decimals: int = 0, sign: bool = False) -> str:
    """`1.234.567` in Vietnamese, `1,234,567` in English, halves up; `sign` writes + and − (a real minus)."""
    if value is None or missing(value):
        return MISSING
    rounded = _rounded(abs(value), decimals, ROUND_HALF_UP)
    before = ("−" if value < 0 else "+" if sign else "") if rounded else ""
    return before + _written(rounded, decimals)


def rate(a_day: float | None) -> str:
    """Items a day: whole ones from ten on, below that with a decimal, so that a little is not nothing."""
    if a_day is None or missing(a_day) or abs(a_day) >= 10 or a_day == round(a_day):
        return number(a_day)
    return number(a_day, 1) if a_day < 0 else _above_nothing(Decimal(str(float(a_day))), 1, ROUND_HALF_UP)


def percent(share: float | None, decimals: int = 1) -> str:
    """A share (0.733) as `73,3%`, rounded down so that no limit is passed in print alone; above nothing, never 0.

    Shares above 1 are ordinary and stay as they are.
    """
    if share is None or missing(share):
        return MISSING
    if share < 0:
        return number(share * 100, decimals) + _percent_sign(words.language())
    return _above_nothing(Decimal(str(float(share))) * 100, decimals, ROUND_FLOOR, _percent_sign(words.language()))


def places(written: str) -> int:
    """Decimals of a format of Excel's."""
    return len(written.rstrip("%").partition(".")[2])


def cut(share: float, decimals: int = 1) -> float:
    """A share for a program that rounds what it writes: what `percent` writes of it."""
    return share if share < 0 else float(_rounded(Decimal(str(float(share))) * 100, decimals, ROUND_FLOOR) / 100)


def ratio(times: float | None) -> str:
    """How many times as much (0.93), with two decimals and rounded away from 1, which it passes only if it does."""
    if times is None or missing(times):
        return MISSING
    return _above_nothing(Decimal(str(float(times))), 2, ROUND_CEILING if times > 1 else ROUND_FLOOR)


def chance(probability: float | None) -> str:
    """A probability as whole percent; what simulation cannot tell from 0 or 1 is `dưới 1%` or `trên 99%`."""
    if probability is None or missing(probability):
        return MISSING
    if probability < 0.01:
        return words.t("common.below", limit=percent(0.01, 0))
    return words.t("common.above", limit=percent(0.99, 0)) if probability > 0.99 else percent(probability, 0)


def compact(value: float | None) -> str:
    """A large number in words, `50 triệu` or `50 million`, at most two decimals."""
    if value is None or missing(value):
        return MISSING
    return format_compact_decimal(value, format_type="long", locale=words.language(), fraction_digits=2)


def axis(values: Sequence[float]) -> list[str]:
    """Ticks of one axis, all in the same unit and exact: `50 tr` / `50M`, `200 ng` / `200K`."""
    top = max((abs(value) for value in values), default=0)
    least = {1_000: 2_000}  # 1.000 reads better than 1 ng, and 1 tr than 1.000 ng
    step, word = next(((step, word) for step, word in STEPS if top >= least.get(step, step)), (1, ""))
    exact = (places for places in range(7) if all(_ends(value / step, places) for value in values))
    decimals = next(exact, PLACES[-1])
    return [number(value / step, decimals) + _word(word) if value else "0" for value in values]


def labels(values: Sequence[float]) -> list[str]:
    """Short numbers beside bars, each in its own unit: `2,7 tr`, `505,1 ng`, `812`; what differs reads differently."""
    different = len({number(value) for value in values})
    for places in PLACES:
        written = [_label(value, places) for value in values]
        if len(set(written)) >= different:
            break
    return written


def day(value: date | None) -> str:
    """A day as `01/06/2021`; in English `1 Jun 2021`, which nobody takes for 6 January."""
    return MISSING if value is None or missing(value) else _day(value, pattern("day"))


def short_day(value: date) -> str:
    """A day of a year that is known: `01/06`, `1 Jun`."""
    return value.strftime(pattern("short_day"))


def month(value: date) -> str:
    """A month with its year, as a heading: `Tháng 6 năm 2021`, `June 2021`."""
    name = format_skeleton("yMMMM", value, locale=words.language())
    return name[:1].upper() + name[1:]


def pattern(of: str) -> str:
    """How something of PATTERNS is written in the language in use."""
    return (PATTERNS.get(words.language()) or _patterns(words.language()))[of]


def separators(language: str) -> str:
    """The marks of decimals and of thousands, as Plotly takes them."""
    return get_decimal_symbol(language) + get_group_symbol(language)


def region(language: str) -> str:
    """The language with a country, as Word asks for it: `vi-VN`, `en-GB`, `fr-FR`."""
    likely = get_global("likely_subtags").get(language, language)
    return "en-GB" if language == "en" else f"{language}-{likely.rpartition('_')[2]}" if "_" in likely else language


@cache
def _patterns(language: str) -> dict[str, str]:
    """The PATTERNS of a language that has none here, all in digits, as Babel knows them."""
    skeletons = Locale.parse(language).datetime_skeletons
    found = {}
    for name, skeleton in {"day": "yMd", "short_day": "Md", "month": "yM"}.items():
        written = str(skeletons[skeleton])
        found[name] = re.sub(r"d+|M+|y+", lambda part: DIGITS_OF[part[0][0]], written)
        found[f"sheet_{name}"] = re.sub(r"d+|M+|y+", lambda part: SHEET_DIGITS[part[0][0]], written)
    return found


def days(value: float | None) -> str:
    """A number of days, rounded to whole ones, with its word: `23 ngày`, `1 day`; less than half of one is not 0."""
    if value is None or missing(value):
        return MISSING
    whole = number(abs(value))
    return words.t("common.under_a_day") if value and whole == "0" else words.t("common.days", days=whole)


def parts(done: float | None, of: float | None) -> str:
    """Completion with its parts, `35.501/39.088`; beyond the target it is no fraction: `248 (chỉ tiêu 200)`."""
    if done is not None and of is not None and done > of:
        return words.t("common.beyond", done=number(done), target=number(of))
    return f"{number(done)}/{number(of)}"


def _label(value: float, places: int) -> str:
    step, word = next(((step, word) for step, word in STEPS if abs(value) >= step), (1, ""))
    return number(value / step, places if word else 0) + _word(word)


def weekday(day: int, wide: bool = False) -> str:
    """A day of the week from 1, Monday, on, short or `wide`: as our words have it, else as the language does."""
    own = words.own(f"pace.weekday_name_{day}" if wide else f"pace.weekday_{day}")
    return own or get_day_names("wide" if wide else "abbreviated", locale=words.language())[day - 1]


def _word(unit: str) -> str:
    """What stands after a number of thousands or millions: as our words have it, else as the language does."""
    return (words.own(f"common.{unit}") or _short(unit, words.language())) if unit else ""


@cache
def _short(unit: str, language: str) -> str:
    """Of a language that has no short word, as German for a thousand, the long one."""
    step = next(str(step) for step, word in STEPS if word == unit)
    forms = Locale.parse(language).compact_decimal_formats
    written = [forms[length]["other"][step].pattern.replace("0", "").replace("'", "") for length in ("short", "long")]
    return next(filter(str.strip, written))


@cache
def _percent_sign(language: str) -> str:
    """`%` with what parts it from its number: nothing in Vietnamese and English, a blank in French and German."""
    return Locale.parse(language).percent_formats[None].suffix[0]


def _ends(value: float, places: int) -> bool:
    """Whether a value has no more than so many decimals."""
    return abs(round(value, places) - value) < 1e-9


def _above_nothing(value: Decimal, decimals: int, rounding: str, unit: str = "") -> str:
    """A value from 0 on, rounded as told; what would read as 0 and is not, as below the least that can be written."""
    rounded = _rounded(value, decimals, rounding)
    if rounded or not value:
        return _written(rounded, decimals) + unit
    return words.t("common.below", limit=_written(Decimal(1).scaleb(-decimals), decimals) + unit)


def _rounded(value: float | Decimal, decimals: int, rounding: str) -> Decimal:
    exact = value if isinstance(value, Decimal) else Decimal(str(float(value)))
    return exact.quantize(NOISE, ROUND_HALF_UP, DIGITS).quantize(Decimal(1).scaleb(-decimals), rounding, DIGITS)


def _written(value: Decimal, decimals: int) -> str:
    """As Babel's format_decimal writes it, in a tenth of the time: a page of five stages writes 6,000 numbers."""
    return f"{value:,.{decimals}f}".translate(_symbols(words.language()))


@cache
def _symbols(language: str) -> dict[int, str]:
    """What stands for Python's comma and point."""
    return {ord(","): get_group_symbol(language), ord("."): get_decimal_symbol(language)}


@lru_cache(maxsize=4096)
def _day(value: date, written: str) -> str:
    """A chart of five lines writes each day five times."""
    return value.strftime(written)
