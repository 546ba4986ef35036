"""Key figures in a row: what each is, how much, and beside what to hold it."""

from collections.abc import Iterable

from campaign import words
from campaign.figures.html import tag, text


def row(figures: Iterable[str]) -> str:
    """Figures beside one another."""
    return tag("div", "".join(figures), "figures")


def figure(label: str, value: str, note: str = "") -> str:
    """One of them: the key of its name in words, its value as HTML, a note as text."""
    return tag("div", tag("span", text(words.t(label))) + tag("b", value) + tag("small", text(note)), "figure")
