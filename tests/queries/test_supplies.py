"""Stock, days of stock and what is to come, held to a plain reading of the files: loops over rows and days."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from campaign.ingest import deliveries, rebuild
from campaign.serving import queries, store
from campaign.serving.selection import EVERYTHING, Scope, Selection
from tests import small

SUPPLIES = """
[[supplies]]
id = "chips"
label = { vi = "Chip", en = "Chips" }
unit = { vi = "chip", en = "chips", one = "chip" }
measure = "printed"
[[supplies]]
id = "ribbon"
label = { vi = "Ruy băng", en = "Ribbon" }
unit = { vi = "cuộn", en = "rolls", one = "roll" }
measure = "received"
per_item = 0.5
"""
ABOVE = {"a1": ("a1", "A", "R"), "a2": ("a2", "A", "R"), "b1": ("b1", "B", "R")}
BELOW = {"R": ("R", "A", "B", *ABOVE), "A": ("A", "a1", "a2"), "B": ("B", "b1"), "a1": ("a1",)}
USED_BY = {"chips": ("printed", 1), "ribbon": ("received", 0.5)}
STOCK, EXPECTED = (
    "date,unit_code,supply,in_hand,delivered,reported_on\n",
    "expected_on,unit_code,supply,items,reported_on\n",
)
FIRST, DAY = date(2021, 1, 5), timedelta(days=1)
AS_OF = [FIRST + step * DAY for step in (3, 9, 14, 21, 26)]


def lines(rows: list[tuple]) -> str:
    return "".join(",".join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows)


def drawn(seed: int) -> tuple[dict, list[tuple], list[tuple]]:
    """Counts by day, unit and stage; statements; expectations: of a few stores, told late, told again, left out."""
    chance = random.Random(seed)
    days = [FIRST + step * DAY for step in range(25)]
    counts = {
        (day, unit, stage): chance.randrange(1, 9)
        for day in days
        for unit in ABOVE
        for stage in ("received", "printed")
    }
    stores = [("R", "chips"), ("A", "chips"), ("a1", "chips"), ("R", "ribbon")]
    told = {}
    for day in days[::3]:
        for place, (unit, supply) in enumerate(stores):
            if chance.random() < 0.7:
                came = None if place == 2 else 40 * ((day - FIRST).days // 4)
                told[day, unit, supply, day + chance.randrange(3) * DAY] = (chance.randrange(90, 300), came)
    expected = {}
    for unit, supply in stores:
        for day in chance.sample([FIRST + step * DAY for step in range(45)], 9):
            for _ in range(2):
                expected[day, unit, supply, chance.choice(days[:20])] = chance.choice((0, 20, 40, 70))
    return (
        counts,
        [(*key[:3], *value, key[3]) for key, value in told.items()],
        [(*key[:3], value, key[3]) for key, value in expected.items()],
    )


def latest(rows: list[tuple], as_of: date) -> dict[tuple, tuple]:
    """Of each day, unit and supply what was said last by a day."""
    return {row[:3]: row for row in sorted((row for row in rows if row[-1] <= as_of), key=lambda row: row[-1])}


def plain_stores(said: tuple, as_of: date) -> dict[tuple, dict]:
    """Of each unit and supply the last statement and what is left."""
    counts, stock, _ = said
    found = {}
    for day, unit, supply in sorted(
        known := {key: row for key, row in latest(stock, as_of).items() if key[0] <= as_of}
    ):
        row = known[day, unit, supply]
        found[unit, supply] = {"told_on": day, "in_hand": row[3], "delivered": row[4], "items": 0}
    for (day, unit, stage), count in counts.items():
        for supply, (used_by, _) in USED_BY.items():
            nearest = next((one for one in ABOVE[unit] if (one, supply) in found), None)
            if used_by == stage and nearest and found[nearest, supply]["told_on"] < day <= as_of:
                found[nearest, supply]["items"] += count
    for (_, supply), one in found.items():
        one["used_since"] = int(one["items"] * USED_BY[supply][1] + 0.5)
        one["left"] = max(one["in_hand"] - one["used_since"], 0)
    return found


def plain_expected(said: tuple, as_of: date) -> list[tuple]:
    """Day, unit, supply, items, came, state of all that was expected: what came goes to the earliest, one by one."""
    _, stock, expected = said
    known, found = latest(expected, as_of), []
    for unit, supply in {key[1:] for key in known}:
        first = min(row[-1] for row in expected if row[1:3] == (unit, supply) and row[-1] <= as_of)
        told = sorted(row for key, row in latest(stock, as_of).items() if key[1:] == (unit, supply) and key[0] <= as_of)
        says = bool(told) and told[-1][4] is not None
        before = [row[4] for row in told if row[0] <= first][-1:] or [row[4] for row in told][:1]
        pool = told[-1][4] - before[0] if says else 0
        for day, items in sorted((key[0], row[3]) for key, row in known.items() if key[1:] == (unit, supply)):
            came = min(items, pool)
            pool -= came
            silent = not told or told[-1][0] < day
            state = "due" if day > as_of else "untold" if silent else "late" if says else "unclear"
            if items:
                found.append(
                    (day, unit, supply, items, came if says else None, "came" if says and came == items else state)
                )
    return sorted(found, key=str)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> tuple:
    home = small.folder(tmp_path_factory.mktemp("supplies") / "home", toml=small.TOML + SUPPLIES)
    counts, stock, expected = said = drawn(3)
    small.deliver(
        home,
        "counts.csv",
        "date,unit_code,measure,count,reported_on\n" + lines([(*key, value, key[0]) for key, value in counts.items()]),
    )
    (one,) = small.deliver(home, "kho.csv", STOCK + lines(stock))
    (other,) = small.deliver(home, "du_kien.csv", EXPECTED + lines(expected))
    assert [(way.kind, way.quarantined, way.state) for way in (one, other)] == [
        ("supplies", 0, "accepted"),
        ("expected", 0, "accepted"),
    ]
    return home, said


@pytest.fixture
def told(said: tuple, monkeypatch: pytest.MonkeyPatch) -> tuple:
    monkeypatch.setenv("CAMPAIGN_HOME", str(said[0]))
    return said[1]


def asked(name: str, as_of: date, unit: str = "R", scope: Scope = EVERYTHING) -> list[dict]:
    rows = queries.table(name, Selection(scope, unit, as_of, None))
    return rows.astype(object).where(rows.notna(), None).to_dict("records")


@pytest.mark.parametrize("as_of", AS_OF, ids=str)
def test_stock_of_every_unit_is_its_own_and_that_of_all_below_it(told: tuple, as_of: date) -> None:
    stores, expected = plain_stores(told, as_of), plain_expected(told, as_of)
    for unit, below in BELOW.items():
        found = {row["supply"]: row for row in asked("supplies", as_of, unit)}
        mine = {key: one for key, one in stores.items() if key[0] in below}
        assert set(found) == {supply for _, supply in mine}
        for supply, row in found.items():
            own = [one for key, one in mine.items() if key[1] == supply]
            came = [one["delivered"] for one in own]
            coming = [one for one in expected if one[1] in below and one[2] == supply]
            to_come = [(one[0], one[3] - (one[4] or 0)) for one in coming if one[5] in ("due", "untold")]
            next_on = min((day for day, _ in to_come), default=None)
            assert [row[column] for column in ("stores", "in_hand", "used_since", "stock_left", "received_items")] == [
                len(own), *(sum(one[key] for one in own) for key in ("in_hand", "used_since", "left")),
                None if None in came else sum(came),
            ]  # fmt: skip
            assert row["told_on"].date() == min(one["told_on"] for one in own)
            assert row["expected_items"] == sum(items for _, items in to_come)
            assert row["late_items"] == sum(one[3] - one[4] for one in coming if one[5] == "late")
            assert (row["arrives_on"] and row["arrives_on"].date()) == next_on
            assert row["next_items"] == (sum(items for day, items in to_come if day == next_on) if next_on else None)
            pace = row["rate_7d"] * USED_BY[supply][1] if row["rate_7d"] else None
            assert row["stock_days"] == (pytest.approx(row["stock_left"] / pace) if pace else None)


@pytest.mark.parametrize("as_of", AS_OF, ids=str)
def test_what_was_expected_came_is_due_or_late(told: tuple, as_of: date) -> None:
    found = [
        (row["arrives_on"].date(), row["unit_code"], row["supply"], row["items"], row["came_items"], row["arrival"])
        for row in asked("expected_supplies", as_of)
    ]
    assert sorted(found, key=str) == plain_expected(told, as_of)
    assert {row["unit_code"] for row in asked("expected_supplies", as_of, "A", Scope(("A", "a1", "a2"), "A"))} <= {
        "A",
        "a1",
    }


def test_the_history_is_what_each_store_told_last(told: tuple) -> None:
    as_of, stock = AS_OF[-1], told[1]
    known = latest(stock, as_of)
    found = {(row["supply"], row["date"].date()): row for row in asked("supply_history", as_of)}
    assert set(found) == {(supply, day) for day, _, supply in known if day <= as_of}
    for (supply, day), row in found.items():
        last = {key[1]: known[key] for key in sorted(known) if key[2] == supply and key[0] <= day}
        assert (row["in_hand"], row["stores"]) == (sum(one[3] for one in last.values()), len(last))


def test_a_day_ahead_is_no_day_of_figures(told: tuple) -> None:
    with store.cursor(store.version()) as connection:
        (latest_day,) = connection.execute("select max(expected_on) from expected").fetchone()
    assert latest_day > store.cut_off() == max(row[-1] for row in (*told[1], *told[2]))


def test_what_is_expected_trips_no_rule_of_the_gate_and_can_be_withdrawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = small.TOML[small.TOML.index("[intake]") : small.TOML.index("[[projects]]")]
    home = small.folder(tmp_path / "home", toml=small.TOML.replace(gate, "") + SUPPLIES)
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    small.deliver(home, "counts.csv", small.COUNTS)
    (stock,) = small.deliver(home, "kho_2021-01-06.csv", "Ngày,Mã đơn vị,Vật tư,Tồn kho\n06/01/2021,R,Chip,100\n")
    (came,) = small.deliver(home, "ve_2021-01-06.csv", "Ngày dự kiến về,Kho,Vật tư,Số lượng\n30/06/2021,R,Chip,500\n")
    assert [(one.kind, one.state) for one in (stock, came)] == [("supplies", "accepted"), ("expected", "accepted")]
    assert store.cut_off() == date(2021, 1, 6)
    assert [row["expected_items"] for row in asked("supplies", date(2021, 1, 6))] == [500]
    rebuild.withdraw(small.loaded(home), came.delivery_id, "wrong")
    assert [row["expected_items"] for row in asked("supplies", date(2021, 1, 6))] == [0]
    rebuild.rebuild(small.loaded(home))
    assert [(row["stock_left"], row["expected_items"]) for row in asked("supplies", date(2021, 1, 6))] == [(100, 0)]
    assert {row["unit_code"] for row in deliveries.table("progress")} == {"a1", "A", "R"}
