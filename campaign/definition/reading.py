"""One reading of a campaign's folder: the languages of its texts, and all that is wrong or odd in it.

Whoever reads goes on after a mistake with a stand-in, so that all of them are said at once. Without a reading that
collects them the first one is raised.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from campaign import words
from campaign.definition.errors import DefinitionError

Made = TypeVar("Made")


@dataclass
class Reading:
    """Languages, the campaign's first one first; errors forbid to go on, warnings do not."""

    languages: tuple[str, ...] = tuple(words.LANGUAGES)
    errors: list[DefinitionError] = field(default_factory=list)
    warnings: list[DefinitionError] = field(default_factory=list)
    at_the_end: list[Callable[[], None]] = field(default_factory=list)


_reading: ContextVar[Reading | None] = ContextVar("reading", default=None)


@contextmanager
def begun() -> Iterator[Reading]:
    """From here to its end mistakes are collected in the reading; then it says what nobody has asked for."""
    found = Reading()
    token = _reading.set(found)
    try:
        yield found
        for tell in found.at_the_end:
            tell()
    finally:
        _reading.reset(token)


def current() -> Reading:
    """The reading that goes on; one that knows nothing where none does."""
    return _reading.get() or Reading()


def error(found: DefinitionError) -> None:
    """Keep an error, or raise it where nobody collects."""
    reading = _reading.get()
    if reading is None:
        raise found
    reading.errors.append(found)


def warn(path: Path, line: int | None, message: str, **values: object) -> None:
    """Keep a warning; `message` is a key of words/definition.toml."""
    current().warnings.append(DefinitionError(path, line, words.t(f"definition.{message}", **values)))


def wrong(path: Path, line: int | None, message: str, **values: object) -> DefinitionError:
    """The error that a key of words/definition.toml says, to raise or to keep."""
    return DefinitionError(path, line, words.t(f"definition.{message}", **values))


def attempt(read: Callable[[], Made], instead: Made) -> Made:
    """What is read, or what stands there `instead` after a mistake that is kept."""
    try:
        return read()
    except DefinitionError as found:
        error(found)
        return instead
