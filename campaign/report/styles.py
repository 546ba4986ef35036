"""The layouts of papers, which are data: styles.toml."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Style:
    """How papers of a campaign are laid out: `margins` in mm by side; `numbered` and `spelled` as in styles.toml."""

    id: str
    margins: dict[str, float] = field(hash=False)
    numbered: bool
    spelled: bool


@cache
def styles() -> dict[str, Style]:
    """All of them by their names."""
    found = tomllib.loads(files(__package__).joinpath("styles.toml").read_text(encoding="utf-8"))
    return {id: Style(id, **entry) for id, entry in found.items()}
