"""Where units stand, against a slow and obvious reckoning of the same reports; and what real reports do to it."""

import random
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from campaign.serving import catalogue, queries, store
from campaign.serving.selection import EVERYTHING, Selection
from campaign.serving.units import at_level
from tests import small
from tests.queries.oracle import BELOW, DAY, START, Oracle, Said, days

ASKED = [date(2021, 1, 12), date(2021, 1, 21), date(2021, 2, 3), date(2021, 2, 20), date(2021, 3, 1), date(2021, 3, 6)]


def reports(seed: int) -> list[Said]:
    """Two months of reports: late, left out, said again; a lump, a fall, a unit that goes silent, one that reports
    once a week, one that tells running totals."""
    chance = random.Random(seed)
    said = []
    for unit, way in zip(BELOW["R"], chance.sample(["daily", "weekly", "totals"], 3), strict=True):
        total, silent_from = 0, START + chance.choice([45, 90]) * DAY
        for day in days(START, START + 63 * DAY):
            if chance.random() < 0.06 or day > silent_from:
                continue
            count = chance.randrange(80) * (30 if chance.random() < 0.03 else 1)
            if way == "totals" and chance.random() < 0.04:
                count = -chance.randrange(200)
            total += count
            late = chance.choice([0, 0, 0, 0, 1, 2])
            told_on = day + ((-day.weekday()) % 7 or 7) * DAY if way == "weekly" else day + late * DAY
            value = total if way == "totals" else count
            said.append(Said(told_on, day, unit, value, way == "totals"))
            if chance.random() < 0.05:
                said.append(Said(told_on + 3 * DAY, day, unit, value + chance.randrange(40), way == "totals"))
    return [one for one in said if one.value >= 0]


def deliver(home: Path, said: list[Said]) -> None:
    """Take the reports in through the front door: a file of counts, then one of totals."""
    for form in ("count", "total"):
        rows = [one for one in said if one.total == (form == "total")]
        if rows:
            lines = "".join(f"{one.date},{one.unit},received,{one.value},{one.reported_on}\n" for one in rows)
            small.deliver(home, f"{form}s.csv", f"date,unit_code,measure,{form},reported_on\n" + lines)


def same(found: dict, expected: dict, where: tuple) -> None:
    for column, wanted in expected.items():
        value = found[column]
        value = None if pd.isna(value) else value.date() if isinstance(value, pd.Timestamp) else value
        near = pytest.approx(wanted, abs=1e-6) if isinstance(wanted, float) else wanted
        assert value == near, (*where, column)


@pytest.mark.parametrize("seed", range(8))
def test_standing_equals_the_slow_reckoning(seed: int, home: Path) -> None:
    said = reports(seed)
    deliver(home, said)
    for as_of in ASKED:
        oracle = Oracle(said, as_of)
        for unit in BELOW:
            asked = Selection(EVERYTHING, unit, as_of, "received")
            same(queries.one("overview", asked), oracle.overview(unit), (unit, as_of))
            same(queries.one("freshness", asked), oracle.freshness(unit), (unit, as_of))
        for unit in ("R", "A"):
            below = queries.table("units_below", Selection(EVERYTHING, unit, as_of, "received"))
            for row in below.to_dict("records"):
                code = row["unit_code"]
                figures = oracle.overview(code)
                figures["state"] = oracle.state(code)
                same(row, {key: figures[key] for key in figures if key in row}, (code, as_of))


def test_what_waits_is_counted_against_the_stage_before_and_names_the_slowest(home: Path) -> None:
    rows = "2021-01-05,a1,received,100\n2021-01-05,a1,printed,30\n2021-01-05,b1,received,10\n"
    small.deliver(home, "counts.csv", "date,unit_code,measure,count\n" + rows)
    found = queries.table("overview", Selection(EVERYTHING, "R", date(2021, 1, 5)))
    assert found["measure"].tolist() == ["received", "printed"]
    assert found["waiting"].tolist()[1] == 80
    assert found["slowest"].tolist() == [False, True]


def test_the_row_of_a_measure_is_what_is_answered_for_it_alone(demo_home: Path) -> None:
    """Also in its types: before its start a measure has no days ahead, and pandas makes fractions of the others'."""
    for unit, as_of in (("VN", date(2021, 6, 1)), ("01", date(2021, 2, 1)), ("001", date(2022, 1, 18))):
        for measure in catalogue.campaign().measures[::4]:  # each is asked cold, 4 s of a core
            chosen = Selection(EVERYTHING, unit, as_of, measure.id)
            row, alone = queries.row("overview", chosen), queries.one("overview", chosen)
            assert [(value, type(value)) for value in row.values()] == [
                (value, type(value)) for value in alone.values()
            ]
            assert row.keys() == alone.keys()


@pytest.mark.parametrize(("unit", "level"), [("VN", "province"), ("VN", "district"), ("01", "district")])
def test_the_units_of_a_level_are_the_same_however_they_are_asked_for(unit: str, level: str, demo_home: Path) -> None:
    chosen = Selection(EVERYTHING, unit, date(2021, 6, 1), "received")
    pd.testing.assert_frame_equal(at_level(chosen, level), queries.table("units_at_level", chosen, level=level))


@pytest.mark.parametrize("seed", range(8))
def test_every_day_that_holds_less_than_nothing_is_a_fall(seed: int, home: Path) -> None:
    deliver(home, reports(seed))
    asked = """select unit_code, date, max(reported_on), -sum(delta)::bigint from counts
        where reported_on <= $day and date <= $day group by unit_code, date having sum(delta) < 0 order by all"""
    for as_of in ASKED:
        slow = store.cursor(store.version()).execute(asked, {"day": as_of}).fetchall()
        falls = queries.table("falls", Selection(EVERYTHING, "R", as_of))
        columns = [falls["unit_code"], falls["date"].dt.date, falls["reported_on"].dt.date, falls["fall"]]
        assert sorted(zip(*columns, strict=True)) == slow


@pytest.mark.parametrize("back", [0, 7])
def test_where_all_units_stand_is_kept_for_the_cut_off_as_the_view_says_it(demo_home: Path, back: int) -> None:
    day = store.cut_off() - back * DAY
    cursor = store.cursor(store.version(), day)
    view = "standing($day, (select list(unit_code) from units), null) order by unit_code, position"
    kept = cursor.execute(f"select * from {view}", {"day": day}).df()
    assert (
        len(kept) == cursor.execute("select count(*) from standings where as_of = $day", {"day": day}).fetchall()[0][0]
    )
    pd.testing.assert_frame_equal(kept, cursor.execute(f"select * from memory.main.{view}", {"day": day}).df())
