"""Reads demo.toml: how a campaign is simulated."""

from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from campaign.definition import DefinitionError, reading
from campaign.definition.row import instead
from campaign.definition.tables import Tables

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

    def fail(self, message: str, **values: str) -> DefinitionError:
        """The error to raise when the recipe does not fit the campaign; `message` is of words/definition.toml."""
        return reading.wrong(self.path, None, message, **values)


def load(path: Path) -> Recipe:
    """The recipe in file `path`. DefinitionError when there is none or when a table is missing or unknown."""
    if not path.exists():
        raise reading.wrong(path, None, "no_demo")
    content = Tables(path).content
    known = {one.name for one in fields(Recipe) if one.name != "path"}
    for name in sorted(content.keys() - known):
        raise reading.wrong(path, None, "unknown", what=f"[{name}]", mend=instead(name, known))
    for name in sorted(known - content.keys() - {*OPTIONAL}):
        raise reading.wrong(path, None, "no_section", table=name)
    return Recipe(path=path, **content)
