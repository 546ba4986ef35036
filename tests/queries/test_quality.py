"""The Data page's numbers against slow and obvious reckonings of the same reports."""

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import pandas as pd
import pytest

from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Selection
from tests import small
from tests.queries import oracle, plain
from tests.queries.oracle import Oracle
from tests.queries.plain import BELOW, DAY, MEASURES, START, UNITS, Said

DAYS = [date(2021, 1, 9), date(2021, 2, 3), date(2021, 2, 19)]
SEEDS = range(3)


def answer(name: str, as_of: date, unit: str = "R", measure: str | None = None) -> list[dict]:
    """Rows of a query with plain dates and whole numbers."""
    rows = queries.table(name, Selection(EVERYTHING, unit, as_of, measure)).to_dict("records")
    return [
        {
            key: None if pd.isna(value) else value.date() if isinstance(value, pd.Timestamp) else value
            for key, value in row.items()
        }
        for row in rows
    ]


def spoken(said: list[Said], as_of: date) -> Oracle:
    """Which days the units have told."""
    return Oracle((oracle.Said(one.reported_on, one.date, one.unit, one.count) for one in said), as_of)


@pytest.mark.parametrize("seed", SEEDS)
def test_completeness_names_who_is_missing_and_since_when(seed: int, home: Path) -> None:
    said = plain.reports(seed)
    plain.deliver(home, said)
    for as_of in DAYS:
        known = spoken(said, as_of)
        for unit, children in (("R", "AB"), ("A", ("a1", "a2")), ("b1", ("b1",))):
            found = {row["unit_code"]: row for row in answer("completeness", unit=unit, as_of=as_of)}
            assert set(found) == set(children)
            for child in children:
                told = {place: known.told(place) for place in BELOW[child]}
                late = [place for place in told if as_of not in told[place]]
                row = found[child]
                assert row["units_late"] == len(late)
                assert row["reported"] == 1 - len(late) / len(BELOW[child])
                assert row["units_silent"] == sum(map(known.silent, told))
                first_missing = [known.holes(place)[0] for place in told]
                assert row["missing_since"] == min((day for day in first_missing if day <= as_of), default=None)
                assert row["missing_days"] == sum((as_of - days[0]).days + 1 - len(days) for days in told.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_maturity_is_the_share_known_after_so_many_days(seed: int, home: Path) -> None:
    said = plain.reports(seed, 60)
    plain.deliver(home, said)
    as_of = date(2021, 2, 20)
    changes = [
        one
        for one in plain.ledger(said, as_of)
        if one.measure == "received" and as_of - timedelta(42) < one.date <= as_of - timedelta(14) and one.date > START
    ]
    days = {one.date for one in changes}
    rows = answer("maturity", unit="R", measure="received", as_of=as_of)
    assert [row["delay_days"] for row in rows] == list(range(8))
    for row in rows:
        known = [one for one in changes if (one.reported_on - one.date).days <= row["delay_days"]]
        final, early = defaultdict(int), defaultdict(int)
        for one in changes:
            final[one.date] += one.delta
        for one in known:
            early[one.date] += one.delta
        assert row["days"] == len(days)
        assert row["known_share"] == pytest.approx(sum(early.values()) / sum(final.values()))
        assert row["lowest_share"] == pytest.approx(min(early[day] / final[day] for day in days if final[day]))


def revised(said: list[Said], as_of: date, units: tuple[str, ...], measure: str) -> list[plain.Change]:
    """Changes of days that the unit had told of this measure in an earlier report."""
    changes = [one for one in plain.ledger(said, as_of) if one.unit in units and one.measure == measure]
    return [
        one
        for one in changes
        if any(
            earlier.reported_on < one.reported_on and earlier.date >= one.date
            for earlier in changes
            if earlier.unit == one.unit
        )
    ]


@pytest.mark.few(4)
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("as_of", DAYS)
def test_revisions_add_up_by_day_of_report_and_by_unit(seed: int, as_of: date, home: Path) -> None:
    said = plain.reports(seed)
    plain.deliver(home, said)
    for unit in ("R", "A", "b1"):
        changes = revised(said, as_of, BELOW[unit], "received")
        days = defaultdict(list)
        for one in changes:
            days[one.reported_on].append(one)
        rows = answer("revisions", unit=unit, measure="received", as_of=as_of)
        assert [row["reported_on"] for row in rows] == sorted(days)
        for row in rows:
            moved = days[row["reported_on"]]
            assert row["units"] == len({one.unit for one in moved})
            assert row["days"] == len({one.date for one in moved})
            assert row["raised"] == sum(one.delta for one in moved if one.delta > 0)
            assert row["lowered"] == sum(one.delta for one in moved if one.delta < 0)
            assert row["net"] == sum(one.delta for one in moved)
            assert row["gross"] == sum(abs(one.delta) for one in moved)
        cells = defaultdict(list)
        for one in changes:
            if one.reported_on > as_of - timedelta(28):
                cells[one.unit, one.reported_on].append(one)
        found = {
            (row["unit_code"], row["reported_on"]): row
            for row in answer("revised_units", unit=unit, measure="received", as_of=as_of)
        }
        assert set(found) == set(cells)
        for cell, moved in cells.items():
            net = sum(one.delta for one in moved)
            kind = "moved" if net == 0 else "corrected" if any(one.known for one in moved) else "added"
            expected = (
                kind,
                net,
                sum(abs(one.delta) for one in moved),
                min(one.date for one in moved),
                max(one.date for one in moved),
                len({one.date for one in moved}),
            )
            assert expected == tuple(
                found[cell][column] for column in ("revision", "net", "gross", "first_changed", "last_changed", "days")
            ), cell


def test_a_late_total_moves_items_between_days_and_changes_no_sum(home: Path) -> None:
    rows = (
        "2021-01-05,a1,received,10,2021-01-05\n2021-01-07,a1,received,30,2021-01-07\n"
        "2021-01-06,a1,received,18,2021-01-08\n"
    )
    small.deliver(home, "totals.csv", "date,unit_code,measure,total,reported_on\n" + rows)
    (row,) = answer("revised_units", unit="R", measure="received", as_of=date(2021, 1, 9))
    assert (row["revision"], row["net"], row["gross"], row["days"]) == ("moved", 0, 16, 2)


def test_every_fall_of_a_cumulative_count_is_found_with_its_size(home: Path) -> None:
    totals = {"a1": [10, 30, 25, 40, 40, 12], "b1": [5, 6, 7, 8, 9, 3]}
    rows = "".join(
        f"{START + day * DAY},{unit},received,{total}\n"
        for unit, series in totals.items()
        for day, total in enumerate(series)
    )
    small.deliver(home, "totals.csv", "date,unit_code,measure,total\n" + rows)
    falls = [
        (unit, START + day * DAY, series[day - 1], series[day], series[day - 1] - series[day])
        for unit, series in totals.items()
        for day in range(1, 6)
        if series[day] < series[day - 1]
    ]
    found = [
        tuple(row[column] for column in ("unit_code", "date", "total_before", "total", "fall"))
        for row in answer("falls", unit="R", as_of=date(2021, 1, 6))
    ]
    assert found == sorted(falls, key=lambda fall: -fall[-1])
    assert {row["unit_code"] for row in answer("falls", unit="A", as_of=date(2021, 1, 6))} == {"a1"}
    assert len(answer("falls", unit="R", as_of=date(2021, 1, 5))) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_a_later_stage_ahead_of_the_one_before_is_found(seed: int, home: Path) -> None:
    said = plain.reports(seed)
    plain.deliver(home, said)
    for as_of in DAYS:
        rows = answer("stage_order", unit="R", as_of=as_of)
        assert answer("stage_excess", unit="R", as_of=as_of) == [row for row in rows if row["excess_now"] > 0]
        found = {row["unit_code"]: row for row in rows}
        changes = plain.ledger(said, as_of)
        for unit in UNITS:
            excess = {}
            for day in sorted({one.date for one in changes if one.unit == unit}):
                done = {
                    measure: sum(
                        one.delta for one in changes if one.unit == unit and one.measure == measure and one.date <= day
                    )
                    for measure in MEASURES
                }
                excess[day] = done["printed"] - done["received"]
            worst = max(excess.values())
            assert (unit in found) == (worst > 0)
            if worst > 0:
                row = found[unit]
                assert row["first_on"] == min(day for day, more in excess.items() if more > 0)
                assert (row["excess"], excess[row["excess_on"]]) == (worst, worst)
                assert row["excess_now"] == max(excess[max(excess)], 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_outliers_follow_the_written_rule(seed: int, home: Path) -> None:
    planted = {(START + 72 * DAY, "a2"): 3000, (START + 66 * DAY, "a1"): 20}
    said = [
        Said(one.date, one.date, one.unit, one.measure, planted.get((one.date, one.unit), 200 + one.count))
        for one in plain.reports(seed, 80)
        if one.measure == "received" and one.unit != "b1"
    ]
    said += [
        Said(START + day * DAY, START + day * DAY, "b1", "received", 300 - 150 * (day % 7 == 6) + day)
        for day in range(80)
    ]
    plain.deliver(home, list({(one.date, one.unit): one for one in said}.values()))
    counts = {(one.unit, one.date): one.count for one in said}
    as_of = date(2021, 3, 21)
    full = spoken(said, as_of).full_until("R")
    expected = {}
    for unit in UNITS:
        own = {day: count for (place, day), count in sorted(counts.items()) if place == unit}
        whole = {day: sum(counts.get((place, day), 0) for place in UNITS) for day in own}
        distance, usual = {}, {}
        for day in own:
            before = [own[past] / whole[past] for past in own if 1 <= (day - past).days <= 28]
            if len(before) >= 14:
                usual[day] = whole[day] * median(before)
                distance[day] = 2 * ((own[day] + 0.375) ** 0.5 - (usual[day] + 0.375) ** 0.5)
        for day in distance:
            before = [abs(distance[past]) for past in distance if 1 <= (day - past).days <= 28]
            if len(before) >= 14 and full - timedelta(28) < day <= full:
                deviation = distance[day] / max(1.4826 * median(before), 1)
                if abs(deviation) > 5:
                    expected[unit, day] = (own[day], usual[day], deviation)
    found = {
        (row["unit_code"], row["date"]): (row["count"], row["expected"], row["deviation"])
        for row in answer("outliers", unit="R", measure="received", as_of=as_of)
    }
    assert found.keys() == expected.keys()
    assert expected
    for cell in expected:
        assert found[cell] == pytest.approx(expected[cell])


def test_a_published_figure_is_held_against_the_sum_below_it(home: Path) -> None:
    toml = small.TOML.replace("target = 6000\n[[measures]]", 'target = 6000\npress = ["seen"]\n[[measures]]')
    (home / "campaign.toml").write_text(toml, encoding="utf-8")
    (home / "press_milestones.csv").write_text(
        "date,unit_code,metric,value,unit,qualifier,source_title,source_address\n"
        "2021-01-03,A,seen,100,cards,more than,Paper,here\n2021-01-09,A,seen,999,cards,,Paper,here\n",
        encoding="utf-8",
    )
    small.deliver(
        home,
        "counts.csv",
        "date,unit_code,measure,count\n2021-01-02,a1,received,60\n"
        "2021-01-03,a2,received,30\n2021-01-04,a2,received,500\n2021-01-03,b1,received,7\n",
    )
    (row,) = answer("controls", unit="R", as_of=date(2021, 1, 5))
    assert (row["unit_code"], row["published"], row["total"], row["off_published"]) == ("A", 100, 90, -10)
    assert row["off_share"] == pytest.approx(-0.1)


def test_lines_put_aside_are_counted_by_rule_and_week_and_those_without_a_unit_apart(home: Path) -> None:
    head = "date,unit_code,measure,count,reported_on\n"
    small.deliver(
        home,
        "one.csv",
        head + "2021-01-05,a1,received,5,2021-01-05\n2021-01-05,zz,received,5,2021-01-05\n"
        "2021-01-05,A,received,5,2021-01-05\n2021-01-05,a1,printed,-5,2021-01-05\n",
    )
    small.deliver(
        home,
        "two.csv",
        head + "2021-02-10,a1,received,5,2021-02-10\n2021-02-10,,received,5,2021-02-10\n"
        "2021-02-10,a2,received,x,2021-02-10\n2021-02-10,,,5,2021-02-10\n",
    )
    first, later = (answer("quarantine_rules", as_of=as_of) for as_of in (date(2021, 1, 9), date(2021, 2, 28)))
    assert {row["rule"]: row["lines"] for row in first} == {
        "unknown_unit": 1,
        "not_reporting_unit": 1,
        "not_a_count": 1,
    }
    by_rule = {row["rule"]: row for row in later}
    assert {rule: row["lines"] for rule, row in by_rule.items()} == {
        "unknown_unit": 1,
        "not_reporting_unit": 1,
        "not_a_count": 2,
        "missing_value": 2,
    }
    assert {rule: row["unplaced"] for rule, row in by_rule.items()} == {
        "unknown_unit": 1,
        "not_reporting_unit": 1,
        "not_a_count": 0,
        "missing_value": 2,
    }
    listed = answer("unplaced", as_of=date(2021, 2, 28))
    assert sum(row["lines"] for row in listed) == sum(row["unplaced"] for row in later)
    assert {rule: row["lines_4w"] for rule, row in by_rule.items()} == {
        "unknown_unit": 0,
        "not_reporting_unit": 0,
        "not_a_count": 1,
        "missing_value": 2,
    }
    assert by_rule["not_a_count"]["lines_share"] == pytest.approx(2 / 10)
    weeks = {(row["week"], row["rule"]): row["lines"] for row in answer("quarantine_weeks", as_of=date(2021, 2, 28))}
    assert weeks[date(2021, 1, 4), "unknown_unit"] == 1
    assert weeks[date(2021, 2, 8), "missing_value"] == 2
    assert sum(weeks.values()) == 6


def test_a_file_is_known_from_its_first_report_and_a_held_one_always(home: Path) -> None:
    head = "date,unit_code,measure,count,reported_on\n"
    small.deliver(
        home, "early.csv", head + "2021-01-05,a1,received,5,2021-01-05\n2021-02-05,a1,received,5,2021-02-05\n"
    )
    small.deliver(home, "late.csv", head + "2021-02-07,a1,received,5,2021-02-07\n")
    small.deliver(home, "odd.csv", "day,place\n2021-01-01,a1\n")
    states = {row["file"]: row for row in answer("deliveries", as_of=date(2021, 1, 9))}
    assert set(states) == {"early.csv", "odd.csv"}
    assert states["early.csv"]["reported_on"] == date(2021, 1, 9)
    assert states["odd.csv"]["state"] in ("held", "refused")
    assert len(queries.table("deliveries", Selection(EVERYTHING, "R", date(2021, 1, 9)), as_of=None)) == 3
