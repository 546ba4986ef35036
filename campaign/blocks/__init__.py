"""Parts of a page as HTML: frame in, text out, every value escaped. Their look is in the .css files here."""

from functools import cache
from html import escape
from pathlib import Path


@cache
def css() -> str:
    """The look of all blocks."""
    return "".join(file.read_text(encoding="utf-8") for file in sorted(Path(__file__).parent.glob("*.css")))


def tag(name: str, content: str = "", css: str = "", **attributes: object) -> str:
    """One element. `content` is HTML already; attribute values are escaped."""
    given = {"class": css, **{key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}}
    inside = "".join(f' {key}="{escape(str(value))}"' for key, value in given.items() if value not in ("", None))
    return f"<{name}{inside}>{content}</{name}>"


def text(value: object) -> str:
    """Any value as text that can never be markup."""
    return escape(str(value))
