"""Parts of a page as HTML: frame in, text out, every value escaped. Their look is in the .css file beside each."""

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

from campaign import words
from campaign.language import dictionary

_MARKUP = re.compile(r"[\\`*_\[\]<>$~|]")
_LINK = re.compile(r"(?<=\w):(?=//)|\bwww(?=\.)|@", re.IGNORECASE)
STYLED = ("figures", "subjects", "ui")  # folders of campaign/ that hold the look of what a page shows
HELP = "/help"  # where the help is served
MODES = Path(__file__).parents[1] / "ui" / "modes"


@cache
def css() -> str:
    """The look of all blocks."""
    files = (file for folder in STYLED for file in (Path(__file__).parents[1] / folder).rglob("*.css"))
    return _on_one_line(sorted((file for file in files if file.parent != MODES), key=lambda file: file.name))


@cache
def mode(name: str) -> str:
    """The look of pages that are shown in another way, "wall" or "alone", sent with such a page only.

    With `body:has(.wall)` in the styles of every page a browser asks that anew for each text that a figure measures:
    drawing one took 400 ms, and takes 130.
    """
    return f"<style>{_on_one_line([MODES / f'{name}.css'])}</style>"


def _on_one_line(files: Sequence[Path]) -> str:
    """Streamlit takes the indentation off whatever it is given, on every run."""
    return " ".join("".join(file.read_text(encoding="utf-8") for file in files).split())


def tag(name: str, content: str = "", css: str = "", **attributes: object) -> str:
    """One element. `content` is HTML already; attribute values are escaped."""
    given = {"class": css, **{key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}}
    inside = "".join(f' {key}="{escape(str(value))}"' for key, value in given.items() if value not in ("", None))
    return f"<{name}{inside}>{content}</{name}>"


def escape_markdown(value: object) -> str:
    """Any value as text that Streamlit's Markdown shows as it is: no markup, no picture, no link by itself.

    The invisible word joiner keeps an address from becoming a link; a backslash does not.
    """
    return _LINK.sub("\\g<0>\u2060", _MARKUP.sub(r"\\\g<0>", str(value)))


def text(value: object) -> str:
    """Any value as text that can never be markup."""
    return escape(str(value))


def note(sentence: str) -> str:
    """A quiet line, such as what a list leaves out or why it is empty."""
    return tag("p", text(sentence), "note")


def guide() -> str:
    """Address of the help in the language in use, in English where there is none in that."""
    return f"{HELP}/{words.language() if words.language() in words.LANGUAGES else words.INSTEAD}/"


def defined(key: str) -> str:
    """The "?" that opens what the figure of this key is, in the help. KeyError for one that nobody has defined."""
    entry = dictionary.figure(key)
    label = words.t("screen.defined", figure=words.either(dictionary.figures()[entry].label))
    return tag("a", "?", "defined", href=f"{guide()}figures/#{entry}", target="_blank", aria_label=label)


def finding(said: str, below: str = "", folds: bool = False) -> str:
    """A page's answer in one sentence, with quieter ones below it, of which it `folds` away all but the first.

    A full stop within a number has no blank after it.
    """
    first, *rest = re.split(r"(?<=\.)\s", below, maxsplit=1) if folds else [below]
    quiet = tag("small", text(first)) if first else ""
    more = "".join(tag("details", tag("summary", text(words.t("screen.more"))) + tag("p", text(said))) for said in rest)
    return tag("div", tag("h2", text(said)) + quiet + more, "finding")
