"""Connections with both responsible bodies, and their use, held to a plain reading of the files."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from campaign import definition, settings
from campaign.ingest import speaks
from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Scope, Selection
from tests import second, small

TOML = (
    second.TOML
    + """
[[routes]]
id = "ngsp"
label = { vi = "Nền tảng quốc gia", en = "National platform" }
[[uptake]]
id = "transactions"
label = { vi = "Lượt giao dịch", en = "Transactions" }
unit = { vi = "lượt", en = "transactions", one = "transaction" }
[[uptake]]
id = "readers"
label = { vi = "Đầu đọc", en = "Readers" }
unit = { vi = "đầu đọc", en = "readers", one = "reader" }
"""
)
HEADER = (
    "service_id,name,kind,owner,unit_code,planned_on,ready_on,tested_on,connected_on,route,responsible,counterpart,"
    "reported_on\n"
)
USES = "date,service_id,figure,total,reported_on\n"
FIRST, DAY = date(2021, 1, 5), timedelta(days=1)
UNITS = {"A": "A", "B": "B", "R": "", "C": ""}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    made = small.folder(tmp_path / "home", toml=TOML)
    monkeypatch.setenv("CAMPAIGN_HOME", str(made))
    yield made


def answer(name: str, as_of: date, scope: Scope = EVERYTHING, unit: str = "R") -> list[dict]:
    """Rows of a question, days as days and missing values as None."""
    found = queries.table(name, Selection(scope, unit, as_of, None)).astype(object)
    rows = found.where(found.notna(), None).to_dict("records")
    return [{key: getattr(value, "date", lambda value=value: value)() for key, value in row.items()} for row in rows]


def lists(chance: random.Random) -> list[dict]:
    """Two lists of twelve items: the second says what came of the first."""
    told = []
    for number in range(12):
        kind = chance.choice(["service", "link"])
        steps = [FIRST + chance.randrange(4) * DAY]
        steps += [steps[0] + chance.randrange(5) * DAY, steps[0] + (5 + chance.randrange(5)) * DAY]
        reach = chance.randrange(4)
        for reported in (FIRST + 3 * DAY, FIRST + 9 * DAY):
            known = [step if place < reach and step <= reported else "" for place, step in enumerate(steps)]
            told.append(
                {
                    "service_id": f"S{number}",
                    "kind": kind,
                    "unit": chance.choice(["A", "B", ""]) if reported == FIRST + 3 * DAY else told[-1]["unit"],
                    "planned": FIRST + (number % 7) * DAY,
                    "steps": known if kind == "service" else ["", *known[1:]],
                    "reported": reported,
                }
            )
    return told


def expected(told: list[dict], as_of: date) -> dict[str, tuple]:
    """Of each item who holds it up and since when it is listed, by reading the lists one after the other."""
    found, ready_kinds = {}, set()
    for row in sorted(told, key=lambda row: row["reported"]):
        if row["reported"] > as_of:
            continue
        if row["steps"][0]:
            ready_kinds.add(row["kind"])
        found[row["service_id"]] = row
    answers = {}
    for id, row in found.items():
        ready, tested, connected = (step if step and step <= as_of else None for step in row["steps"])
        late = connected is None and row["planned"] < as_of
        holder = "counterpart" if tested else "both" if ready else "owner" if row["kind"] in ready_kinds else "untold"
        answers[id] = (holder if late else None, ready, FIRST + 3 * DAY)
    return answers


@pytest.mark.parametrize("seed", range(3))
def test_who_holds_up_an_item_is_that_of_a_plain_reading(seed: int, home: Path) -> None:
    told = lists(random.Random(seed))
    for reported in sorted({row["reported"] for row in told}):
        rows = "".join(
            f"{row['service_id']},Việc,{row['kind']},Bộ,{row['unit']},{row['planned']},"
            f"{','.join(map(str, row['steps']))},Nền tảng quốc gia,IT,C06,{reported}\n"
            for row in told
            if row["reported"] == reported
        )
        (outcome,) = small.deliver(home, f"services_{reported}.csv", HEADER + rows)
        assert (outcome.state, outcome.accepted) == ("accepted", 12)
    for as_of in (FIRST + 2 * DAY, FIRST + 3 * DAY, FIRST + 5 * DAY, FIRST + 9 * DAY, FIRST + 12 * DAY):
        rows = {row["service_id"]: row for row in answer("connections", as_of)}
        assert {id: (row["held_by"], row["ready_on"], row["listed_on"]) for id, row in rows.items()} == expected(
            told, as_of
        )
        bodies = {
            (row["route"], row["responsible_vi"], row["responsible_en"], row["counterpart_vi"]) for row in rows.values()
        }
        assert bodies <= {("ngsp", "IT", "IT", "C06")}
        mine = answer("connections", as_of, Scope(("A", "a1", "a2"), "A"), "A")
        assert [row["held_by"] for row in mine] == [rows[row["service_id"]]["held_by"] for row in mine]


@pytest.mark.parametrize("seed", range(3))
def test_uptake_is_what_was_said_last_and_seen_by_those_whose_item_it_is(seed: int, home: Path) -> None:
    chance = random.Random(seed)
    listed = "service_id,name,kind,owner,unit_code,planned_on,tested_on,connected_on\n"
    small.deliver(
        home,
        "services_2021-01-05.csv",
        listed + "".join(f"{id},N{id},service,Bộ,{unit},,,\n" for id, unit in UNITS.items()),
    )
    said = [
        (
            FIRST + chance.randrange(4) * DAY,
            chance.choice([*UNITS, "", "X"]),
            chance.choice(["transactions", "readers"]),
        )
        for _ in range(30)
    ]
    told = [(*row, chance.randrange(900), row[0] + (1 + chance.randrange(4)) * DAY) for row in said]
    once = {(*row[:3], row[4]): row for row in reversed(told)}.values()  # of two the first is kept
    text = USES + "".join(f"{','.join(map(str, row))}\n" for row in once)
    (outcome,) = small.deliver(home, "su_dung_2021-01-14.csv", text)
    assert (outcome.kind, outcome.accepted) == ("uptake", len(once))
    for as_of in (FIRST + 2 * DAY, FIRST + 6 * DAY):
        latest: dict[tuple, int] = {}
        for day, item, figure, total, reported in sorted(once, key=lambda row: row[4]):
            if reported <= as_of:
                latest[figure, item or None, day] = total
        found = {(row["figure"], row["service_id"], row["date"]): row["total"] for row in answer("uptake", as_of)}
        assert found == latest
        mine = answer("uptake", as_of, Scope(("A", "a1", "a2"), "A"), "A")
        assert {row["service_id"] for row in mine} <= {"A"}
        assert len(mine) == sum(item == "A" for _, item, _ in latest)


def test_a_file_of_uptake_is_of_the_root_whosever_the_items_are(home: Path, tmp_path: Path) -> None:
    campaign = definition.load(settings.home())
    results = tmp_path / "results"
    results.mkdir()
    duckdb.sql("select 'S1' as service_id, 5 as total").write_parquet(str(results / "uptake.parquet"))
    assert speaks.units(campaign, results) == ["R"]
    assert speaks.Sent("f", "chief", "A").others(campaign, ["R"]) == ["R"]
