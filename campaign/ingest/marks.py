"""Says where numbers have marks that read two ways: 1.234 is a thousand to one office, and one and a bit to another."""

from collections.abc import Mapping, Sequence

from campaign import words

SAID = {".": "ingest.with_points", ",": "ingest.with_commas"}
SHOWN = 5


def places(lines: Mapping[str, Sequence[int]]) -> str:
    """The lines on which each mark stands, the first of them, in words."""
    return "; ".join(words.t(SAID[mark], lines=some(those)) for mark, those in lines.items() if those and mark in SAID)


def some(things: Sequence[object]) -> str:
    """The first few of many things."""
    return ", ".join(map(str, things[:SHOWN])) + (" …" if len(things) > SHOWN else "")
