"""Lists that end after the first few: how many more there are."""

from campaign import words
from campaign.figures.html import note
from campaign.language import formats


def rest(more: int, key: str) -> str:
    """A line below a list that says how many it leaves out, as HTML; nothing where it leaves out none.

    `key` is of words that take `more`.
    """
    return note(words.t(key, more=formats.number(more))) if more > 0 else ""


def and_more(names: str, more: int, key: str) -> str:
    """Names with how many are not among them, as text; `key` is of words that take `names` and `more`."""
    return words.t(key, names=names, more=formats.number(more)) if more > 0 else names
