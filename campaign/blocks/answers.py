"""What other pages answer, a line each, with the way there."""

from collections.abc import Mapping
from urllib.parse import urlencode

from campaign import words
from campaign.blocks import tag, text


def answers(lines: Mapping[str, str], addresses: Mapping[str, str], query: Mapping[str, str]) -> str:
    """A line per page that has something to say: page to sentence, page to address, the reader's choices."""
    rows = "".join(
        tag("p", tag("a", text(words.t(f"{page}.menu")), href=f"{addresses[page]}?{urlencode(query)}") + text(line))
        for page, line in lines.items()
        if line
    )
    return tag("div", rows, "answers")
