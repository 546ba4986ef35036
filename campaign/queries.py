"""Runs the questions of `queries/*.sql`: one question, one file, its header a contract that the tests hold."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import pandas as pd

from campaign import settings, store

FOLDER = settings.PROJECT / "queries"


class UnknownQuery(LookupError):
    """There is no such question."""


@dataclass(frozen=True)
class Scope:
    """Units whose own figures the reader may see; None means all of them. An argument of every question."""

    units: tuple[str, ...] | None = None


EVERYTHING = Scope()


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
    """The question `name`, its header read. UnknownQuery when there is no such file."""
    path = FOLDER / f"{name}.sql"
    if not re.fullmatch(r"[a-z_]+", name) or not path.exists():
        raise UnknownQuery(f"there is no query '{name}'; there are: {', '.join(names())}")
    sql = path.read_text(encoding="utf-8")
    header = [line.removeprefix("--").strip() for line in sql.splitlines() if line.startswith("--")]
    params, columns = (
        dict(re.match(rf"{kind}\s+\$?(\w+)\s+(\S+)", line).groups() for line in header if line.startswith(f"{kind} "))
        for kind in ("param", "column")
    )
    return Question(name, sql, header[0], params, columns)


def names() -> list[str]:
    """Names of all questions."""
    return sorted(path.stem for path in FOLDER.glob("*.sql"))


def table(name: str, scope: Scope, **params: str | date | int | None) -> pd.DataFrame:
    """The answer as a frame with the columns of the header, in its order, from the snapshot served now."""
    return _answer(store.version(), name, scope, **params).copy(deep=False)


def one(name: str, scope: Scope, **params: str | date | int | None) -> dict:
    """The only row of an answer, missing values as None. LookupError unless there is exactly one."""
    return dict(_only(store.version(), name, scope, **params))


@lru_cache(maxsize=2000)
def _only(snapshot: str, name: str, scope: Scope, **params: str | date | int | None) -> dict:
    frame = _answer(snapshot, name, scope, **params)
    if len(frame) != 1:
        raise LookupError(f"query '{name}' gave {len(frame)} rows for {params}, not one")
    return {key: None if pd.isna(value) else value for key, value in frame.to_dict("records")[0].items()}


@lru_cache(maxsize=2000)
def _answer(snapshot: str, name: str, scope: Scope, **params: str | date | int | None) -> pd.DataFrame:
    """Answers are kept by snapshot and scope: a new snapshot needs no invalidation, no reader gets another's answer."""
    asked = question(name)
    given = {**params, "units": list(scope.units) if scope.units is not None else None}
    if set(given) != set(asked.params):
        raise TypeError(f"query '{name}' takes {sorted(asked.params)}, was given {sorted(given)}")
    frame = store.cursor(snapshot).execute(asked.sql, given).df()
    # DuckDB gives whole numbers with gaps as Int64, whose NA breaks every comparison; a missing number is NaN here.
    return frame.astype({column: "float64" for column in frame.select_dtypes("Int64")})
