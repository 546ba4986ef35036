"""Runs the questions of `queries/*.sql`: one question, one file, its header a contract that the tests hold."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

import pandas as pd

from campaign import settings
from campaign.serving import store
from campaign.serving.selection import Scope, Selection

FOLDER = settings.PROJECT / "queries"
Value = str | date | int | None
Row = dict[str, Any]  # of a frame: a column's type is in the header of its question


class UnknownQueryError(LookupError):
    """There is no such question."""


@dataclass(frozen=True)
class Question:
    """A .sql file and what its header promises: parameters and columns, name to type."""

    name: str
    sql: str
    summary: str
    params: dict[str, str]
    columns: dict[str, str]


@cache
def question(name: str) -> Question:
    """The question `name`, its header read. UnknownQueryError when there is no such file."""
    path = FOLDER / f"{name}.sql"
    if not re.fullmatch(r"[a-z_]+", name) or not path.exists():
        raise UnknownQueryError(f"there is no query '{name}'; there are: {', '.join(names())}")
    sql = path.read_text(encoding="utf-8")
    header = [line.removeprefix("--").strip() for line in sql.splitlines() if line.startswith("--")]
    return Question(name, sql, header[0], _promised("param", header), _promised("column", header))


def _promised(kind: str, header: list[str]) -> dict[str, str]:
    """Names and types of the lines of a header that begin with `kind`."""
    lines = (re.match(rf"{kind}\s+\$?(\w+)\s+(\S+)", line) for line in header)
    return {line[1]: line[2] for line in lines if line}


def names() -> list[str]:
    """Names of all questions."""
    return sorted(path.stem for path in FOLDER.glob("*.sql"))


def table(name: str, selection: Selection, **more: Value) -> pd.DataFrame:
    """The answer as a frame with the columns of the header, in its order, from the snapshot served now.

    Of the selection a question gets what its header asks for; `more` are parameters no selection has, such as `level`,
    or that differ from it.
    """
    return _answer(store.version(), name, selection.scope, **_asked(name, selection, more)).copy(deep=False)


def one(name: str, selection: Selection, **more: Value) -> Row:
    """The only row of an answer, missing values as None. LookupError unless there is exactly one."""
    return dict(_only(store.version(), name, selection.scope, **_asked(name, selection, more)))


def _asked(name: str, selection: Selection, more: dict[str, Value]) -> dict[str, Value]:
    """The parameters of a question, but for the scope."""
    params = question(name).params
    known: dict[str, Value] = {"unit": selection.unit, "measure": selection.measure, "as_of": selection.as_of}
    return {key: value for key, value in known.items() if key in params} | more


@lru_cache(maxsize=2000)
def _only(snapshot: str, name: str, scope: Scope, **params: Value) -> Row:
    frame = _answer(snapshot, name, scope, **params)
    if len(frame) != 1:
        raise LookupError(f"query '{name}' gave {len(frame)} rows for {params}, not one")
    return {str(column): None if pd.isna(value) else value for column, value in frame.to_dict("records")[0].items()}


@lru_cache(maxsize=2000)
def _answer(snapshot: str, name: str, scope: Scope, **params: Value) -> pd.DataFrame:
    """Cached by snapshot and scope: a new snapshot needs no invalidation, no reader gets another's answer."""
    asked = question(name)
    given = {**params, "units": list(scope.units) if scope.units is not None else None}
    if set(given) != set(asked.params):
        raise TypeError(f"query '{name}' takes {sorted(asked.params)}, was given {sorted(given)}")
    frame = store.cursor(snapshot).execute(asked.sql, given).df()
    # DuckDB gives whole numbers with gaps as Int64, whose NA breaks every comparison; a missing number is NaN here.
    return frame.astype({column: "float64" for column in frame.select_dtypes("Int64")})
