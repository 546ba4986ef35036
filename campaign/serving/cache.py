"""What has been made once is not made again: cached by snapshot, language and arguments."""

from collections.abc import Callable
from functools import wraps
from threading import Condition
from typing import ParamSpec, TypeVar

import cachetools

from campaign import words
from campaign.serving import store

Params = ParamSpec("Params")
Made = TypeVar("Made")


def once(entries: int) -> Callable[[Callable[Params, Made]], Callable[Params, Made]]:
    """Make once for each set of arguments, also when many ask at the same moment: the first makes it, the others wait.

    The `entries` used last are remembered. What fails is tried anew by whoever asks next.
    """

    def decorate(make: Callable[Params, Made]) -> Callable[Params, Made]:
        return cachetools.cached(cachetools.LRUCache(entries), condition=Condition())(make)

    return decorate


def cached(make: Callable[Params, Made]) -> Callable[Params, Made]:
    """Make once for each snapshot served, language spoken and arguments given; the 500 used last are remembered.

    The arguments are hashable, as a Selection is, and whoever gets the result leaves it as it is. A Selection has the
    reader's scope, so that no reader gets what was made for another.
    """

    def anew(_snapshot: str, _language: str, *args: Params.args, **named: Params.kwargs) -> Made:
        return make(*args, **named)

    made = once(500)(anew)

    @wraps(make)
    def ask(*args: Params.args, **named: Params.kwargs) -> Made:
        return made(store.version(), words.language(), *args, **named)

    return ask
