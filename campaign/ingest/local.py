"""The engine of one machine: keeps the original, and parses it in a process of its own."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from campaign.definition import Definition
from campaign.ingest import child, vault
from campaign.ingest.parse import Parsed, parse


class Original(Protocol):
    """What an engine keeps of a delivery: the same content has the same sha256, and so the same id."""

    sha256: str

    @property
    def delivery_id(self) -> str:
        """Id of the delivery."""


class Engine(Protocol):
    """What turns a delivery into the folder of results that is published."""

    def keep(self, place: Path | str) -> Original:
        """See to the original. FileError for what cannot be read."""

    def parse(
        self, definition: Definition, original: Original, name: str, today: date, results: Path, hear: child.Hear
    ) -> Parsed:
        """Check it and write what it says into `results`. FileError; child.ChildError when that broke."""


@dataclass(frozen=True)
class Local:
    """DuckDB, on this machine; `limits` are what a file may cost."""

    limits: child.Limits

    def keep(self, place: Path) -> vault.Original:
        """Copy it into the vault."""
        return vault.keep(place)

    def parse(
        self, definition: Definition, original: vault.Original, name: str, today: date, results: Path, hear: child.Hear
    ) -> Parsed:
        """Parse the copy in a child process."""
        return child.run(parse, definition, original.path, name, today, results, limits=self.limits, hear=hear)
