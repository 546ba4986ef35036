"""What a figure says under the pointer: the text itself, and where Plotly puts it."""

from collections.abc import Callable, Iterable
from datetime import date

from campaign.language import formats

# A trace's `text` or `hovertext` alone, without the box of its name.
TEXT = "%{text}<extra></extra>"
HOVERTEXT = "%{hovertext}<extra></extra>"


def named(name: str) -> str:
    """The name of a trace over its `text`."""
    return f"{name}<br>{TEXT}"


def whole(name: str) -> str:
    """The name of a trace over its day and a whole number, both written by the browser in the reader's language."""
    return f"{name}<br>%{{x|{formats.pattern('day')}}}<br><b>%{{y:,.0f}}</b><extra></extra>"


def by_day(
    days: Iterable[date], values: Iterable[float], before: str = "", form: Callable[[float], str] = formats.number
) -> list[str]:
    """`01/06/2021` over the value in bold, for each day; `before` stands before the value."""
    return [f"{formats.day(day)}<br>{before}<b>{form(value)}</b>" for day, value in zip(days, values, strict=True)]
