"""Why items are missing, held to a plain reading of the same files; a sum above is that of those below."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from campaign.ingest import deliveries, rebuild
from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Scope, Selection
from tests import small, told_reasons
from tests.queries.test_quality import answer

FIRST, DAY = date(2021, 1, 5), timedelta(days=1)
PLACES = ("a1", "a2", "b1")
BELOW = {"R": PLACES, "A": ("a1", "a2"), "B": ("b1",)} | {place: (place,) for place in PLACES}
CHILDREN = {"R": ("A", "B"), "A": ("a1", "a2"), "B": ("b1",), "a1": ()}
QUOTA = {"a1": 900, "a2": 400, "b1": 700, "A": 1300, "B": 700, "R": 2500}
TARGETS = "unit_code,measure,target,deadline,issued_on,issued_by\n"
REASONS = ("absent", "refused", "moved")


@pytest.fixture(autouse=True)
def followed(home: Path) -> Iterator[Path]:
    yield told_reasons.folder(home)


def quotas(*units: str) -> str:
    return TARGETS + "".join(f"{unit},received,{QUOTA[unit]},2021-03-02,2021-01-01,ministry\n" for unit in units)


def told(chance: random.Random) -> list[tuple]:
    """Weekly statements, some left out, some told again otherwise, some late."""
    rows = []
    for week in range(4):
        for place in PLACES:
            for reason in REASONS:
                if chance.random() < 0.3:
                    continue
                day = FIRST + 7 * week * DAY
                rows.append((day, place, reason, chance.randrange(300), day + chance.choice((0, 0, 3)) * DAY))
                if chance.random() < 0.2:
                    rows.append((day, place, reason, chance.randrange(300), day + 5 * DAY))
    return list({(*row[:3], row[4]): row for row in reversed(rows)}.values())


def last(rows: list[tuple], as_of: date) -> dict[tuple[str, str], tuple[int, date]]:
    """What each unit said last of each reason: number and day."""
    found: dict[tuple[str, str], tuple] = {}
    for row in sorted((row for row in rows if max(row[0], row[4]) <= as_of), key=lambda row: (row[0], row[4])):
        found[row[1], row[2]] = row[3], row[0]
    return found


@pytest.mark.parametrize("seed", range(3))
def test_reasons_and_what_they_explain_are_those_of_a_plain_reading(seed: int, home: Path) -> None:
    told_reasons.folder(home, targets=quotas("a1", "a2", "b1", "A", "B"))
    chance = random.Random(seed)
    counts = {(FIRST + day * DAY, place): chance.randrange(60) for day in range(30) for place in PLACES}
    small.deliver(home, "counts.csv", "date,unit_code,measure,count\n" + "".join(
        f"{day},{place},received,{count}\n" for (day, place), count in counts.items()
    ))  # fmt: skip
    rows = told(chance)
    (outcome,) = told_reasons.deliver(home, rows)
    assert (outcome.kind, outcome.accepted) == ("reasons", len(rows))
    contradicted = 0
    for as_of in (FIRST, FIRST + 9 * DAY, FIRST + 24 * DAY):
        said = last(rows, as_of)
        done = {place: sum(n for (day, one), n in counts.items() if one == place and day <= as_of) for place in PLACES}
        lacks = {place: max(QUOTA[place] - done[place], 0) for place in PLACES}
        named = {place: sum(said.get((place, reason), (0,))[0] for reason in REASONS) for place in PLACES}
        for unit, children in CHILDREN.items():
            explained = {row["unit_code"]: row for row in answer("reasons_explain", as_of, unit, "received")}
            assert set(explained) == {unit, *children}
            for code, row in explained.items():
                days = [day for (place, _), (number, day) in said.items() if place in BELOW[code] and number]
                every = [day for (place, _), (_, day) in said.items() if place in BELOW[code]]
                whole = QUOTA[code] if code != "R" else 6000
                assert row["remaining"] == max(whole - sum(done[place] for place in BELOW[code]), 0)
                assert row["lacking"] == sum(lacks[place] for place in BELOW[code])
                assert row["named"] == sum(named[place] for place in BELOW[code])
                assert row["unexplained"] == sum(max(lacks[place] - named[place], 0) for place in BELOW[code])
                assert row["beyond"] == sum(max(named[place] - lacks[place], 0) for place in BELOW[code])
                assert row["lacking"] + row["beyond"] == row["named"] + row["unexplained"]
                assert row["units_asked"] == len(BELOW[code])
                assert row["units_told"] == len({place for place, _ in said if place in BELOW[code]})
                assert (row["told_from"], row["told_last"]) == (min(days, default=None), max(every, default=None))
                contradicted += row["beyond"] > 0
            if children:
                for column in ("lacking", "named", "unexplained", "beyond", "units_asked", "units_told"):
                    assert explained[unit][column] == sum(explained[child][column] for child in children)
            found = {
                (row["unit_code"], row["reason"]): (row["persons"], row["units_told"], row["owed"])
                for row in answer("reasons_below", as_of, unit, "received")
            }
            assert found == {
                (code, reason): (
                    sum(said[place, reason][0] for place in BELOW[code] if (place, reason) in said),
                    sum((place, reason) in said for place in BELOW[code]),
                    reason != "moved",
                )
                for code in (unit, *children)
                for reason in REASONS
                if any((place, reason) in said for place in BELOW[code])
            }
    assert contradicted, "some reasons are more than what is lacking, and say so"


@pytest.mark.parametrize(
    ("given", "lacking"),
    [
        (("a1", "a2", "b1", "A", "B"), {"R": 2000, "A": 1300, "B": 700}),
        (("A", "B"), {"R": 2000, "A": 1300, "B": 700}),  # those of provinces stand for their districts
        (("a1", "B"), {"R": 1600, "A": 900, "B": 700}),  # beside one with a quota, one without has nothing to do
        ((), {"R": 6000, "A": None, "B": None}),  # that of the whole says nothing of a part
        (("A",), {"R": 6000, "A": 1300, "B": None}),
    ],
)
def test_what_lacks_follows_the_lowest_quotas_there_are(
    given: tuple[str, ...], lacking: dict[str, int | None], home: Path
) -> None:
    told_reasons.folder(home, targets=quotas(*given))
    small.deliver(home, "counts.csv", small.COUNTS)
    told_reasons.deliver(home, [(FIRST, "a1", "absent", 40, FIRST), (FIRST, "b1", "moved", 30, FIRST)])
    done = {"R": 100, "A": 100, "B": 0}
    rows = {row["unit_code"]: row for row in answer("reasons_explain", FIRST, "R", "received")}
    for unit, whole in lacking.items():
        left = None if whole is None else whole - done[unit]
        assert rows[unit]["lacking"] == left
        assert rows[unit]["unexplained"] == (None if left is None else left - rows[unit]["named"])


def test_a_reason_of_another_measure_is_asked_there_alone(home: Path) -> None:
    small.deliver(home, "counts.csv", small.COUNTS)
    told_reasons.deliver(home, [(FIRST, "a1", "absent", 40, FIRST), (FIRST, "a1", "no_blank", 7, FIRST)])
    named = {
        measure: [(row["reason"], row["persons"]) for row in answer("reasons_below", FIRST, "a1", measure)]
        for measure in ("received", "printed")
    }
    assert named == {"received": [("absent", 40)], "printed": [("no_blank", 7)]}


def test_what_is_told_again_is_a_revision_and_what_is_withdrawn_is_gone(home: Path) -> None:
    small.deliver(home, "counts.csv", small.COUNTS)
    head = "Ngày,Mã đơn vị,Lý do,Số người\n"
    small.deliver(home, "one_2021-01-08.csv", head + "05/01/2021,a1,Đi vắng,90\n")
    (again,) = small.deliver(home, "two_2021-01-10.csv", head + "05/01/2021,a1,absent,120\n")

    def number(day: int) -> list[int]:
        return [row["persons"] for row in answer("reasons_below", date(2021, 1, day), "a1", "received")]

    assert (number(7), number(9), number(10)) == ([], [90], [120])
    rebuild.withdraw(small.loaded(home), again.delivery_id, "wrong")
    assert number(10) == [90]
    assert {row["unit_code"] for row in deliveries.table("progress")} == {"a1", "A", "R"}, "it is in no sum"


def test_a_unit_that_has_ended_says_nothing_more(home: Path) -> None:
    head, *rows = small.UNITS.splitlines()
    units = "\n".join([f"{head},valid_to,successor", *(f"{row},," for row in rows)]) + "\n"
    units = units.replace("4000,3100,,", "4000,3100,2021-01-10,a2")
    told_reasons.folder(home, units=units)
    small.deliver(home, "counts.csv", small.COUNTS)
    told_reasons.deliver(home, [(FIRST, "a1", "absent", 40, FIRST), (FIRST, "a2", "absent", 3, FIRST)])
    asked = [answer("reasons_below", date(2021, 1, day), "A", "received")[0] for day in (10, 11)]
    assert [(row["persons"], row["units_told"]) for row in asked] == [(43, 2), (3, 1)]


def test_who_answers_for_one_province_sees_of_the_others_no_row(home: Path) -> None:
    small.deliver(home, "counts.csv", small.COUNTS)
    told_reasons.deliver(home, [(FIRST, "a1", "absent", 40, FIRST), (FIRST, "b1", "moved", 30, FIRST)])
    chief = Scope(("A", "R", "a1", "a2"), "A")
    for name in ("reasons_below", "reasons_explain"):
        asked = [Selection(chief, unit, FIRST, "received") for unit in ("R", "B", "b1")]
        seen = [set(queries.table(name, one)["unit_code"]) for one in asked]
        assert seen == [{"R", "A"}, set(), set()]
    shown: pd.DataFrame = queries.table("reasons_below", Selection(EVERYTHING, "R", FIRST, "received"))
    assert set(shown["unit_code"]) == {"R", "A", "B"}


def test_a_unit_with_nothing_to_do_is_not_asked_for_reasons(home: Path) -> None:
    told_reasons.folder(home, targets=quotas("a1", "b1", "A", "B"))
    told_reasons.deliver(home, [(FIRST, "a1", "absent", 7, FIRST)])
    asked = {row["unit_code"]: row["units_asked"] for row in answer("reasons_explain", FIRST, "R", "received")}
    assert asked == {"R": 2, "A": 1, "B": 1}, "a2 has no quota beside a1, which has one"
