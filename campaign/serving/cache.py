"""What has been made once is not made again: cached by snapshot, language and arguments."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from campaign import words
from campaign.serving import store

Params = ParamSpec("Params")
Made = TypeVar("Made")


def cached(make: Callable[Params, Made]) -> Callable[Params, Made]:
    """Make once for each snapshot served, language spoken and arguments given; the 500 used last are remembered.

    The arguments are hashable, as a Selection is, and whoever gets the result leaves it as it is. A Selection has the
    reader's scope, so that no reader gets what was made for another.
    """

    def anew(_snapshot: str, _language: str, *args: Params.args, **named: Params.kwargs) -> Made:
        return make(*args, **named)

    made: Callable[..., Made] = lru_cache(maxsize=500)(anew)

    @wraps(make)
    def ask(*args: Params.args, **named: Params.kwargs) -> Made:
        return made(store.version(), words.language(), *args, **named)

    return ask
