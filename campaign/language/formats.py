"""Numbers and dates as readers write them: 1.234.567,8 and 01/06/2021 in Vietnamese; missing is an en dash."""

from datetime import date

from babel.numbers import format_compact_decimal, format_decimal

from campaign import words

MISSING = "–"


def missing(value: object) -> bool:
    """True for None, NaN and NaT: the only values that are not equal to themselves."""
    return value is None or value != value


def number(value: float | None, decimals: int = 0, sign: bool = False) -> str:
    """`1.234.567` in Vietnamese, `1,234,567` in English; `sign` writes + and − (a real minus)."""
    if value is None or missing(value):
        return MISSING
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(round(abs(value), decimals), pattern, locale=words.language())
    negative = round(value, decimals) < 0
    return ("−" if negative else "+" if sign and round(value, decimals) > 0 else "") + text


def percent(share: float | None, decimals: int = 1) -> str:
    """A share (0.733) as `73,3%`. Shares above 1 are ordinary and stay as they are."""
    return MISSING if share is None or missing(share) else number(share * 100, decimals) + "%"


def chance(probability: float | None) -> str:
    """A probability as whole percent; what simulation cannot tell from 0 or 1 is `dưới 1%` or `trên 99%`."""
    if probability is None or missing(probability):
        return MISSING
    if probability < 0.01:
        return words.t("common.chance_low", percent=percent(0.01, 0))
    return words.t("common.chance_high", percent=percent(0.99, 0)) if probability > 0.99 else percent(probability, 0)


def compact(value: float | None) -> str:
    """A large number in words, `50 triệu` or `50 million`, at most two decimals."""
    if value is None or missing(value):
        return MISSING
    return format_compact_decimal(value, format_type="long", locale=words.language(), fraction_digits=2)


def axis(values: list[float]) -> list[str]:
    """Short labels of one axis, all in the same unit: `50 tr` / `50M`, `200 ng` / `200K`."""
    top = max((abs(value) for value in values), default=0)
    step, word = next(
        ((step, words.t(f"common.{word}")) for step, word in ((1e6, "million"), (1e3, "thousand")) if top >= 2 * step),
        (1, ""),
    )
    decimals = 0 if all(round(value / step, 6) == round(value / step) for value in values) else 1
    return [number(value / step, decimals) + word if value else "0" for value in values]


def day(value: date | None) -> str:
    """A day as `01/06/2021` in both languages: the campaign's papers write it so."""
    return MISSING if missing(value) else f"{value:%d/%m/%Y}"


def days(value: float | None) -> str:
    """A number of days, rounded to whole ones, with its word: `23 ngày`, `1 day`."""
    if value is None or missing(value):
        return MISSING
    whole = round(abs(value))
    return words.t("common.day_one" if whole == 1 else "common.day_many", days=number(whole))


def parts(done: float | None, of: float | None) -> str:
    """Completion with its parts, as reports print it: `35.501/39.088`."""
    return f"{number(done)}/{number(of)}"
