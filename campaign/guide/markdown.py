"""Markdown of parts: every text from elsewhere escaped."""

import re
from collections.abc import Iterable, Sequence

MARKUP = re.compile(r"([\\`*_\[\]<>|#])")
ROW = "| {} |"


def cell(text: str) -> str:
    """A text that is no markup, on one line."""
    return MARKUP.sub(r"\\\1", " ".join(text.split())).replace("\\<", "&lt;").replace("\\>", "&gt;")


def heading(level: int, text: str, anchor: str) -> str:
    """A heading that is found by its anchor."""
    return f"{'#' * level} {cell(text)} {{ #{anchor} }}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; what stands in it is Markdown already."""
    lines = [ROW.format(" | ".join(head)), ROW.format(" | ".join("---" for _ in head))]
    return "\n".join([*lines, *(ROW.format(" | ".join(row)) for row in rows)])
