"""The engine of one machine: keeps the original, and parses it in a process of its own."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from campaign.definition import Definition
from campaign.ingest import child, ids, vault
from campaign.ingest.layouts import model
from campaign.ingest.layouts.model import Layout
from campaign.ingest.parse import Parsed, parse

SMALL = 1 << 20  # bytes


class Original(Protocol):
    """What an engine keeps of a delivery: the same content has the same sha256, and so the same id."""

    @property
    def sha256(self) -> str: ...
    @property
    def delivery_id(self) -> str: ...


Kept = TypeVar("Kept", bound=Original)


class Engine(Protocol[Kept]):
    """What turns a delivery into the folder of results that is published."""

    def keep(self, address: Path | str) -> Kept:
        """See to the original. FileError for what cannot be read."""

    def begin(self, definition: Definition, original: Kept, name: str, today: date, results: Path) -> None:
        """Begin to parse it, if that can go on beside other work: `parse` of the same then gives the answer."""

    def parse(
        self,
        definition: Definition,
        original: Kept,
        name: str,
        today: date,
        results: Path,
        on_progress: child.OnProgress,
    ) -> Parsed:
        """Check it and write what it says into `results`. FileError; child.ChildError when that broke."""


@dataclass(frozen=True)
class Local:
    """DuckDB, on this machine; `limits` are what a file may cost, `layouts` those by which it may be read.

    Without any given, those that are known now.
    """

    limits: child.Limits
    layouts: tuple[Layout, ...] | None = None
    worker: child.Worker = field(default_factory=child.Worker)

    def keep(self, address: Path | str) -> vault.Original:
        """Copy it into the vault."""
        return vault.keep(Path(address))

    def begin(self, definition: Definition, original: vault.Original, name: str, today: date, results: Path) -> None:
        """Have the child begin with a small one; a large one has a child of its own, later."""
        if _small(original):
            asked = self._asked(definition, original, name, today, results)
            child.begin(parse, *asked, limits=self.limits, worker=self.worker)

    def parse(
        self,
        definition: Definition,
        original: vault.Original,
        name: str,
        today: date,
        results: Path,
        on_progress: child.OnProgress,
    ) -> Parsed:
        """Parse the copy in a child process: a large one in its own, small ones one after the other in the same."""
        asked = self._asked(definition, original, name, today, results)
        worker = self.worker if _small(original) else None
        return child.run(parse, *asked, limits=self.limits, on_progress=on_progress, worker=worker)

    def _asked(
        self, definition: Definition, original: vault.Original, name: str, today: date, results: Path
    ) -> tuple[object, ...]:
        layouts = model.known() if self.layouts is None else self.layouts
        return definition, original.path, name, today, results, layouts, ids.beside(original.sha256)


def _small(original: vault.Original) -> bool:
    return original.path.stat().st_size <= SMALL
