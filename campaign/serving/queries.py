"""Runs the questions of `queries/*.sql`: one question, one file, its header a contract that the tests hold."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import takewhile
from typing import Any

import pandas as pd

from campaign import settings, words
from campaign.definition import languages
from campaign.language import dictionary
from campaign.serving import day_tables, spoken, store
from campaign.serving.cache import once
from campaign.serving.selection import Scope, Selection

FOLDER = settings.PROJECT / "queries"
WHOLE = ("bigint", "integer")
Value = str | date | int | None
Row = dict[str, Any]  # of a frame: a column's type is in queries/columns.toml


class UnknownQueryError(LookupError):
    """There is no such question."""


@dataclass(frozen=True)
class Question:
    """A .sql file and what its header promises: parameters and columns, name to type, those of the data dictionary.

    `notes`: what a column, or with its $ a parameter, means in this question alone.
    """

    name: str
    sql: str
    summary: str
    grain: str
    params: dict[str, str]
    columns: dict[str, str]
    notes: dict[str, str]

    def meaning(self, name: str) -> str:
        """What a column, or with its $ a parameter, means here, in English."""
        if name in self.notes:
            return self.notes[name]
        is_param = name.startswith("$")
        entry = dictionary.params()[name[1:]] if is_param else dictionary.column(name)
        return entry.meaning[words.INSTEAD]

    def described(self) -> str:
        """The whole header as text, with type, unit and meaning of every parameter and column."""
        params = [(f"${name}", kind, "") for name, kind in self.params.items()]
        columns = [(name, kind, dictionary.column(name).unit) for name, kind in self.columns.items()]
        widths = [max(map(len, cells)) for cells in zip(*params, *columns, strict=True)]
        lines = (
            "  ".join([*(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)), self.meaning(cells[0])])
            for cells in (*params, *columns)
        )
        return "\n".join([self.summary, f"Grain: {self.grain}", "", *lines])


def question(name: str) -> Question:
    """The question `name` in the campaign's languages, its header read. UnknownQueryError: there is no such file."""
    return _question(name, languages.of(settings.home()))


@cache
def _question(name: str, spoken_in: tuple[str, ...]) -> Question:
    path = FOLDER / f"{name}.sql"
    if not re.fullmatch(r"[a-z_]+", name) or not path.exists():
        raise UnknownQueryError(f"there is no query '{name}'; there are: {', '.join(names())}")
    sql = spoken.spread(path.read_text(encoding="utf-8"), spoken_in)
    fields = header(sql)
    return Question(
        name,
        sql,
        summary=fields.pop("summary"),
        grain=fields.pop("grain"),
        params={param[1:]: dictionary.params()[param[1:]].type for param in fields.pop("params").split()},
        columns={column: dictionary.column(column).type for column in fields.pop("columns").split()},
        notes=fields,
    )


def header(sql: str) -> dict[str, str]:
    """What the comment on top of a file says: the summary, and each line `name  text` with those that go on below it.

    Prose between them has single spaces.
    """
    lines = [line.removeprefix("--") for line in takewhile(lambda line: line.startswith("--"), sql.splitlines())]
    fields, name = {"summary": lines[0].strip()}, ""
    for line in lines:
        if begun := re.match(r" (\$?\w+) {2,}(\S.*)", line):
            name = begun[1]
            fields[name] = begun[2]
        elif name and line.startswith("   "):
            fields[name] += " " + line.strip()
    return fields


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
    return dict(_only(store.version(), name, selection.scope, None, **_asked(name, selection, more)))


def row(name: str, selection: Selection) -> Row:
    """The row of the selection's measure in the answer on all of them, which pages ask for anyway.

    As `one` gives it where it is asked with that measure alone. LookupError, NoMeasureError.
    """
    asked = selection.of(None)
    return dict(_only(store.version(), name, selection.scope, selection.measured, **_asked(name, asked, {})))


def _asked(name: str, selection: Selection, more: dict[str, Value]) -> dict[str, Value]:
    """The parameters of a question, but for the scope."""
    params = question(name).params
    known: dict[str, Value] = {"unit": selection.unit, "measure": selection.measure, "as_of": selection.as_of}
    return {key: value for key, value in known.items() if key in params} | more


@once
def _only(snapshot: str, name: str, scope: Scope, of: str | None, **params: Value) -> Row:
    frame, types = _answer(snapshot, name, scope, **params), question(name).columns
    frame = frame if of is None else frame[frame["measure"] == of]
    if len(frame) != 1:
        raise LookupError(f"query '{name}' gave {len(frame)} rows for {params}, not one")
    found = frame.to_dict("records")[0].items()
    # A number that is whole stays so where another row has none, and pandas made them all fractions.
    return {
        str(column): None if pd.isna(value) else int(value) if types[str(column)] in WHOLE else value
        for column, value in found
    }


@once
def _answer(snapshot: str, name: str, scope: Scope, **params: Value) -> pd.DataFrame:
    """Cached by snapshot and scope: a new snapshot needs no invalidation, no reader gets another's answer."""
    asked = question(name)
    given = {**params, "units": list(scope.units) if scope.units is not None else None}
    given |= {"own": scope.own} if "own" in asked.params else {}
    if set(given) != set(asked.params):
        raise TypeError(f"query '{name}' takes {sorted(asked.params)}, was given {sorted(given)}")
    day = given.get("as_of")
    frame = store.ask(
        snapshot,
        day if isinstance(day, date) else None,
        lambda connection: day_tables.run(connection, asked.sql, given).df(),
    )
    # DuckDB gives whole numbers with gaps as Int64, whose NA breaks every comparison; a missing number is NaN here.
    gaps = [column for column, kind in frame.dtypes.items() if isinstance(kind, pd.Int64Dtype)]
    return frame.astype(dict.fromkeys(gaps, "float64")) if gaps else frame
