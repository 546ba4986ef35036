"""The way through a list of files: adds up how far the one at hand has come and what came before it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from campaign import words
from campaign.ingest import vault


@dataclass(frozen=True)
class Step:
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
        """The step as one line of a log."""
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


class Way:
    """Where a run is among its files; `hear` is given a Step whenever it goes on."""

    def __init__(self, paths: list[Path | str], hear: Callable[[Step], None]) -> None:
        self.paths, self.hear = paths, hear
        self.sizes = [path.lstat().st_size if isinstance(path, Path) and path.is_file() else 0 for path in paths]
        self.begun, self.place, self.rows, self.line = time.monotonic(), 0, 0, ""

    def begin(self, place: int) -> None:
        """Go on to the file at this place."""
        file = vault.shown(vault.name_of(self.paths[place]))
        self.place = place
        self.tell(words.t("ingest.reading", file=file, place=place + 1, files=len(self.paths)))

    def end(self, lines: int) -> None:
        """The file at hand is read."""
        self.rows, self.place = self.rows + lines, self.place + 1

    def tell(self, line: str) -> None:
        """Say what is done next."""
        self.line = line
        self.on_the_way(0.0, 0)

    def on_the_way(self, share: float, rows: int) -> None:
        """Say how far the file at hand has come."""
        here = share * self.sizes[self.place] if self.place < len(self.sizes) else 0
        done = sum(self.sizes[: self.place]) + int(here)
        self.hear(Step(self.line, done, sum(self.sizes), self.rows + rows, time.monotonic() - self.begun))
