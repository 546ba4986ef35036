"""What staff should know of a delivery that was taken."""

from collections.abc import Callable
from functools import partial

from campaign import words


class Remark(str):
    """A key of campaign/words/ingest.toml, and the values of its placeholders."""

    values: dict[str, object]

    def __new__(cls, key: str, **values: object) -> "Remark":
        remark = super().__new__(cls, key)
        remark.values = values
        return remark

    def __reduce__(self) -> tuple[Callable[[], "Remark"], tuple[()]]:
        return partial(Remark, str(self), **self.values), ()


def sentence(remark: str) -> str:
    """The remark in words."""
    return words.t(f"ingest.{remark}", **getattr(remark, "values", {}))
