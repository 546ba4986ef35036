"""The forecast of a published snapshot, through the command line."""

import json
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pytest
from click.testing import CliRunner

from campaign.forecast import Engine, commands, snapshot
from campaign.serving import day_tables, store

OPENS_ON = date(2021, 6, 1)


def run(command, *arguments: str):
    return CliRunner().invoke(command, [*arguments, "--json"])


def test_a_forecast_is_printed_with_its_bands(demo_home: Path) -> None:
    (found,) = json.loads(run(commands.forecast, "--measure", "printed", "--as-of", "2021-05-15").output)
    assert list(found) == [
        "unit",
        "measure",
        "as_of",
        "target",
        "deadline",
        "p_by_deadline",
        "median_completion",
        "expected_shortfall",
        "expected_lack",
        "expected_surplus",
        "guard",
        "quantiles",
    ]
    assert (found["unit"], found["as_of"], found["deadline"]) == ("VN", "2021-05-15", "2021-07-01")
    assert found["expected_shortfall"] > 0.3 * found["target"]
    assert list(found["quantiles"][0]) == ["date", "q025", "q10", "q25", "q50", "q75", "q90", "q975"]


def test_all_units_of_the_first_level_are_printed_and_add_up_in_the_mean(demo_home: Path) -> None:
    found = json.loads(run(commands.forecast, "--all", "--measure", "received", "--as-of", "2021-05-15").output)
    assert len(found) == 64
    known = {row["unit"]: row["quantiles"][0]["q50"] for row in found}
    assert known.pop("VN") == pytest.approx(sum(known.values()), rel=1e-3)


def test_a_third_level_unit_is_forecast_within_its_parent(demo_home: Path) -> None:
    (found,) = json.loads(run(commands.forecast, "--unit", "001", "--measure", "received").output)
    assert found["unit"] == "001"
    assert found["quantiles"][-1]["q50"] > 0


def test_what_cannot_be_answered_is_said_in_one_sentence(demo_home: Path) -> None:
    assert "no unit 'zz'" in run(commands.forecast, "--unit", "zz").output
    assert "no measure 'zz'" in run(commands.forecast, "--measure", "zz").output
    assert "no forecast yet" in run(commands.forecast, "--as-of", "2020-01-01").output


def test_only_what_was_reported_by_the_day_is_used(demo_home: Path) -> None:
    connection = store.cursor(store.version(), date(2021, 4, 7))
    found = snapshot.panel(connection, "VN", date(2021, 4, 7))
    asked = """select unit_code, measure, sum(delta) from progress join units using (unit_code)
        where depth = 1 and reported_on <= '2021-04-07' and date <= '2021-04-07' group by all"""
    slow = {(unit, measure): total for unit, measure, total in connection.execute(asked).fetchall()}
    for (unit, measure), total in slow.items():
        assert found.known[found.units.index(unit), found.measures.index(measure), -1] == total
    assert found.chains == ((0, 1, 2, 3, 4), (5, 6, 7, 8))
    assert np.datetime64("2021-04-30") in found.holidays


def test_the_tables_are_kept_in_a_snapshot_as_they_are_computed(demo_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "next.duckdb"
    file.write_bytes((demo_home / "store" / f"{store.version()}.duckdb").read_bytes())
    with duckdb.connect(str(file)) as connection:
        connection.execute("delete from forecast; delete from forecast_quantiles; delete from standings")
    engine = Engine(paths=50)
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"attach '{file}' as snapshot")
        snapshot.keep(connection, "VN", OPENS_ON, engine)
    with duckdb.connect(str(file), read_only=True) as connection:
        for day in (last - late for last in (store.cut_off(), OPENS_ON) for late in (timedelta(0), snapshot.WEEK)):
            forecast, quantiles = snapshot.tables(store.cursor(store.version(), day), "VN", day, engine)
            of_day = "from {} semi join (from units where depth < 2) using (unit_code) where as_of = $day"
            rows = connection.execute(f"select count(*) {of_day.format('forecast')}", {"day": day}).fetchone()
            assert rows == (len(forecast),)
            kept = connection.execute(f"select sum(q50) {of_day.format('forecast_quantiles')}", {"day": day}).fetchone()
            assert int(kept[0]) == int(quantiles["q50"].sum())


@pytest.mark.parametrize("name", ["rows", "counts", "aims", "holidays", "stages"])
def test_the_header_of_a_query_is_what_duckdb_returns(name: str, demo_home: Path) -> None:
    sql = (snapshot.FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    words = [line.split() for line in sql.splitlines() if line.startswith("--")]
    params = {line[2].strip("$") for line in words if line[1:2] == ["param"]}
    given = {key: value for key, value in {"unit": "VN", "as_of": date(2021, 6, 1)}.items() if key in params}
    answer = day_tables.run(store.cursor(store.version(), date(2021, 6, 1)), sql, given)
    found = [(column[0], str(column[1]).lower()) for column in answer.description]
    assert found == [(line[2], line[3]) for line in words if line[1:2] == ["column"]]
