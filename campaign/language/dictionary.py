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


@dataclass(frozen=True)
class Figure:
    """An entry of figures.toml: the page on which a figure stands first, the columns of its numbers, and by language
    what it is called and what it shows."""

    page: str
    columns: tuple[str, ...]
    label: dict[str, str]
    meaning: dict[str, str]


@cache
def figures() -> dict[str, Figure]:
    """All figures by key, in the order in which they are read."""
    entries = tomllib.loads((FOLDER / "figures.toml").read_text(encoding="utf-8"))
    return {key: Figure(**entry | {"columns": tuple(entry["columns"])}) for key, entry in entries.items()}


def figure(key: str) -> str:
    """The key under which the figure of an exhibit is defined: its own, or what stands before an id (`stage_printed`).

    KeyError, which says where to put it, for a figure that nobody has defined.
    """
    known = next((one for one in (key, key.partition("_")[0]) if one in figures()), None)
    if known is None:
        raise KeyError(f"queries/figures.toml has no figure '{key}'")
    return known


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
    entry = columns().get(stem(name))
    if entry is None:
        raise KeyError(f"queries/columns.toml has no column '{name}'")
    return entry


def said(part: str, name: str) -> str:
    """The `label` or the `meaning` of a column in the language in use.

    A further language has them in the files label.toml and meaning.toml of its folder of words.
    """
    texts: dict[str, str] = getattr(column(name), part)
    return words.further(words.language()).get(f"{part}.{stem(name)}") or words.either(texts)


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


def stem(name: str) -> str:
    """The entry of a column: of name_vi and name_en it is `name`."""
    before, _, language = name.rpartition("_")
    return before if language in (*words.LANGUAGES, *words.offered()) else name
