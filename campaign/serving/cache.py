"""What has been made once is not made again: cached by snapshot, language and arguments, all within one bound."""

import io
import pickle
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Condition
from types import FunctionType
from typing import ParamSpec, TypeVar

import cachetools
from cachetools.keys import hashkey

from campaign import settings, words
from campaign.definition import Definition
from campaign.serving import store

Params = ParamSpec("Params")
Made = TypeVar("Made")
BOUND = 96 * 2**20  # bytes of all that is cached
ENTRY = 1024  # bytes of an entry beside what it holds: its key, its place in the order of use


class _Size(pickle.Pickler):
    """Writes a value without what it shares with all others."""

    def persistent_id(self, value: object) -> str | None:
        return "shared" if isinstance(value, Definition | FunctionType) else None


def size(value: object) -> int:
    """Bytes of a cached value, as long as it is when pickled: 0.1 ms for a frame."""
    written = io.BytesIO()
    _Size(written, pickle.HIGHEST_PROTOCOL).dump(value)
    return ENTRY + written.tell()


_cache = cachetools.LRUCache[tuple[object, ...], object](BOUND, getsizeof=size)
_changed = Condition()


def once(make: Callable[Params, Made]) -> Callable[Params, Made]:
    """Make once for each set of arguments, also when many ask at the same moment: the first makes it, the others wait.

    What was used last, whatever made it, is cached within BOUND. What fails is tried anew by whoever asks next. The
    result must be one that can be pickled, or nobody could say what it takes. Of several campaigns behind one door each
    has its own: two may well have snapshots of the same name.
    """

    def key(*args: Hashable, **named: Hashable) -> tuple[Hashable, ...]:
        return hashkey(make, settings.home(), *args, **named)

    return cachetools.cached(_cache, key=key, condition=_changed)(make)


def cached(make: Callable[Params, Made]) -> Callable[Params, Made]:
    """Make once for each snapshot served, language spoken and arguments given.

    The arguments are hashable, as a Selection is, and whoever gets the result leaves it as it is. A Selection has the
    reader's scope, so that no reader gets what was made for another.
    """

    @once
    def made(_snapshot: str, _language: str, *args: Params.args, **named: Params.kwargs) -> Made:
        return make(*args, **named)

    @wraps(make)
    def ask(*args: Params.args, **named: Params.kwargs) -> Made:
        return made(store.version(), words.language(), *args, **named)

    return ask
