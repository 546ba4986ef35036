"""Why a whole file is not taken.

FileError
 ├── RefusedError   the file cannot be what it says: send another
 ├── HeldError      staff must decide: the file is kept, nothing of it is counted
 │    └── OwnFormError   by the contract whose header it has, so no layout with that header reads it either
 └── OutsideError   there is no file that could be read: no delivery, and nothing is kept of it
"""

from collections.abc import Callable
from functools import partial

from campaign import words


class FileError(Exception):
    """A file that is not taken; `str()` of it is the sentence for the staff, without a value from the file."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)

    def __str__(self) -> str:
        key, values = self.args
        return words.t(f"ingest.{key}", **values)

    def __reduce__(self) -> tuple[Callable[[], "FileError"], tuple[()]]:
        key, values = self.args
        return partial(type(self), key, **values), ()


class RefusedError(FileError):
    """The file cannot be what it says."""


class HeldError(FileError):
    """Somebody must look at the file and decide."""


class OwnFormError(HeldError):
    """The file has a contract's header, and what stands below must not be read under it: not by a layout either, by
    which the next file would be read so, whether it is written so or not."""


class OutsideError(FileError):
    """What goes wrong lies outside the file."""
