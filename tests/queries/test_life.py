"""What real reports do to the figures: falls, lumps, weekly reports, rest days, plans that rest, moving targets."""

from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from campaign import words
from campaign.definition.errors import DefinitionError
from campaign.ingest import build
from campaign.serving import day_tables, queries, store
from campaign.serving.selection import EVERYTHING, Selection
from tests import small
from tests.queries.oracle import DAY, START, days

COUNTS = "date,unit_code,measure,count,reported_on\n"
UNITS = ("a1", "a2", "b1")


def counts(home: Path, name: str, lines: list[tuple[date, str, int, date]]) -> None:
    rows = "".join(f"{day},{unit},received,{count},{told}\n" for day, unit, count, told in lines)
    small.deliver(home, name, COUNTS + rows)


def overview(unit: str, as_of: date) -> dict:
    return queries.one("overview", Selection(EVERYTHING, unit, as_of, "received"))


def test_a_total_that_falls_below_its_target_revokes_that_it_was_reached(home: Path) -> None:
    totals = [(START + n * DAY, 80 * n) for n in range(1, 28)]
    rows = "".join(f"{day},b1,received,{total}\n" for day, total in [*totals, (date(2021, 1, 29), 1200)])
    small.deliver(home, "totals.csv", "date,unit_code,measure,total\n" + rows)
    before, after = overview("b1", date(2021, 1, 28)), overview("b1", date(2021, 1, 29))
    assert before["reached_on"].date() == date(2021, 1, 26)
    assert after["remaining"] == 800
    assert pd.isna(after["reached_on"])
    assert after["days_ahead"] < 15
    assert after["rate_7d"] == 80


@pytest.mark.parametrize("lumps", [{20: 900}, {18: 900, 23: 700}, {20: 300, 24: 5000}])
def test_a_lump_is_in_the_total_and_in_no_pace(home: Path, lumps: dict[int, int]) -> None:
    lines = [
        (day, unit, lumps.get(day.day, 20) if unit == "a1" else 20, day)
        for day in days(date(2021, 1, 5), date(2021, 1, 31))
        for unit in ("a1", "a2", "b1")
    ]
    counts(home, "counts.csv", lines)
    for day in days(date(2021, 1, 18), date(2021, 1, 31)):
        found = overview("R", day)
        assert found["rate_7d"] == found["best_rate_7d"] == 60, day
        assert found["total"] == sum(count for told, _, count, _ in lines if told <= day)
    shown = queries.table("daily_progress", Selection(EVERYTHING, "R", date(2021, 1, 31), "received"))
    marked = shown[shown["set_apart"] != 0]
    assert [day.day for day in marked["date"]] == list(lumps)


def test_a_unit_that_reports_once_a_week_does_not_make_the_nation_breathe(home: Path) -> None:
    daily = [(day, unit, 40, day) for day in days(START, date(2021, 2, 10)) for unit in ("a1", "a2")]
    weekly = [(day, "b1", 60, day + (7 - day.weekday()) * DAY) for day in days(START, date(2021, 2, 7))]
    counts(home, "counts.csv", daily + weekly)
    found = [overview("R", day) for day in days(date(2021, 1, 18), date(2021, 2, 10))]
    assert {one["rate_7d"] for one in found} == {140}
    fresh = [
        queries.one("freshness", Selection(EVERYTHING, "R", day, None))
        for day in days(date(2021, 1, 18), date(2021, 2, 10))
    ]
    assert {one["units_silent"] for one in fresh} == {0}
    assert [one["full_until"] for one in fresh] == sorted(one["full_until"] for one in fresh)
    assert all(one["full_until"].weekday() == 6 for one in fresh)


@pytest.mark.parametrize("as_of", [date(2021, 8, 1), date(2100, 1, 1), date.max])
def test_a_day_far_ahead_is_answered_at_once(home: Path, as_of: date) -> None:
    small.folder(home, toml=small.TOML.replace('root = "R"', 'root = "R"\nrest_weekdays = ["sunday"]'))
    counts(home, "counts.csv", [(day, "b1", 70, day) for day in days(START, date(2021, 1, 20))])
    fresh = queries.one("freshness", Selection(EVERYTHING, "B", as_of, None))
    assert (fresh["units_late"], fresh["units_silent"]) == (1, 1)
    assert fresh["full_until"].date() == date(2021, 1, 20)


def test_a_day_left_out_is_a_hole_and_no_zero(home: Path) -> None:
    left_out = date(2021, 1, 20)
    lines = [(day, "b1", 70, day) for day in days(START, date(2021, 2, 10)) if day != left_out]
    counts(home, "counts.csv", lines)
    found = overview("b1", date(2021, 1, 24))
    assert found["full_until"].date() == left_out - DAY
    assert overview("b1", date(2021, 2, 10))["full_until"].date() == date(2021, 2, 10)
    assert {overview("b1", day)["rate_7d"] for day in days(date(2021, 1, 10), date(2021, 2, 10))} == {70}
    missing = queries.table("not_reporting", Selection(EVERYTHING, "b1", date(2021, 1, 24), None))
    assert missing["missing_since"].dt.date.tolist() == [left_out]


def test_days_of_rest_need_no_report(home: Path) -> None:
    rests = small.TOML.replace('root = "R"', 'root = "R"\nrest_weekdays = ["sunday"]\nrest_events = ["holiday"]')
    small.folder(home, toml=rests)
    (home / "events.csv").write_text(
        "first_on,last_on,unit_code,kind,label_vi,label_en\n2021-01-20,2021-01-26,R,holiday,Nghỉ lễ,Holiday\n",
        encoding="utf-8",
    )
    open_days = [
        day
        for day in days(START, date(2021, 2, 9))
        if day.weekday() != 6 and not date(2021, 1, 20) <= day <= date(2021, 1, 26)
    ]
    counts(home, "counts.csv", [(day, unit, 60, day) for day in open_days for unit in ("a1", "a2", "b1")])
    for day in (date(2021, 1, 17), date(2021, 1, 26)):
        fresh = queries.one("freshness", Selection(EVERYTHING, "R", day, None))
        assert (fresh["full_until"].date(), fresh["units_late"], fresh["units_silent"]) == (day, 0, 0)
    assert overview("R", date(2021, 1, 17))["rate_7d"] == pytest.approx(180 * 6 / 7)


def test_counts_before_the_plan_are_pace_and_an_opening_is_none(home: Path) -> None:
    later = small.TOML.replace("target = 6000\n[[m", "target = 6000\nstart = 2021-01-15\n[[m")
    small.folder(home, toml=later)
    counts(home, "counts.csv", [(day, "b1", 70, day) for day in days(START, date(2021, 1, 16))])
    for day in (date(2021, 1, 10), date(2021, 1, 15), date(2021, 1, 16)):
        assert overview("b1", day)["rate_7d"] == 70
    totals = "".join(f"{day},a1,received,{1500 + 30 * day.day}\n" for day in days(date(2021, 1, 5), date(2021, 1, 16)))
    small.deliver(home, "totals.csv", "date,unit_code,measure,total\n" + totals)
    for day in (date(2021, 1, 7), date(2021, 1, 16)):
        found = overview("a1", day)
        assert found["rate_7d"] == found["best_rate_7d"] == 30


@pytest.mark.parametrize(("items", "ahead"), [(25, 0.5), (20, 0.0), (30, 1.0), (5, -3.5)])
def test_where_a_plan_rests_the_last_day_of_its_level_counts(home: Path, items: int, ahead: float) -> None:
    """The worked example of a plan with a plateau: on day 4 the 25 items of a target of 50 are those of day 4.5."""
    fourth = START + 3 * DAY
    small.folder(home, targets=small.TARGETS.replace("b1,received,2000", "b1,received,50"))
    counts(home, "counts.csv", [(day, "b1", items if day == fourth else 0, day) for day in days(START, fourth)])
    with duckdb.connect() as connection:
        connection.execute(f"attach '{home / 'store' / store.version()}.duckdb' as served (read_only)")
        connection.execute("attach ':memory:' as snapshot; copy from database served to snapshot")
        connection.execute("delete from snapshot.plan_curve where measure = 'received'")
        for day, planned in enumerate((10, 20, 20, 20, 30, 40, 40, 50)):
            values = ["received", date(2021, 3, 2), START + day * DAY, planned / 50]
            connection.execute("insert into snapshot.plan_curve values (?, ?, ?, ?)", values)
        connection.execute("set search_path = 'snapshot.main'; drop table plan_steps")
        build.query(connection, "plan_steps").to_table("plan_steps")
        store.define(connection)
        day_tables.enter(connection, fourth)
        found = connection.execute(
            "select days_ahead from earned_schedule($day, ['b1'], 'received')", {"day": fourth}
        ).fetchall()
    assert found[0][0] == pytest.approx(ahead)


def test_a_target_changed_in_campaign_toml_leaves_the_past_as_it_was_shown(home: Path) -> None:
    counts(home, "counts_1.csv", [(day, "b1", 30, day) for day in days(START, date(2021, 1, 24))])
    assert overview("R", date(2021, 1, 24))["target"] == 6000
    small.folder(home, toml=small.TOML.replace("target = 6000", "target = 7000", 1))
    counts(home, "counts_2.csv", [(day, "b1", 30, day) for day in days(date(2021, 1, 25), date(2021, 2, 13))])
    assert overview("R", date(2021, 1, 24))["target"] == 6000
    assert overview("R", date(2021, 1, 25))["target"] == overview("R", date(2021, 2, 13))["target"] == 7000
    history = queries.table("target_history", Selection(EVERYTHING, "R", date(2021, 2, 13), "received"))
    assert sorted(history["target"]) == [6000, 7000]


def test_two_targets_issued_on_one_day_that_contradict_one_another_are_refused(tmp_path: Path) -> None:
    words.use("en")
    again = "b1,received,2500,2021-03-02,2021-01-01,ministry\n"
    with pytest.raises(DefinitionError, match=r"targets\.csv, line 7: .*b1.*contradicts line 6"):
        small.loaded(small.folder(tmp_path / "one", targets=small.TARGETS + again))
    root = "R,received,7000,2021-03-02,2021-01-01,ministry\n"
    with pytest.raises(DefinitionError, match=r"contradicts campaign\.toml"):
        small.loaded(small.folder(tmp_path / "two", targets=small.TARGETS + root))
    same = "b1,received,2000,2021-03-02,2021-01-01,ministry\n"
    assert len(small.loaded(small.folder(tmp_path / "three", targets=small.TARGETS + same)).targets) == 7


def test_a_target_that_is_issued_anew_holds_from_its_day_on_and_a_deadline_goes_back_as_well(home: Path) -> None:
    """The nation's is raised on 1 February; b1's falls below what is done; a1's deadline moves on and back again."""
    counts(home, "counts_1.csv", [(day, unit, 30, day) for day in days(START, date(2021, 1, 24)) for unit in UNITS])
    issued = "\n".join([
        "R,received,7000,2021-03-02,2021-02-01,government",
        "b1,received,500,2021-03-02,2021-02-01,ministry",
        "a1,received,3000,2021-04-02,2021-02-01,ministry",
        "a1,received,3000,2021-03-02,2021-02-08,ministry",
    ])  # fmt: skip
    small.folder(home, targets=small.TARGETS + issued + "\n")
    later = days(date(2021, 1, 25), date(2021, 2, 13))
    counts(home, "counts_2.csv", [(day, unit, 30, day) for day in later for unit in UNITS])
    known = [date(2021, 1, 24), date(2021, 1, 31), date(2021, 2, 1), date(2021, 2, 7), date(2021, 2, 8), later[-1]]
    assert [overview("R", day)["target"] for day in known] == [6000, 6000, 7000, 7000, 7000, 7000]
    assert [overview("b1", day)["target"] for day in known] == [2000, 2000, 500, 500, 500, 500]
    deadlines = [overview("a1", day)["deadline"].date() for day in known]
    assert deadlines == [date(2021, 4 if day in known[2:4] else 3, 2) for day in known]
    done = overview("b1", later[-1])
    assert (done["total"], done["remaining"]) == (44 * 30, 0)
    assert done["reached_on"].date() == date(2021, 1, 17)
    a1 = overview("a1", date(2021, 2, 7))
    assert a1["remaining"] == 3000 - 38 * 30
    assert a1["required_rate"] == pytest.approx(a1["remaining"] / 54)
