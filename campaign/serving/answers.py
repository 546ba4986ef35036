"""Answers for programs: what is asked, checked against the campaign, and its rows as JSON, CSV, Parquet or Arrow."""

import io
import json
from collections.abc import Callable
from datetime import date

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from campaign import words
from campaign.definition import Definition
from campaign.serving import queries, store
from campaign.serving.selection import Scope, Selection

Form = Callable[[pd.DataFrame], bytes]


class AskedWronglyError(LookupError):
    """What is asked for is not there; `str()` says what there is."""


class NotYoursError(LookupError):
    """The unit is outside the scope of whoever asks; `str()` says so."""


def answer(
    campaign: Definition,
    scope: Scope,
    name: str,
    unit: str | None = None,
    measure: str | None = None,
    as_of: date | None = None,
    level: str | None = None,
) -> pd.DataFrame:
    """The answer to queries/NAME.sql about a unit (the root unless one is given) as of a day (the latest cut-off).

    AskedWronglyError, NotYoursError, queries.UnknownQueryError.
    """
    chosen = Selection(scope, unit or campaign.root, as_of or store.cut_off(), measure)
    asked = queries.question(name)
    params = asked.params
    if chosen.unit not in campaign.unit:
        raise AskedWronglyError(words.t("answers.no_unit", unit=unit))
    if measure and measure not in campaign.measure:
        raise AskedWronglyError(words.t("answers.no_measure", measure=measure, known=", ".join(campaign.measure)))
    if "measure" in required(asked) and measure is None:
        raise AskedWronglyError(words.t("answers.needs_measure", known=", ".join(campaign.measure)))
    levels = [one.id for one in campaign.levels]
    if "level" in required(asked) and level not in levels:
        raise AskedWronglyError(words.t("answers.no_level", level=level or "", known=", ".join(levels)))
    if not scope.sees(chosen.unit):
        raise NotYoursError(words.t("access.outside", unit=chosen.unit))
    return queries.table(name, chosen, **({"level": level} if "level" in params else {}))


def required(question: queries.Question) -> set[str]:
    """The parameters that it cannot do without: of all measures nobody could tell the rows of one apart."""
    needed = {"level"} | (set() if "measure" in question.columns else {"measure"})
    return needed.intersection(question.params)


def plain(rows: pd.DataFrame) -> pd.DataFrame:
    """The same with days as ISO 8601."""
    days = {str(column): rows[column].dt.strftime("%Y-%m-%d") for column in rows.select_dtypes("datetime")}
    return rows.assign(**days)


def as_json(rows: pd.DataFrame) -> bytes:
    """A list of objects, missing values as null."""
    found = json.loads(plain(rows).to_json(orient="records", double_precision=15))
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(rows: pd.DataFrame) -> bytes:
    """Commas, a point in numbers, nothing where a value is missing."""
    return plain(rows).to_csv(index=False).encode()


def as_parquet(rows: pd.DataFrame) -> bytes:
    """One file of Parquet; days are timestamps."""
    written = io.BytesIO()
    pq.write_table(_table(rows), written)
    return written.getvalue()


def as_arrow(rows: pd.DataFrame) -> bytes:
    """A stream of Arrow's IPC format."""
    written, table = io.BytesIO(), _table(rows)
    with pa.ipc.new_stream(written, table.schema) as stream:
        stream.write_table(table)
    return written.getvalue()


def _table(rows: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(rows, preserve_index=False).replace_schema_metadata(None)


FORMS: dict[str, Form] = {"json": as_json, "csv": as_csv, "parquet": as_parquet, "arrow": as_arrow}
