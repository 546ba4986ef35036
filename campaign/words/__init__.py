"""Every word on the screen: Vietnamese first, English complete, looked up by key.

English counts: `{units} {units:unit|units}` is `1 unit`, `2 units`; `{left} {items:{left}}` is `1 card`,
`2 cards`, of what a campaign counts.
"""

import re
import tomllib
from contextvars import ContextVar
from functools import cache
from importlib.resources import files

COUNTED = re.compile(r"\{(\w+):([^|{}]*)\|([^|{}]*)\}")  # a number's name, what is said of one, of any other
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
_language: ContextVar[str] = ContextVar("language", default="vi")


def use(language: str) -> None:
    """Speak `language` ("vi" or "en") from here on in this running script; anything else means "vi"."""
    _language.set(language if language in LANGUAGES else "vi")


def language() -> str:
    """Language of this running script."""
    return _language.get()


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """All words: {"overview.title": {"vi": …, "en": …}}. The file's name is the first part of the key."""
    words: dict[str, dict[str, str]] = {}
    for file in sorted(files(__package__).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            subject = file.name.removesuffix(".toml")
            entries = tomllib.loads(file.read_text(encoding="utf-8"))
            words |= {f"{subject}.{key}": texts for key, texts in entries.items()}
    return words


def t(key: str, **values: object) -> str:
    """Text of `key` in the language in use, its {placeholders} filled. KeyError for a key that is not there."""
    text = COUNTED.sub(lambda said: said[2 if str(values[said[1]]) == "1" else 3], catalogue()[key][language()])
    return text.format(**values)
