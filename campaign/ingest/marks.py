"""Says where numbers have marks that read two ways: 1.234 is a thousand to one office, and one and a bit to another."""

from collections.abc import Mapping, Sequence

from campaign import words
from campaign.ingest.remarks import some

SAID = {".": "ingest.with_points", ",": "ingest.with_commas"}


def places(lines: Mapping[str, Sequence[int]]) -> str:
    """The lines on which each mark stands, the first of them, in words."""
    return "; ".join(words.t(SAID[mark], lines=some(those)) for mark, those in lines.items() if those and mark in SAID)
