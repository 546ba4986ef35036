"""Resources held to a plain reading of the files: what there is, what one of it does, who is compared with whom."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import pandas as pd
import pytest

from campaign import words
from campaign.ingest import deliveries, look, rebuild
from campaign.serving import catalogue, queries
from campaign.serving.selection import EVERYTHING, Scope, Selection
from campaign.subjects.resources import exhibits, judging
from campaign.subjects.resources.capacity import Capacity
from tests import small

FIRST, DAY = date(2021, 1, 1), timedelta(days=1)
LAST = date(2021, 2, 9)
BELOW = {"A": ("A", "a1", "a2"), "B": ("B", "b1"), "R": ("R", "A", "B", "a1", "a2", "b1")}
HEADER = "date,unit_code,resource,number,communes,communes_all,reported_on\n"
Told = dict[tuple[str, date], int]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict, list]:
    """A home of forty days of two measures, and machines of all levels told again and again, some late."""
    chance = random.Random(7)
    days = [FIRST + step * DAY for step in range(40)]
    counts = {
        (day, unit, measure): chance.randrange(60, 140)
        for day in days for unit in ("a1", "a2", "b1") for measure in ("received", "printed")
    }  # fmt: skip
    rows = [
        (day, unit, "machine", chance.randrange(1, 9), "", "", day + chance.choice((0, 0, 3)) * DAY)
        for unit in ("A", "a1", "b1") for day in chance.sample(days, 4)
    ]  # fmt: skip
    rows += [(date(2021, 1, 10), "R", "line", 3, "", "", date(2021, 1, 10))]
    home = small.folder(tmp_path_factory.mktemp("resources") / "home", small.TOML + small.MACHINES)
    small.deliver(home, "counts.csv", "date,unit_code,measure,count,reported_on\n" + "".join(
        f"{day},{unit},{measure},{value},{day}\n" for (day, unit, measure), value in counts.items()
    ))  # fmt: skip
    (outcome,) = small.deliver(home, "nguon_luc.csv", HEADER + "".join(f"{','.join(map(str, row))}\n" for row in rows))
    assert (outcome.kind, outcome.accepted) == ("resources", len(rows))
    return home, counts, rows


@pytest.fixture
def home(told: tuple, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("CAMPAIGN_HOME", str(told[0]))
    yield told[0]


def on(day: date, rows: list, resource: str, as_of: date) -> dict[str, int]:
    """What each unit itself has of a resource on a day, as known on another: the last one told, step by step."""
    known: dict[str, tuple[date, int]] = {}
    for date_, unit, kind, number, _, _, said in sorted(rows, key=lambda row: row[0]):
        if kind == resource and date_ <= day and date_ <= as_of and said <= as_of:
            known[unit] = (date_, number)
    return {unit: number for unit, (_, number) in known.items()}


@pytest.mark.parametrize("as_of", [FIRST, date(2021, 1, 12), date(2021, 1, 27), LAST])
def test_there_are_so_many_as_each_told_last(as_of: date, told: tuple, home: Path) -> None:
    for unit in ("R", "A", "B", "a1"):
        found = queries.table("resources", Selection(EVERYTHING, unit, as_of)).set_index("resource")["number"]
        for resource in ("machine", "line"):
            own = on(as_of, told[2], resource, as_of)
            plain = [number for code, number in own.items() if code in BELOW.get(unit, (unit,))]
            assert found.get(resource, None) == (sum(plain) if plain else None), (unit, resource)


def test_the_history_is_that_of_every_day(told: tuple, home: Path) -> None:
    found = queries.table("resource_history", Selection(EVERYTHING, "R", LAST))
    found = found[found["resource"] == "machine"].set_index("date")["number"]
    for day in found.index:
        assert found[day] == sum(on(day.date(), told[2], "machine", LAST).values())
    assert set(found.index.date) == {row[0] for row in told[2] if row[2] == "machine" and row[6] <= LAST}


def plain_each(unit: str, told: tuple, resource: str, measure: str) -> tuple[int, int, int]:
    """Days, machine-days and items of the last 28 days, added up day by day; every unit reports until the last."""
    _, counts, rows = told
    inside = BELOW.get(unit, (unit,))
    tellers = {row[1] for row in rows if row[2] == resource} & set(inside)
    lowest = {code for code in tellers if not any(other != code and other in BELOW.get(code, ()) for other in tellers)}
    days, machine_days, items = set(), 0, 0
    for day in (LAST - step * DAY for step in range(28)):
        there = {code: number for code, number in on(day, rows, resource, LAST).items() if code in inside}
        there = {
            code: number for code, number in there.items()
            if code in lowest or any(other in BELOW.get(code, ()) for other in lowest & set(there))
        }  # fmt: skip
        machine_days += sum(there.values())
        days |= {day} if there else set()
        items += sum(
            counts.get((day, code, measure), 0)
            for low in lowest & set(there) for code in BELOW.get(low, (low,))
        )  # fmt: skip
    return len(days), machine_days, items


@pytest.mark.parametrize(("resource", "measure"), [("machine", "received"), ("line", "printed")])
def test_what_one_does_is_work_over_machine_days_of_the_same_days(
    resource: str, measure: str, told: tuple, home: Path
) -> None:
    found = queries.table("resource_work", Selection(EVERYTHING, "R", LAST, measure))
    found = found[found["resource"] == resource]
    assert set(found["unit_code"]) == ({"R", "A", "B"} if resource == "machine" else {"R"})
    for row in found.to_dict("records"):
        days, machine_days, items = plain_each(row["unit_code"], told, resource, measure)
        assert (row["days"], row["resource_days"], row["items"]) == (days, machine_days, items), row["unit_code"]
        assert row["items_each"] == pytest.approx(items / machine_days)


def test_the_work_of_a_unit_that_tells_nothing_is_in_no_quotient(told: tuple, home: Path) -> None:
    """a2 never tells of machines: what it received is divided by nobody's."""
    counts = told[1]
    row = queries.table("resource_work", Selection(EVERYTHING, "A", LAST, "received")).iloc[0]
    told_days = [LAST - step * DAY for step in range(28)]
    first = min(row[0] for row in told[2] if row[1] == "a1")
    assert row["items"] == sum(counts[day, "a1", "received"] for day in told_days if day >= first)


def test_like_units_are_those_of_the_comparison_page(told: tuple, home: Path) -> None:
    found = queries.table("resource_work", Selection(EVERYTHING, "A", LAST, "received"))
    found = found[found["resource"] == "machine"].set_index("unit_code")
    alike = queries.table("peers", Selection(EVERYTHING, "a1", LAST, "received"))["unit_code"].tolist()[1:]
    others = [queries.table("resource_work", Selection(EVERYTHING, one, LAST, "received")) for one in alike]
    each = [frame["items_each"].iloc[0] for frame in others if len(frame)]
    assert sorted(alike) == ["a2", "b1"] and len(each) == 1
    row = found.loc["a1"]
    assert (row["peers"], row["peers_median"]) == (1, pytest.approx(median(each)))


def test_a_reader_of_one_province_sees_no_own_machines_of_another(told: tuple, home: Path) -> None:
    chief = Scope(("A", "B", "R", "a1", "a2"), "A")
    assert queries.table("resources", Selection(chief, "A", LAST))["number_own"].notna().all()
    assert queries.table("resources", Selection(chief, "R", LAST))["number_own"].isna().all()
    assert queries.table("resources", Selection(chief, "b1", LAST)).empty
    seen = queries.table("resource_work", Selection(chief, "B", LAST, "received"))
    assert set(seen["unit_code"]) == {"B"}


def test_the_page_s_answer_and_capacities_say_whose_they_are(told: tuple, home: Path) -> None:
    words.use("vi")
    there = Selection(EVERYTHING, "R", LAST)
    known = exhibits.capacity(there)
    _, days, items = plain_each("A", told, "machine", "received")
    assert known["A"] == Capacity(pytest.approx(items / days), measured=True, machines=sum(
        number for code, number in on(LAST, told[2], "machine", LAST).items() if code in BELOW["A"]
    ))  # fmt: skip
    assert exhibits.capacity(there.on(FIRST))["A"].items == 50 and not exhibits.capacity(there.on(FIRST))["A"].measured
    _, days, items = plain_each("R", told, "machine", "received")
    assert f"một máy mỗi ngày làm được {round(items / days)} hồ sơ" in exhibits.finding(there, "machine")[0]
    assert "chưa có cột số xã" in exhibits.coverage(there).sentence


def test_idle_and_overloaded_are_what_the_rule_says() -> None:
    work = pd.DataFrame(
        {
            "unit_code": list("abcdef"),
            "items_each": [59.0, 60.0, 150.0, 151.0, 400.0, None],
            "peers_median": [100.0] * 4 + [None, 100.0],
            "peers": [3, 3, 3, 3, 0, 7],
        }
    )
    assert judging.judged(work, 350)["load"].tolist() == [
        "idle", "ordinary", "ordinary", "overloaded", "overloaded", None,
    ]  # fmt: skip
    few = judging.judged(work.assign(peers=2), None)["load"]
    assert few.isna().all(), "two like units are no comparison"


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = small.folder(tmp_path / "home", small.TOML + small.MACHINES)
    monkeypatch.setenv("CAMPAIGN_HOME", str(made))
    small.deliver(made, "counts.csv", small.COUNTS)
    return made


def test_revised_withdrawn_refused_and_looked_at(empty: Path) -> None:
    head = "Ngày,Mã đơn vị,Nguồn lực,Số lượng,Số xã phục vụ,Số xã\n"
    small.deliver(empty, "one_2021-01-08.csv", head + "05/01/2021,a1,Máy,3,2,4\n05/01/2021,A,máy,1,,\n")
    before = deliveries.table("progress")
    (again,) = small.deliver(
        empty,
        "two_2021-01-10.csv",
        head + "05/01/2021,a1,machine,5,1,4\n06/01/2021,a2,robot,1,,\n06/01/2021,a2,Máy,1,9,4\n",
    )
    assert (again.kind, again.accepted, again.quarantined) == ("resources", 1, 2)
    refused = {row["rule"] for row in deliveries.table("quarantine")}
    assert refused == {"unknown_resource", "more_than_communes"}

    def machines(as_of: str, unit: str = "R") -> tuple:
        row = queries.one("resources", Selection(EVERYTHING, unit, date.fromisoformat(as_of)))
        return row["number"], row["number_own"], row["communes"], row["communes_all"], row["units_tell"]

    assert machines("2021-01-09") == (4, 0, 2, 4, 2)
    assert machines("2021-01-10", "A") == (6, 1, 1, 4, 2)
    rows = look.difference(*sorted((empty / "store").glob("*.duckdb"))[-1:-3:-1])
    assert deliveries.table("progress") == before, "they are in no sum"
    assert not rows or {row["measure"] for row in rows} <= {"resources.machine"}
    rebuild.withdraw(small.loaded(empty), again.delivery_id, "wrong")
    assert machines("2021-01-10", "A") == (4, 1, 2, 4, 2)


def test_what_is_missing_is_said(empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words.use("vi")
    there = Selection(EVERYTHING, "R", date(2021, 1, 5))
    assert "nạp tệp resources" in exhibits.missing(there)
    bare = small.delivered(tmp_path / "bare")
    monkeypatch.setenv("CAMPAIGN_HOME", str(bare))
    assert "không khai báo nguồn lực" in exhibits.missing(there)
    assert exhibits.capacity(there) == {}
    assert catalogue.campaign().resources == ()
