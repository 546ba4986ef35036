"""How long items take and wait, held to a plain reading of the record files."""

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil
from pathlib import Path

import pandas as pd
import pytest

from campaign.ingest import deliveries, going_back, rebuild
from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Scope, Selection
from tests import small

TERM = 9
DELIVERED = """
[[measures]]
id = "delivered"
project = "issuance"
label = { vi = "Thẻ đã trả", en = "Cards delivered" }
unit = { vi = "thẻ", en = "cards", one = "card" }
target = 6000
[[records]]
kind = "cards"
project = "issuance"
id = "card_id"
term_days = 9
"""
STAGES = ("received", "printed", "delivered")
BELOW = {"A": ("a1", "a2"), "B": ("b1",), "R": ("a1", "a2", "b1")}
FIRST, DAY = date(2021, 1, 1), timedelta(days=1)
HEADER = "card_id,district_code,received_on,printed_on,delivered_on\n"
JANUARY, FEBRUARY = (FIRST, date(2021, 1, 31)), (date(2021, 2, 1), date(2021, 2, 28))
Record = tuple[str, str, tuple[date | None, ...]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = small.folder(tmp_path_factory.mktemp("ages") / "home", toml=small.TOML + DELIVERED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_HOME", str(made))
        yield made


def made(chance: random.Random, many: int, units: tuple[str, ...] = BELOW["R"]) -> list[Record]:
    """Records of January and February, some without a day of receipt, some that skip a stage."""
    found: list[Record] = []
    for number in range(many):
        day, days = FIRST + chance.randrange(50) * DAY, list[date | None]()
        for stage in STAGES:
            there = not days or chance.random() < (0.75 if days[-1] else 0.3)
            blank = chance.random() < 0.05
            days.append(None if blank or not there else day)
            day += chance.randrange(1 if stage == "received" else 2, 12) * DAY
        found.append((f"c{number}", chance.choice(units), tuple(days)))
    return found


def until(records: list[Record], last: date) -> list[Record]:
    """The records as they were known at the end of a day."""
    return [(key, unit, tuple(day if day and day <= last else None for day in days)) for key, unit, days in records]


def written(records: list[Record], period: tuple[date, date]) -> str:
    """A file of the records with a day in the period, a line of them twice."""
    lines = [
        f"{key},{unit},{','.join(str(day or '') for day in days)}\n"
        for key, unit, days in until(records, period[1])
        if any(day and day >= period[0] for day in days)
    ]
    return HEADER + "".join([*lines, lines[0], lines[len(lines) // 2]])


def quantile(ages: list[int], share: float) -> int | None:
    return sorted(ages)[ceil(share * len(ages)) - 1] if ages else None


def plain(records: list[Record], units: tuple[str, ...], stage: int, span: tuple[date, date]) -> dict[str, object]:
    """What `ages` says of a stage, in a plain pass over records of which the whole span was told."""
    took, waits = [], []
    for _, unit, days in records:
        told = [day if day and day <= span[1] else None for day in days]
        passed = [min((day for day in told[place:] if day), default=None) for place in range(len(told))]
        received = told[0]
        if unit not in units or received is None:
            continue
        if (day := passed[stage] if stage else received) and day >= span[0]:
            took.append((day - received).days)
        if stage and not passed[stage] and (passed[stage - 1] if stage > 1 else received) and received >= span[0]:
            waits.append((span[1] - received).days)
    return {
        "passed": len(took),
        "passed_p50": quantile(took, 0.5),
        "passed_p90": quantile(took, 0.9),
        "passed_longest": max(took, default=None),
        "passed_late": sum(age > TERM for age in took),
        "waiting": len(waits) if stage else None,
        "waiting_p50": quantile(waits, 0.5),
        "waiting_p90": quantile(waits, 0.9),
        "oldest": max(waits, default=None),
        "over_term": sum(age > TERM for age in waits) if stage else None,
    }


def asked(name: str, as_of: date, unit: str = "R", measure: str = "delivered", scope: Scope = EVERYTHING) -> list[dict]:
    """Rows of an answer, missing values as None and days plain."""
    found = queries.table(name, Selection(scope, unit, as_of, measure)).astype(object)
    rows = found.where(found.notna(), None).to_dict("records")
    return [{key: cell.date() if isinstance(cell, pd.Timestamp) else cell for key, cell in row.items()} for row in rows]


def agree(records: list[Record], as_of: date, span: tuple[date, date]) -> None:
    """Every figure of every unit, stage and week is that of the plain pass."""
    for unit, units in BELOW.items():
        for stage, row in enumerate(asked("ages", as_of, unit)):
            expected = plain(records, units, stage, span)
            assert {key: row[key] for key in expected} == expected, (unit, stage)
            assert (row["records_from"], row["records_until"], row["term_days"]) == (*span, TERM)
    for stage, measure in enumerate(STAGES):
        for row in asked("ages_below", as_of, "R", measure):
            expected = plain(records, BELOW[row["unit_code"]], stage, span)
            assert {key: row[key] for key in expected} == expected, (row["unit_code"], stage)
        weeks = defaultdict[date, list[Record]](list)
        for record in records:
            if (received := record[2][0]) and span[0] <= received <= span[1]:
                weeks[received - received.weekday() * DAY].append(record)
        rows = asked("age_weeks", as_of, "R", measure)
        assert [row["week"] for row in rows] == sorted(weeks)
        for row in rows:
            cohort = weeks[row["week"]]
            expected = plain(cohort, BELOW["R"], stage, span)
            assert {key: row[key] for key in expected} == expected, (measure, row["week"])
            assert row["received"] == len(cohort)
            for days in (7, 14, 21, 30, 60, 90):
                assert row[f"within_{days}"] == pytest.approx(within(cohort, stage, days, span[1])), (row, days)


def within(cohort: list[Record], stage: int, days: int, last: date) -> float | None:
    """The share of a cohort through a stage after so many days, None while some of it is younger."""
    received = [record[2][0] for record in cohort]
    if any((last - day).days < days for day in received if day):
        return None
    passed = [
        min((day for day in record[2][stage:] if day and day <= last), default=None) if stage else record[2][0]
        for record in cohort
    ]
    done = [day for day, first in zip(passed, received, strict=True) if day and first and (day - first).days <= days]
    return len(done) / len(cohort)


@pytest.fixture(scope="module")
def records(home: Path) -> list[Record]:
    """Records of two months, each month in a file that names its period."""
    found = made(random.Random(1), 900)
    for first, last in (JANUARY, FEBRUARY):
        (outcome,) = small.deliver(home, f"cards_{first}_{last}.csv", written(found, (first, last)))
        assert (outcome.state, outcome.quarantined) == ("accepted with quarantine", 2)
    return found


@pytest.mark.few(2)
@pytest.mark.parametrize("as_of", [date(2021, 1, 9), JANUARY[1], date(2021, 2, 11), FEBRUARY[1], date(2021, 4, 1)])
def test_every_age_is_that_of_a_plain_pass_over_the_files(records: list[Record], as_of: date) -> None:
    agree(records, as_of, (FIRST, min(as_of, FEBRUARY[1])))


def test_before_any_record_there_is_nothing(records: list[Record]) -> None:
    assert asked("ages", FIRST - DAY) == asked("age_weeks", FIRST - DAY) == []
    assert [row["passed"] for row in asked("ages_below", FIRST - DAY)] == [None, None]


def test_who_may_not_see_a_unit_sees_no_age_of_it(records: list[Record]) -> None:
    scope = Scope(("B", "b1"))
    assert asked("ages", FEBRUARY[1], "R", scope=scope) == asked("age_weeks", FEBRUARY[1], "R", scope=scope) == []
    assert [row["unit_code"] for row in asked("ages_below", FEBRUARY[1], "R", scope=scope)] == ["B"]


def test_what_is_said_last_of_a_unit_and_day_counts_until_it_is_taken_back(home: Path, records: list[Record]) -> None:
    first, last, told = date(2021, 1, 20), date(2021, 2, 10), date(2021, 3, 5)
    mended = [
        (key, unit, (*days[:2], None if unit == "a1" and days[2] and first <= days[2] <= last else days[2]))
        for key, unit, days in records
    ]
    content = written([one for one in mended if one[1] == "a1"], (first, last))
    (outcome,) = small.deliver(home, f"cards_{first}_{last}_{told}.csv", content)
    assert mended != records
    agree(records, told - DAY, (FIRST, FEBRUARY[1]))
    agree(mended, told, (FIRST, FEBRUARY[1]))
    rebuild.rebuild(small.loaded(home))
    agree(mended, told, (FIRST, FEBRUARY[1]))
    rebuild.withdraw(small.loaded(home), outcome.delivery_id, "a mistake")
    agree(records, told, (FIRST, FEBRUARY[1]))


def test_ages_go_with_a_delivery_that_is_taken_back_and_come_again_on_the_way_back(home: Path, records: list[Record]):
    whole, sent = (FIRST, FEBRUARY[1]), f"cards_{FEBRUARY[0]}_{FEBRUARY[1]}.csv"
    (taken,) = [row["delivery_id"] for row in deliveries.table("deliveries") if row["file"] == sent]
    agree(records, FEBRUARY[1], whole)
    rebuild.withdraw(small.loaded(home), taken, "a mistake")
    agree(records, FEBRUARY[1], JANUARY)
    assert deliveries.table("passages", taken) == deliveries.table("covers", taken) == []
    going_back.roll_back(going_back.earlier()[0].stem)
    agree(records, FEBRUARY[1], whole)


def test_records_with_a_gap_between_them_speak_for_the_days_after_it(tmp_path: Path, monkeypatch) -> None:
    home = small.folder(tmp_path / "home", toml=small.TOML + DELIVERED)
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    records = made(random.Random(2), 300)
    for period in ((FIRST, date(2021, 1, 10)), (date(2021, 1, 20), date(2021, 2, 28))):
        small.deliver(home, f"cards_{period[0]}_{period[1]}.csv", written(records, period))
    agree(records, FEBRUARY[1], (date(2021, 1, 20), FEBRUARY[1]))
