"""The state of an order, held to a plain reading of the files and of the register."""

import math
import random
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from campaign.figures.table import rows
from campaign.ingest import entries, ordering, register, vault
from campaign.ingest.register import ANSWERED, GIVEN, WITHDRAWN, Entry
from campaign.serving import queries
from campaign.serving.desk import DeskError, Order
from campaign.serving.selection import EVERYTHING, Scope, Selection
from tests import small

FIRST, DAYS, DAY = date(2021, 1, 5), 30, timedelta(days=1)
BELOW = {"a1": {"a1"}, "A": {"a1", "a2"}, "R": {"a1", "a2", "b1"}}
Counts = dict[tuple[str, date], int]


@dataclass(frozen=True)
class Plain:
    """An order as it stands on a day, by reading the counts one by one."""

    counts: Counts
    order: Entry
    as_of: date

    def on(self, day: date) -> int:
        return sum(self.counts.get((unit, day), 0) for unit in BELOW[self.order.unit])

    def until(self, day: date) -> int:
        return sum(self.on(FIRST + step * DAY) for step in range((day - FIRST).days + 1))

    def week(self, last: date) -> int:
        return sum(self.on(last - step * DAY) for step in range(7))

    def state(self, ended: date | None) -> str:
        order, total = self.order, self.until(self.as_of)
        left = order.goal - total
        if ended is not None and ended <= self.as_of:
            return "withdrawn"
        if left <= 0:
            return "done"
        if order.due < self.as_of:
            return "overdue"
        rate, days = self.week(self.as_of) / 7, (order.due - self.as_of).days
        best = max(self.week(FIRST + step * DAY) for step in range((self.as_of - FIRST).days + 1)) / 7
        if days and left / days > 2 * best:
            return "unreachable"
        expected = self.as_of + math.ceil(left / rate) * DAY
        return "on_course" if expected <= order.due + DAY else "late"

    def done_on(self) -> date | None:
        days = [FIRST + step * DAY for step in range((self.as_of - FIRST).days + 1)]
        below = [day for day in days if self.until(day) < self.order.goal]
        return (below[-1] + DAY if below else FIRST) if self.until(self.as_of) >= self.order.goal else None


@pytest.mark.parametrize("seed", range(2))
def test_the_state_of_every_day_is_that_of_a_plain_reading(seed: int, home: Path) -> None:
    chance = random.Random(seed)
    counts = {(unit, FIRST + step * DAY): chance.randint(6, 14) for unit in BELOW["R"] for step in range(DAYS)}
    given, ended = [], {}
    small.folder(home)
    for number in range(24):
        unit, day = chance.choice(list(BELOW)), FIRST + chance.randrange(8, 20) * DAY
        due, goal = day + chance.randrange(0, 20) * DAY, chance.randint(40, 400) * len(BELOW[unit])
        one = Entry(GIVEN, f"o{number}", day, entries.now(), "boss", None, "x y z", unit, None, "received", goal, due)
        entries.add(register.JOURNAL, one)
        given.append(one)
        if chance.random() < 0.2:
            ended[one.order] = day + chance.randrange(0, 8) * DAY
            gone = Entry(WITHDRAWN, one.order, ended[one.order], entries.now(), "boss", None, "no more")
            entries.add(register.JOURNAL, gone)
    told = "".join(f"{day},{unit},received,{count}\n" for (unit, day), count in counts.items())
    small.deliver(home, "counts.csv", f"date,unit_code,measure,count\n{told}")
    found = set()
    for step in range(10, DAYS, 3):
        as_of = FIRST + step * DAY
        found_rows = queries.table("orders", Selection(EVERYTHING, "R", as_of)).set_index("order_id")
        assert set(found_rows.index) == {one.order for one in given if one.day <= as_of}
        for one in given:
            if one.day > as_of:
                continue
            row, plain = found_rows.loc[one.order], Plain(counts, one, as_of)
            assert row["order_state"] == plain.state(ended.get(one.order)), (one, as_of)
            assert row["total"] == plain.until(as_of) and row["goal_left"] == max(one.goal - row["total"], 0)
            done = plain.done_on()
            assert (None if pd.isna(row["done_on"]) else row["done_on"].date()) == done
            ends = min(as_of, one.due, *([ended[one.order]] if ended.get(one.order, date.max) <= as_of else []))
            weeks = min((ends - one.day).days // 7, 2)
            judged = one.day + 7 * weeks * DAY if weeks > 0 else None
            assert (None if pd.isna(row["judged_on"]) else row["judged_on"].date()) == judged
            if judged:
                assert row["judged_total"] == plain.until(judged) and row["given_total"] == plain.until(one.day)
            found.add(row["order_state"])
    assert found >= {"withdrawn", "done", "overdue", "unreachable", "on_course", "late"}


def test_an_extract_of_orders_counts_like_the_register_and_its_latest_row_wins(home: Path) -> None:
    small.delivered(home)
    head = "order_id,given_on,unit_code,measure,goal,due_on,instruction,given_by,withdrawn_on,reported_on\n"
    small.deliver(home, "orders_a.csv", head + "7/CD,2021-01-05,A,received,150,2021-02-01,Thêm một ca,Bộ,,\n")
    small.deliver(home, "orders_b.csv", head + "7/CD,2021-01-05,A,received,90,2021-02-01,Thêm một ca,Bộ,,2021-01-06\n")
    small.deliver(home, "notes_a.csv", "unit_code,tu_ngay,ghi_chu\nA,2021-01-05,Máy in hỏng\n")

    def asked(name: str, day: int) -> list[dict]:
        return queries.table(name, Selection(EVERYTHING, "R", date(2021, 1, day))).to_dict("records")

    ((first,), (later,)) = asked("orders", 5), asked("orders", 6)
    assert (first["order_state"], first["goal"]) == ("on_course", 150)
    assert (later["order_state"], later["goal"], later["given_by"]) == ("done", 90, "Bộ")
    assert asked("orders", 4) == []
    small.deliver(
        home, "orders_c.csv", "order_id,given_on,unit_code,due_on,instruction\n8/CD,2021-01-05,A,2021-01-06,Y\n"
    )
    small.deliver(home, "counts_2021-01-07.csv", "date,unit_code,measure,count\n2021-01-07,a1,received,1\n")
    words_alone = [{row["order_id"]: row["order_state"] for row in asked("orders", day)}["A:8/CD"] for day in (6, 7)]
    assert words_alone == ["open", "overdue"], "nothing counts it"
    ((note,),) = [asked("notes", 6)]
    assert (note["note"], note["unit_code"]) == ("Máy in hỏng", "A") and pd.notna(note["written_at"])


def test_an_extract_takes_neither_another_office_s_order_nor_one_given_on_a_page(home: Path) -> None:
    entries.add(register.JOURNAL, _given("c0ffee00"))
    entries.add(register.JOURNAL, Entry(ANSWERED, "c0ffee00", FIRST, entries.now(), "chief", "A", "of A alone"))
    small.delivered(home)
    head = "order_id,given_on,unit_code,due_on,instruction,withdrawn_on\n"
    small.deliver(home, "orders_a.csv", head + "1/CD,2021-01-05,A,2021-02-01,of A,\n")
    small.deliver(home, "orders_b.csv", head + "1/CD,2021-01-05,B,2021-02-01,of B,\n")
    small.deliver(home, "orders_c.csv", head + "c0ffee00,2021-01-05,B,2021-02-01,forged,2021-01-05\n")
    selection = Selection(EVERYTHING, "R", FIRST)
    stands = {
        row["order_id"]: (row["unit_code"], row["order_state"]) for row in rows(queries.table("orders", selection))
    }
    assert stands == {
        "c0ffee00": ("A", "open"),
        "A:1/CD": ("A", "open"),
        "B:1/CD": ("B", "open"),
        "B:c0ffee00": ("B", "withdrawn"),
    }
    chief = Selection(Scope(("B", "b1"), "B"), "B", FIRST)
    assert queries.table("order_answers", chief).empty and len(queries.table("order_answers", selection)) == 1


def test_a_line_that_no_snapshot_can_hold_is_not_written_and_stops_no_publication(home: Path) -> None:
    small.delivered(home)
    good = _given("c0ffee00")
    for wrong in (replace(good, goal=2**63), replace(good, goal=True), replace(good, proposal=["slow"])):
        with pytest.raises(ValueError, match="not to be read again"):
            entries.add(register.JOURNAL, wrong)
    entries.add(register.JOURNAL, good)
    line = vault.folder() / register.JOURNAL
    line.write_text(line.read_text().replace('"goal": null', '"goal": 1e300') + line.read_text())
    assert register.known() == [good]
    small.deliver(home, "counts_2021-01-06.csv", "date,unit_code,measure,count\n2021-01-06,a1,received,1\n")
    assert len(queries.table("orders", Selection(EVERYTHING, "R", FIRST + DAY))) == 1


def _given(order: str) -> Entry:
    return Entry(GIVEN, order, FIRST, entries.now(), "boss", None, "x y z", "A", due=date(2021, 2, 1))


def test_an_order_to_an_owner_of_connections_counts_theirs_and_is_called_as_the_list_calls_them(home: Path) -> None:
    toml = small.TOML + '\n[[connections]]\nid = "service"\nlabel = { vi = "Dịch vụ", en = "Services" }\n'
    small.delivered(home, toml=toml + 'unit = { vi = "dịch vụ", en = "services" }\n')
    head = "service_id,name,kind,owner,owner_en,planned_on,tested_on,connected_on\n"
    owned = "1,Khai sinh,service,Bộ Một,Ministry One,2021-01-04,2021-01-04,2021-01-05\n2,Hộ khẩu,service,Bộ Một,,,,\n"
    small.deliver(home, "services_2021-01-06.csv", head + owned + "3,Khác,service,Bộ Hai,,,,2021-01-05\n")
    definition, boss = small.loaded(home), Order("give_order", "boss", None, "vi")
    for goal in (1, 2):
        about = {"owner": "Bộ Một", "measure": "service", "goal": goal}
        ordering.give_order(definition, boss, "2021-01-05", "Kết nối", "2021-01-05", **about)
    given = {row["goal"]: row for row in rows(queries.table("orders", Selection(EVERYTHING, "R", date(2021, 1, 6))))}
    assert {goal: (row["order_state"], row["total"]) for goal, row in given.items()} == {
        1: ("done", 1),
        2: ("overdue", 1),
    }
    assert (given[2]["name_vi"], given[2]["name_en"]) == ("Bộ Một", "Ministry One")
    for goal in (1, 2):
        with pytest.raises(DeskError, match="luỹ kế") if goal == 1 else nullcontext():
            about = {"owner": "Bộ Một", "measure": "service", "goal": goal}
            ordering.give_order(definition, boss, "2021-01-06", "Kết nối", "2021-01-06", **about)
    for scope, unit in ((Scope(("R", "A", "a1", "a2"), "A"), "R"), (EVERYTHING, "A")):
        assert queries.table("orders", Selection(scope, unit, date(2021, 1, 6))).empty
