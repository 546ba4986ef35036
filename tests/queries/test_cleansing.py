"""Samples, open defects, bulk days and connections against slow and obvious reckonings of the same files."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import pytest

from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Scope, Selection
from campaign.subjects.cleansing import verification
from tests import second, small
from tests.queries import plain
from tests.queries.plain import BELOW, DAY, START, UNITS
from tests.queries.test_quality import answer

DAYS = [date(2021, 1, 9), date(2021, 2, 3), date(2021, 3, 19)]
CLASSES = ("missing", "twice")
SEEDS = range(3)


@pytest.fixture(autouse=True)
def followed(home: Path) -> Path:
    """The small campaign with its second side."""
    return second.folder(home)


def told(rows: list[dict], as_of: date, *key: str) -> dict[tuple, dict]:
    """The row that counts of each key: said by `as_of`, the latest said; of those of one day the last to arrive."""
    found: dict[tuple, dict] = {}
    for row in sorted((row for row in rows if row["reported_on"] <= as_of), key=lambda row: row["reported_on"]):
        found[tuple(row[column] for column in key)] = row
    return found


def deliver(home: Path, name: str, rows: list[dict]) -> None:
    lines = [",".join("" if cell is None else str(cell) for cell in row.values()) for row in rows]
    small.deliver(home, name, "\n".join([",".join(rows[0]), *lines, ""]))


def defects(seed: int) -> Iterator[dict]:
    """Weekly states of every unit and class; some never told, some told again later and otherwise."""
    chance = random.Random(seed)
    for unit in UNITS:
        for defect in CLASSES:
            found = mended = 0
            for week in range(11):
                found += chance.randrange(50)
                mended += chance.randrange(found - mended + 1)
                day = START + (6 + 7 * week) * DAY
                if chance.random() < 0.2:
                    continue
                row = {"date": day, "unit_code": unit, "defect": defect, "open": found - mended, "found": found}
                yield row | {"reported_on": day}
                if chance.random() < 0.2:
                    yield row | {"open": max(found - mended - 3, 0), "reported_on": day + 4 * DAY}


def states(rows: list[dict], as_of: date, unit: str, defect: str) -> dict[date, dict]:
    """What one cell had on each day it told."""
    known = told([row for row in rows if row["date"] <= as_of], as_of, "unit_code", "defect", "date")
    return {row["date"]: row for (place, kind, _), row in known.items() if (place, kind) == (unit, defect)}


def latest(cell: dict[date, dict], day: date) -> dict | None:
    return next((cell[known] for known in sorted(cell, reverse=True) if known <= day), None)


@pytest.mark.parametrize("seed", SEEDS)
def test_open_defects_carry_what_a_unit_last_said(seed: int, home: Path) -> None:
    rows = list(defects(seed))
    deliver(home, "defects.csv", rows)
    for as_of in DAYS:
        for unit in ("R", "A", "b1"):
            cells = {(place, defect): states(rows, as_of, place, defect) for place in BELOW[unit] for defect in CLASSES}
            days = {day for cell in cells.values() for day in cell}
            expected = {}
            for day in days:
                for defect in CLASSES:
                    known = [row for place in BELOW[unit] if (row := latest(cells[place, defect], day))]
                    if known:
                        expected[day, defect] = (
                            sum(row["open"] for row in known),
                            sum(row["found"] for row in known),
                            sum(row["date"] == day for row in known),
                            len(known),
                        )
            found = {
                (row["date"], row["defect"]): (row["open"], row["found"], row["units_told"], row["units_known"])
                for row in answer("defect_history", unit=unit, as_of=as_of)
            }
            assert found == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_each_queue_knows_its_past_and_since_when_its_oldest_waits(seed: int, home: Path) -> None:
    rows = list(defects(seed))
    deliver(home, "defects.csv", rows)
    for as_of in DAYS:
        found = {(row["unit_code"], row["defect"]): row for row in answer("defects_below", unit="R", as_of=as_of)}
        for place in UNITS:
            for defect in CLASSES:
                cell = states(rows, as_of, place, defect)
                row = found.pop((place, defect), None)
                assert (row is None) == (not cell)
                if row is None:
                    continue
                now = cell[max(cell)]
                before = latest(cell, max(cell) - timedelta(28))
                assert (row["told_on"], row["open"], row["found"]) == (max(cell), now["open"], now["found"])
                assert row["open_before"] == (before and before["open"])
                assert row["found_before"] == (before and before["found"])
                every = {day for kind in CLASSES for unit in UNITS for day in states(rows, as_of, unit, kind)}
                mended = now["found"] - now["open"]
                days = [day for day in every if day >= min(cell)]
                passed = [day for day in days if latest(cell, day)["found"] <= mended]
                assert row["waiting_since"] == (max(passed, default=min(days)) if now["open"] else None)
        assert not found


def test_without_the_number_found_nothing_is_said_of_what_came(home: Path) -> None:
    small.deliver(home, "defects.csv", "date,unit_code,defect,open\n2021-01-07,a1,missing,5\n2021-01-07,a2,missing,7\n")
    (row,) = answer("defect_history", unit="R", as_of=date(2021, 1, 9))
    assert (row["open"], row["found"]) == (12, None)
    assert {row["waiting_since"] for row in answer("defects_below", unit="R", as_of=date(2021, 1, 9))} == {None}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_claim_stands_beside_the_latest_sample_of_it(seed: int, home: Path) -> None:
    said = plain.reports(seed)
    plain.deliver(home, said)
    chance = random.Random(seed)
    samples = [
        {
            "date": START + day * DAY,
            "unit_code": unit,
            "sample_size": 40,
            "defects_found": chance.randrange(40),
            "reported_on": START + (day + late) * DAY,
        }
        for unit in ("a1", "a2")
        for day in (10, 24, 40)
        for late in (0, 3)
        if chance.random() < 0.7
    ]
    deliver(home, "verification.csv", samples)
    for as_of in DAYS:
        known = told(samples, as_of, "unit_code", "date")
        changes = [one for one in plain.ledger(said, as_of) if one.measure == "received"]
        rows = answer("verification", unit="R", measure="received", as_of=as_of)
        assert [row["unit_code"] for row in rows] == list(UNITS)
        for row in rows:
            own = {day: sample for (unit, day), sample in known.items() if unit == row["unit_code"]}
            day = max(own, default=None)
            assert row["total"] == sum(one.delta for one in changes if one.unit == row["unit_code"])
            assert (row["sampled_on"], row["defects_found"]) == (day, own[day]["defects_found"] if day else None)
            lot = sum(one.delta for one in changes if one.unit == row["unit_code"] and day and one.date <= day)
            assert (row["lot"] or 0) == lot


def test_a_sample_that_comes_again_replaces_the_one_before(home: Path) -> None:
    head = "date,unit_code,sample_size,defects_found,reported_on\n"
    for number in (9, 4, 6):
        small.deliver(home, f"verification_{number}.csv", head + f"2021-01-05,a1,40,{number},2021-01-05\n")
    found = {
        row["unit_code"]: row["defects_found"]
        for row in answer("verification", unit="A", measure="received", as_of=date(2021, 1, 9))
    }
    assert found == {"a1": 6, "a2": None}


def test_days_in_bulk_follow_the_written_rule(home: Path) -> None:
    chance = random.Random(7)
    counts = {START + day * DAY: 100 + chance.randrange(30) for day in range(1, 80)}
    counts |= {day: count + 500 for day, count in counts.items() if day >= START + 50 * DAY}  # a new pace is no bulk
    counts |= {START + 30 * DAY: 9000, START + 31 * DAY: 2500, START + 79 * DAY: 7000, START + 5 * DAY: 9000}
    rows = "".join(f"{day},a1,received,{count}\n" for day, count in counts.items())
    small.deliver(home, "counts.csv", "date,unit_code,measure,count\n" + rows)
    expected = {}
    for day, count in counts.items():
        before = [counts[near] for near in counts if 1 <= (day - near).days <= 28]
        after = [counts[near] for near in counts if 1 <= (near - day).days <= 28]
        if len(before) < 14:
            continue
        roots = [2 * (near + 0.375) ** 0.5 for near in before]
        usual, spread = median(roots), 1.4826 * median(abs(root - median(roots)) for root in roots)
        level = median(before)
        if len(after) >= 7:
            level = max(level, median(after))
            usual = max(usual, median(2 * (near + 0.375) ** 0.5 for near in after))
        deviation = (2 * (count + 0.375) ** 0.5 - usual) / max(spread, 1)
        if deviation > 5 and count > 3 * level:
            expected[day] = (count, level, deviation)
    found = {
        row["date"]: (row["count"], row["expected"], row["deviation"])
        for row in answer("bulk_days", unit="A", measure="received", as_of=START + 79 * DAY)
    }
    assert set(expected) == {START + 30 * DAY, START + 31 * DAY, START + 79 * DAY}
    assert found.keys() == expected.keys()
    assert all(found[day] == pytest.approx(expected[day]) for day in expected)


@pytest.mark.parametrize("seed", SEEDS)
def test_items_are_as_last_told_and_the_longest_overdue_come_first(seed: int, home: Path) -> None:
    chance = random.Random(seed)
    rows = []
    for number in range(30):
        planned = START + chance.randrange(70) * DAY if number else None
        tested = START + chance.randrange(60) * DAY if chance.random() < 0.7 else None
        connected = tested + chance.randrange(20) * DAY if tested and chance.random() < 0.6 else None
        for said in (START + 8 * DAY, START + 33 * DAY, START + 79 * DAY):
            rows.append(
                {
                    "service_id": f"s{number}",
                    "name": f"Item {number}",
                    "kind": ("service", "link")[number % 3 == 0],
                    "owner": "Ministry",
                    "unit_code": ("A", "B")[number % 2] if number % 3 == 0 else None,
                    "planned_on": planned,
                    "tested_on": tested if tested and tested <= said else None,
                    "connected_on": connected if connected and connected <= said else None,
                    "reported_on": said,
                }
            )
    deliver(home, "services.csv", rows)
    for as_of in DAYS:
        known = told(rows, as_of, "service_id")
        for unit, units in (("R", {None, "A", "B"}), ("A", {"A"}), ("a1", set())):
            found = answer("connections", unit=unit, as_of=as_of)
            own = {name: row for (name,), row in known.items() if row["unit_code"] in units}
            assert {row["service_id"] for row in found} == set(own)
            overdue = [row["days_overdue"] for row in found if row["days_overdue"] is not None]
            assert overdue == sorted(overdue, reverse=True)
            assert [row["days_overdue"] is not None for row in found] == sorted(
                (row["days_overdue"] is not None for row in found), reverse=True
            )
            for row in found:
                said = own[row["service_id"]]
                done, late = said["connected_on"], said["planned_on"] and said["planned_on"] < as_of
                state = (
                    "connected"
                    if done
                    else "overdue"
                    if late
                    else "testing"
                    if said["tested_on"]
                    else "planned"
                    if said["planned_on"]
                    else "unplanned"
                )
                assert row["state"] == state
                assert row["days_overdue"] == ((as_of - said["planned_on"]).days if state == "overdue" else None)
                in_test = said["tested_on"] and ((done or as_of) - said["tested_on"]).days
                assert row["days_in_test"] == in_test


def test_a_reader_of_one_province_sees_its_link_and_no_other(home: Path) -> None:
    small.deliver(
        home,
        "services_2021-01-05.csv",
        "service_id,name,kind,owner,unit_code,planned_on,tested_on,connected_on\n"
        "S1,One,link,A,A,,,\nS2,Two,link,B,B,,,\nS3,Three,service,Ministry,,,,\n",
    )
    asked = Selection(EVERYTHING, "R", date(2021, 1, 9))
    assert set(queries.table("connections", asked)["service_id"]) == {"S1", "S2", "S3"}
    assert set(queries.table("connections", replace(asked, scope=Scope(units=("A", "a1", "a2"))))["service_id"]) == {
        "S1"
    }


def test_a_chief_gets_the_whole_of_the_root_and_no_other_district(home: Path) -> None:
    """Of the root the totals, of others' districts no row: open defects and what samples leave of the claim."""
    chief = Scope(units=("R", "A", "B", "a1", "a2"))
    small.deliver(
        home,
        "counts.csv",
        "date,unit_code,measure,count\n2021-01-02,a1,received,500\n"
        "2021-01-02,a2,received,500\n2021-01-02,b1,received,1000\n",
    )
    small.deliver(
        home, "defects.csv", "date,unit_code,defect,open\n2021-01-05,a1,missing,5\n2021-01-05,b1,missing,70\n"
    )
    small.deliver(
        home,
        "verification.csv",
        "date,unit_code,sample_size,defects_found\n2021-01-05,a1,40,0\n2021-01-05,a2,40,0\n2021-01-05,b1,40,20\n",
    )
    asked = Selection(chief, "R", date(2021, 1, 9))
    (row,) = queries.table("defect_history", asked).to_dict("records")
    assert row["open"] == 75
    assert set(queries.table("defects_below", asked)["unit_code"]) == {"a1"}
    assert set(verification.claims(asked)["unit_code"]) == {"a1", "a2"}
    whole = verification.whole(asked)
    assert whole.share == verification.whole(replace(asked, scope=EVERYTHING)).share == pytest.approx(0.25)
    assert (whole.units, whole.overclaimed) == (2, 0)
    assert queries.table("defect_history", replace(asked, scope=Scope(units=("A", "a1", "a2")))).empty
