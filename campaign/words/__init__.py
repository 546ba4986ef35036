"""Every word on the screen: Vietnamese first, English complete, looked up by key.

A further language is a folder here with files of the same names, such as `fr/overview.toml`, and `key = "…"` in them;
`fr/label.toml` and `fr/meaning.toml` are about the columns of queries/columns.toml, `fr/summary.toml` about the
questions. What it lacks is said in English.

English counts: `{units} {units:unit|units}` is `1 unit`, `2 units`; `{left} {items:{left}}` is `1 card`,
`2 cards`, of what a campaign counts.
"""

import re
import tomllib
from collections.abc import Collection
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

COUNTED = re.compile(r"\{(\w+):([^|{}]*)\|([^|{}]*)\}")  # a number's name, what is said of one, of any other
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}  # of which every word is there, and their names
INSTEAD = "en"  # of what a language lacks
_language: ContextVar[str] = ContextVar("language", default="vi")
_offered: ContextVar[tuple[str, ...]] = ContextVar("offered", default=tuple(LANGUAGES))


def use(language: str, offered: Collection[str] = tuple(LANGUAGES)) -> None:
    """Speak one of the languages `offered` from here on in this running script; anything else means their first."""
    _offered.set(tuple(offered))
    _language.set(language if language in offered else next(iter(offered)))


def language() -> str:
    """Language of this running script."""
    return _language.get()


def offered() -> tuple[str, ...]:
    """The languages of which this running script speaks one: those of the campaign, its first one first."""
    return _offered.get()


def speaking() -> tuple[str, tuple[str, ...]]:
    """What `use` was told, for a thread or a process that begins anew."""
    return language(), offered()


def in_each(*names: str) -> list[str]:
    """Names of columns; `name_*` is a column for each language offered, `name_vi` and `name_en`."""
    spread = ([name[:-1] + one for one in offered()] if name.endswith("_*") else [name] for name in names)
    return [column for columns in spread for column in columns]


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """All words: {"overview.title": {"vi": …, "en": …}}. The file's name is the first part of the key."""
    return _entries(files(__package__))


@cache
def further(language: str) -> dict[str, str]:
    """The words of a language that has a folder of its own, by key; none where it has none."""
    folder = files(__package__) / language
    return _entries(folder) if folder.is_dir() else {}


def _entries(folder: Traversable) -> dict[str, Any]:
    words: dict[str, Any] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            subject = file.name.removesuffix(".toml")
            entries = tomllib.loads(file.read_text(encoding="utf-8"))
            words |= {f"{subject}.{key}": texts for key, texts in entries.items()}
    return words


def missing(language: str) -> list[str]:
    """The keys of which a language lacks the word."""
    return [key for key, texts in catalogue().items() if language not in texts and key not in further(language)]


def said(key: str, language: str) -> str:
    """Text of `key` in a language as it is written, in English where there is none. KeyError for an unknown key."""
    texts = catalogue()[key]
    return texts.get(language) or further(language).get(key) or texts[INSTEAD]


def own(key: str) -> str | None:
    """Text of `key` where the language in use has it itself, without placeholders; None where another stands in."""
    return catalogue()[key].get(language()) or further(language()).get(key)


def either(texts: dict[str, str]) -> str:
    """Of texts by language the one in use, else the English one."""
    return texts.get(language()) or texts[INSTEAD]


def t(key: str, /, **values: object) -> str:
    """Text of `key` in the language in use, its {placeholders} filled. KeyError for a key that is not there."""
    text = COUNTED.sub(lambda found: found[2 if str(values[found[1]]) == "1" else 3], said(key, language()))
    return text.format(**values)
