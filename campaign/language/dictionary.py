"""The data dictionary: what every column is and what every question may be given, said once, in queries/*.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache

from campaign import settings, words

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
    """An entry of params.toml: DuckDB's type, and what it means, by language."""

    type: str
    meaning: dict[str, str]


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
    entry = columns().get(_stem(name))
    if entry is None:
        raise KeyError(f"queries/columns.toml has no column '{name}'")
    return entry


def said(part: str, name: str) -> str:
    """The `label` or the `meaning` of a column in the language in use.

    A further language has them in the files label.toml and meaning.toml of its folder of words.
    """
    texts: dict[str, str] = getattr(column(name), part)
    return words.further(words.language()).get(f"{part}.{_stem(name)}") or words.either(texts)


@cache
def _summaries() -> dict[str, str]:
    return tomllib.loads((FOLDER / "summaries.toml").read_text(encoding="utf-8"))


def summary(question: str, english: str) -> str:
    """What a question answers, in the language in use; `english` is what its file says."""
    further = words.further(words.language()).get(f"summary.{question}")
    return further or words.either({"vi": _summaries()[question], words.INSTEAD: english})


def missing(language: str) -> list[str]:
    """The labels, meanings and summaries that a language lacks, as keys of its words."""
    texts = {f"label.{name}": entry.label for name, entry in columns().items()}
    texts |= {f"meaning.{name}": entry.meaning for name, entry in columns().items()}
    texts |= {f"summary.{name}": dict.fromkeys(words.LANGUAGES, "") for name in _summaries()}
    return [key for key, known in texts.items() if language not in known and key not in words.further(language)]


def every() -> int:
    """How many labels, meanings and summaries there are."""
    return 2 * len(columns()) + len(_summaries())


def _stem(name: str) -> str:
    stem, _, language = name.rpartition("_")
    return stem if language in (*words.LANGUAGES, *words.offered()) else name
