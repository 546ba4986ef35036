"""Reads demo.toml: how a campaign is simulated."""

from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from campaign.definition import DefinitionError
from campaign.definition.read import toml

OPTIONAL = ("defects", "verification", "services")


@dataclass(frozen=True)
class Recipe:
    """The tables of demo.toml as they stand there; each is documented in the campaign's README."""

    path: Path
    seed: int
    last_on: date
    profile: dict[str, Any]
    spread: dict[str, Any]
    pace: dict[str, float]
    reach: dict[str, float]
    effects: list[dict[str, Any]]
    paths: list[dict[str, Any]]
    reporting: dict[str, Any]
    silences: list[dict[str, Any]]
    files: list[dict[str, Any]]
    records: list[dict[str, Any]]
    defects: dict[str, Any] = field(default_factory=dict)
    verification: dict[str, Any] = field(default_factory=dict)
    services: dict[str, Any] = field(default_factory=dict)

    def points(self, measure: str) -> dict[str, list[tuple[date, int]]]:
        """What each unit's total of `measure` passes through, by unit code."""
        return {path["unit_code"]: path["points"] for path in self.paths if path["measure"] == measure}

    def fail(self, what: str, mend: str) -> DefinitionError:
        """The error to raise when the recipe does not fit the campaign."""
        return DefinitionError(self.path, None, what, mend)


def load(path: Path) -> Recipe:
    """The recipe in file `path`. DefinitionError when there is none or when a table is missing or unknown."""
    if not path.exists():
        raise DefinitionError(
            path,
            None,
            "the file is missing, so this campaign has no demonstration",
            "take in its real extracts with 'ingest'",
        )
    content = toml(path)
    known = {one.name for one in fields(Recipe) if one.name != "path"}
    if unknown := sorted(content.keys() - known):
        raise DefinitionError(path, None, f"{', '.join(unknown)} means nothing here", "README.md lists the tables")
    if absent := sorted(name for name in known - content.keys() if name not in OPTIONAL):
        raise DefinitionError(path, None, f"{', '.join(absent)} is missing", "README.md lists the tables")
    return Recipe(path=path, **content)
