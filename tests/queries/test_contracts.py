"""Every query keeps what its header promises, and is asked by name only."""

import re
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from campaign.language import dictionary
from campaign.people import roster
from campaign.serving import catalogue, day_tables, queries, store
from campaign.serving.queries import Question
from campaign.serving.selection import EVERYTHING, Scope, Selection

ASKED = {"unit": "01", "measure": "received", "level": "district", "as_of": date(2021, 6, 1)}

START = date(2021, 1, 1)
INSIDE = ASKED | {
    "units": None,
    "chosen": ["01"],
    "which": "received",
    "one": "01",
    "last_day": date(2021, 5, 30),
    "since": START,
    "by_week": False,
}


def answer(name: str, scope: Scope = EVERYTHING, unit: str = "01"):
    more = {"level": "district"} if "level" in queries.question(name).params else {}
    return queries.table(name, Selection(scope, unit, ASKED["as_of"], ASKED["measure"]), **more)


def test_every_question_has_a_summary_and_no_summary_lacks_its_question() -> None:
    assert sorted(tomllib.loads((dictionary.FOLDER / "summaries.toml").read_text(encoding="utf-8"))) == queries.names()


@pytest.mark.parametrize("name", queries.names())
def test_the_header_is_what_duckdb_returns(name: str, demo_home: Path) -> None:
    asked = queries.question(name)
    assert returned(asked) == list(asked.columns.items())
    assert asked.summary.endswith(".")
    assert dictionary.summary(name, asked.summary).endswith(".") and dictionary.summary(name, "") != asked.summary
    assert asked.grain
    assert "units" in asked.params, "every question takes the reader's scope"
    assert set(asked.notes) <= {*asked.columns, *(f"${param}" for param in asked.params)}
    assert not [note for note, said in asked.notes.items() if said == replace(asked, notes={}).meaning(note)]


@pytest.mark.parametrize("name", (*store.BASE, *store.VIEWS))
def test_the_header_of_a_view_is_what_duckdb_returns(name: str, demo_home: Path) -> None:
    sql = (store.FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    said, params = queries.header(sql), re.findall(r"^-- param\s+\$(\w+)", sql, flags=re.MULTILINE)
    asked = f"select * from {name}({', '.join(f'${param}' for param in params)})"
    given = {param: INSIDE[param] for param in params}
    as_described(said, store.cursor(store.version(), ASKED["as_of"]).execute(asked, given).description)


@pytest.mark.parametrize("name", day_tables.NAMES)
def test_the_header_of_a_table_of_a_day_is_what_stands_in_it(name: str, demo_home: Path) -> None:
    said = queries.header((day_tables.FOLDER / f"{name}.sql").read_text(encoding="utf-8"))
    as_described(said, store.cursor(store.version(), ASKED["as_of"]).execute(f"from {name}").description)


def test_a_day_that_nobody_asked_for_has_no_tables(demo_home: Path) -> None:
    with pytest.raises(duckdb.CatalogException):
        store.cursor(store.version()).execute("from rates")


def test_the_tables_of_the_days_asked_for_last_stay(demo_home: Path) -> None:
    count = "select count(distinct schema_name) from duckdb_tables() where schema_name like 'day_%'"
    for number in range(day_tables.MOST + 3):
        last = store.cursor(store.version(), START + timedelta(number))
        assert last.execute("select count(*) from last_reports").fetchall() != [(0,)]
    assert last.execute(count).fetchall() == [(day_tables.MOST + 1,)], "and those of the day the views were made with"


def as_described(said: dict[str, str], found: list) -> None:
    assert [column[0] for column in found] == said["columns"].split()
    known = {column: str(kind).lower() for column, kind, *_ in found if column not in said}
    assert known == {column: dictionary.column(column).type for column in known}


def test_a_wrong_type_in_the_dictionary_is_found(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = dictionary.columns() | {"total": replace(dictionary.column("total"), type="double")}
    monkeypatch.setattr(dictionary, "columns", lambda: wrong)
    monkeypatch.setattr(queries, "_question", queries._question.__wrapped__)  # what is kept was read from the right one
    asked = queries.question("falls")
    assert set(asked.columns.items()) - set(returned(asked)) == {("total", "double")}


def returned(asked: Question) -> list[tuple[str, str]]:
    """Columns and types that DuckDB gives for a question, in order."""
    given = {"units": None, "own": None} | {key: value for key, value in ASKED.items() if key in asked.params}
    result = day_tables.run(store.cursor(store.version(), ASKED["as_of"]), asked.sql, given)
    return [(column[0], str(column[1]).lower()) for column in result.description]


@pytest.mark.parametrize("name", queries.names())
def test_a_reader_without_units_gets_no_unit(name: str, demo_home: Path) -> None:
    assert answer(name, Scope(units=())).empty


@pytest.mark.parametrize("name", [name for name in queries.names() if "unit_code" in queries.question(name).columns])
def test_a_reader_of_one_unit_gets_no_other(name: str, demo_home: Path) -> None:
    everything = set(answer(name)["unit_code"])
    seen = set(answer(name, Scope(units=(sorted(everything)[0],)))["unit_code"]) if everything else set()
    assert seen <= set(sorted(everything)[:1])


@pytest.mark.parametrize("unit", ["VN", "01", "02", "001", "024"])
@pytest.mark.parametrize("name", queries.names())
def test_a_chief_gets_no_district_of_another_province(name: str, unit: str, demo_home: Path) -> None:
    """Neither as a row nor by name inside a text, whatever unit is asked about."""
    scope = Scope(roster.visible(catalogue.campaign(), "01"))
    assert not said(answer(name, scope, unit=unit)) & abroad(scope)


def test_the_search_for_districts_of_others_finds_them(demo_home: Path) -> None:
    scope = Scope(roster.visible(catalogue.campaign(), "01"))
    for name in ("completeness", "units_at_level", "unit_tree", "not_reporting", "revised_units"):
        assert said(answer(name, unit="VN")) & abroad(scope), name


def said(frame: pd.DataFrame) -> set[str]:
    """Every text of a frame, those that list names taken apart."""
    values = frame.select_dtypes(exclude="number").to_numpy().ravel()
    return {part for value in values for part in str(value).split(", ")}


def abroad(scope: Scope) -> set[str]:
    """Codes and names of the units outside a scope, without names that a unit inside has too."""
    units = catalogue.campaign().units
    inside = {str(unit.name) for unit in units if unit.code in scope.units}
    outside = [unit for unit in units if unit.code not in scope.units]
    return {unit.code for unit in outside} | {str(unit.name) for unit in outside} - inside


def test_an_unknown_query_is_named_with_those_there_are(demo_home: Path) -> None:
    with pytest.raises(queries.UnknownQueryError, match="overview"):
        queries.table("../data/campaign", Selection(EVERYTHING, "01", ASKED["as_of"]))


def test_a_parameter_the_query_does_not_take_is_refused(demo_home: Path) -> None:
    with pytest.raises(TypeError, match="takes"):
        queries.table("unit_tree", Selection(EVERYTHING, "01", ASKED["as_of"]), measure="received")
