"""What has been made once is not made again: kept by snapshot, language and arguments."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from campaign import words
from campaign.serving import store

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


def cached(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """Keep what `make` gives. Its arguments are hashable, and whoever gets the result leaves it as it is.

    The reader's scope is one of the arguments, so that no reader gets what was made for another.
    """

    @lru_cache(maxsize=500)
    def made(snapshot: str, language: str, *args: object, **named: object) -> Made:
        return make(*args, **named)

    @wraps(make)
    def ask(*args: Asked.args, **named: Asked.kwargs) -> Made:
        return made(store.version(), words.language(), *args, **named)

    return ask
