"""How far a run has come through its files: adds up the one at hand and what came before it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from campaign import words
from campaign.ingest import vault


@dataclass(frozen=True)
class RunProgress:
    """What is done now (`line`, a sentence), bytes done of `total`, rows read and seconds gone."""

    line: str
    done: int
    total: int
    rows: int
    seconds: float

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.rows / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds left, as it went so far; None while that cannot be known."""
        return self.seconds * (self.total - self.done) / self.done if self.done else None

    def row(self) -> dict[str, object]:
        """The progress as one line of a log."""
        left = None if self.left is None else round(self.left, 1)
        return {
            "step": self.line,
            "bytes": self.done,
            "of": self.total,
            "rows": self.rows,
            "rows_per_second": round(self.rate),
            "seconds": round(self.seconds, 1),
            "seconds_left": left,
        }


class Tracker:
    """Where a run is among its files; `tell` is given the progress whenever it goes on."""

    def __init__(self, paths: Sequence[Path | str], tell: Callable[[RunProgress], None]) -> None:
        self.paths, self.tell = paths, tell
        self.sizes = [path.lstat().st_size if isinstance(path, Path) and path.is_file() else 0 for path in paths]
        self.begun, self.position, self.rows, self.line = time.monotonic(), 0, 0, ""

    def begin(self, position: int) -> None:
        """Go on to the file at this position."""
        file = vault.shown(vault.name_of(self.paths[position]))
        self.position = position
        self.say(words.t("ingest.reading", file=file, place=position + 1, files=len(self.paths)))

    def end(self, lines: int) -> None:
        """The file at hand is read."""
        self.rows, self.position = self.rows + lines, self.position + 1

    def say(self, line: str) -> None:
        """Say what is done next."""
        self.line = line
        self.update(0.0, 0)

    def update(self, share: float, rows: int) -> None:
        """Say how far the file at hand has come."""
        here = share * self.sizes[self.position] if self.position < len(self.sizes) else 0
        done = sum(self.sizes[: self.position]) + int(here)
        self.tell(RunProgress(self.line, done, sum(self.sizes), self.rows + rows, time.monotonic() - self.begun))
