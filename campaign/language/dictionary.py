"""The data dictionary: what every column is and what every question may be given, said once, in queries/*.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache

from campaign import settings

FOLDER = settings.PROJECT / "queries"


@dataclass(frozen=True)
class Column:
    """An entry of columns.toml, whose head says what the fields are. Label and meaning by language, "vi" and "en"."""

    type: str
    label: dict[str, str]
    meaning: dict[str, str]
    unit: str = ""
    decimals: int = 0
    sign: bool = False
    written: str = ""


@dataclass(frozen=True)
class Param:
    """An entry of params.toml: DuckDB's type, and what it means, in English."""

    type: str
    meaning: str


@cache
def columns() -> dict[str, Column]:
    """All columns by name. TypeError for a field that no entry has."""
    entries = tomllib.loads((FOLDER / "columns.toml").read_text(encoding="utf-8"))
    return {name: Column(**entry) for name, entry in entries.items()}


@cache
def params() -> dict[str, Param]:
    """All parameters by name."""
    entries = tomllib.loads((FOLDER / "params.toml").read_text(encoding="utf-8"))
    return {name: Param(**entry) for name, entry in entries.items()}


def column(name: str) -> Column:
    """The entry of a column: of name_vi and name_en it is `name`. KeyError, which says where to put it, without one."""
    entry = columns().get(name.removesuffix("_vi").removesuffix("_en"))
    if entry is None:
        raise KeyError(f"queries/columns.toml has no column '{name}'")
    return entry
