"""What stands in the cells of several tables: a bar of what is done, days ahead or behind, a day."""

from datetime import date

from campaign import words
from campaign.figures.html import tag, text
from campaign.language import formats, schedule


def bar(share: float, decimals: int = 1, mark: str = "") -> str:
    """What is done on a scale that ends at 1; `mark` is what else is drawn on it, as HTML."""
    return tag("span", tag("i", css="fill", style=f"width:{share:.{decimals}%}") + mark, css="bar")


def against_plan(days_ahead: float | None) -> str:
    """Days ahead or behind, in words and in the colour that means it."""
    state = schedule.state(days_ahead)
    if state is None:
        return formats.MISSING
    return tag("span", text(words.t(f"board.{state}", days=schedule.days(days_ahead))), css=state)


def day(value: date | None) -> str:
    """A day, which never breaks over two lines, however narrow its column is."""
    return tag("time", text(formats.day(value)))
