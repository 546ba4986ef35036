"""The campaign whose snapshot is served: its definition, read once per snapshot."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from campaign import definition, settings, words
from campaign.definition import Definition, DefinitionError
from campaign.serving import store


def campaign() -> Definition:
    """Definition of the campaign that is followed. NothingPublishedError, DefinitionError."""
    return _load(store.version(), settings.home())


def languages() -> tuple[str, ...]:
    """The campaign's languages, its first one first; those of the interface where nothing can be read."""
    try:
        return campaign().languages
    except (*store.UNUSABLE, DefinitionError):
        return tuple(words.LANGUAGES)


@contextmanager
def followed(name: str) -> Iterator[None]:
    """Meanwhile the campaign is followed that addresses call `name`, in the language spoken or the first of its own."""
    speaking = words.speaking()
    with settings.following(settings.campaigns()[name]):
        words.use(words.language(), languages())
        try:
            yield
        finally:
            words.use(*speaking)


@lru_cache(maxsize=16)
def _load(_snapshot: str, home: Path) -> Definition:
    return definition.load(home)
