"""One place of a text where something else stands from now on, and the way back from it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass


class UnchangeableError(Exception):
    """The file leaves no place for this change; it is changed by hand."""


@dataclass(frozen=True)
class Splice:
    """From character `at` on, `removed` gives way to `added`. Both are whole lines, or nothing."""

    at: int
    removed: str
    added: str

    def made_in(self, text: str) -> str:
        """The text after it. UnchangeableError when what goes does not stand there."""
        end = self.at + len(self.removed)
        if text[self.at : end] != self.removed:
            raise UnchangeableError
        return text[: self.at] + self.added + text[end:]

    def ways_back(self, text: str) -> Iterator["Splice"]:
        """The splices that may undo it, the best first, also where lines elsewhere have come or gone since.

        None when what it added has changed since. What it only removed comes back at its place, or at the end of the
        text.
        """
        if self.added:
            places = {self.at: text.startswith(self.added, self.at)}
            places |= {found.start(): True for found in re.finditer(re.escape(self.added), text)}
            yield from (Splice(at, self.added, self.removed) for at, there in places.items() if there)
        else:
            if self.at <= len(text) and _begins_a_line(text, self.at):
                yield Splice(self.at, "", self.removed)
            ending = "" if _begins_a_line(text, len(text)) else "\n"
            yield Splice(len(text), "", ending + self.removed)


def _begins_a_line(text: str, at: int) -> bool:
    return at == 0 or text[at - 1 : at] == "\n"
