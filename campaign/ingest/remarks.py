"""What staff should know of a delivery that was taken."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from campaign import words

SHOWN = 5  # of many things


class Remark(str):
    """A key of campaign/words/ingest.toml, and the values of its placeholders."""

    values: dict[str, Any]

    def __new__(cls, key: str, **values: Any) -> "Remark":
        remark = super().__new__(cls, key)
        remark.values = values
        return remark

    def __reduce__(self) -> tuple[Callable[[], "Remark"], tuple[()]]:
        return partial(Remark, str(self), **self.values), ()


def some(things: Sequence[object]) -> str:
    """The first few of many things."""
    return ", ".join(map(str, things[:SHOWN])) + (" …" if len(things) > SHOWN else "")


def sentence(remark: str) -> str:
    """The remark in words."""
    return words.t(f"ingest.{remark}", **getattr(remark, "values", {}))
