"""Reads the languages of a campaign's texts: `languages` of [campaign]."""

import re
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

from campaign import words
from campaign.definition import reading
from campaign.definition.row import Row
from campaign.definition.tables import Tables

CODE = re.compile(r"[a-z]{2,3}")


def languages(head: Row) -> tuple[str, ...]:
    """Codes of languages, the first one first: what readers get who choose none. Those of the interface by default."""
    found = head.texts("languages")
    if not all(map(_known, found)) or len(set(found)) < len(found) or (not found and "languages" in head.values):
        head.wrong("languages", "no_languages", value=", ".join(found))
        return tuple(words.LANGUAGES)
    return found or tuple(words.LANGUAGES)


def _known(code: str) -> bool:
    try:
        return bool(CODE.fullmatch(code) and Locale.parse(code))
    except UnknownLocaleError:
        return False


def of(home: Path) -> tuple[str, ...]:
    """The languages of the campaign in folder `home`, where its definition can be read; those of the interface else."""
    path = home / "campaign.toml"
    try:
        return _of(path, path.stat().st_mtime_ns)
    except OSError:
        return tuple(words.LANGUAGES)


@lru_cache(maxsize=4)
def _of(path: Path, _changed: int) -> tuple[str, ...]:
    with reading.begun():
        return reading.attempt(lambda: languages(Tables(path).only("campaign")), tuple(words.LANGUAGES))
