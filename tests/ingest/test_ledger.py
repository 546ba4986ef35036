"""The ledger adds up to what was known on every day, whatever came, in whatever order."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.ingest import build

DAYS = [date(2021, 1, 1) + timedelta(day) for day in range(6)]
LEDGER = "sum(delta) filter (reported_on <= '{as_of}' and date <= '{until}')"


@dataclass
class Series:
    """What is known of one unit and measure: the plain-Python oracle."""

    pins: dict[date, int] = field(default_factory=dict)
    cells: dict[date, int] = field(default_factory=dict)

    def hear(self, delivery: dict) -> None:
        """Apply one delivery."""
        if delivery["covers"]:
            first, last = delivery["covers"]
            self.cells |= {day: 0 for day in self.cells if first <= day <= last}
        (self.pins if delivery["form"] == "total" else self.cells).update(delivery["said"])

    def level(self, until: date) -> int:
        """Items up to and including `until`."""
        pinned = max((day for day in self.pins if day <= until), default=date.min)
        return self.pins.get(pinned, 0) + sum(
            items for day, items in self.cells.items() if pinned < day <= until
        )


@st.composite
def deliveries(draw: st.DrawFn) -> dict:
    form = draw(st.sampled_from(["count", "count", "total"]))
    covers = draw(st.none() | st.tuples(*[st.sampled_from(DAYS)] * 2)) if form == "count" else None
    said = draw(st.dictionaries(st.sampled_from(DAYS), st.integers(0, 9), min_size=1, max_size=4))
    if covers:
        covers = (min(covers), max(covers))
        said = {day: items for day, items in said.items() if covers[0] <= day <= covers[1]}
    return {"form": form, "covers": covers, "said": said, "reported_on": draw(st.sampled_from(DAYS))}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(deliveries(), max_size=7), min_size=1, max_size=12))
def test_the_ledger_equals_a_plain_reading_of_the_deliveries_on_every_day(sequences):
    found = ledger_of(sequences)
    for unit, sequence in enumerate(sequences):
        in_order = sorted(enumerate(sequence), key=lambda pair: (pair[1]["reported_on"], pair[0]))
        for as_of in DAYS:
            series = Series()
            for _, delivery in in_order:
                if delivery["reported_on"] <= as_of:
                    series.hear(delivery)
            for until in DAYS:
                assert found(unit, as_of, until) == series.level(until), (sequence, as_of, until)


def ledger_of(sequences: list[list[dict]]):
    """found(unit, as_of, until) in the ledger of these sequences of deliveries, one unit each."""
    with duckdb.connect(":memory:") as connection:
        build.define(connection, "snapshot")
        for unit, sequence in enumerate(sequences):
            for version, delivery in enumerate(sequence):
                key = (f"{unit}/{version}", delivery["reported_on"], version, str(unit), "received")
                for day, items in delivery["said"].items():
                    row = [*key, day, delivery["form"], items]
                    connection.execute("insert into reports values (?,?,?,?,?,?,?,?)", row)
                if delivery["covers"]:
                    connection.execute("insert into covers values (?,?,?,?,?,?,?)", [*key, *delivery["covers"]])
        build.query(connection, "slices", before=0).to_table("slices")
        changes = build.query(connection, "ledger").fetchall()
    return lambda unit, as_of, until: sum(
        delta for _, said, day, code, _, delta in changes if code == str(unit) and said <= as_of and day <= until
    )


def test_the_oracle_sees_a_ledger_that_forgets_to_take_a_correction_back(monkeypatch):
    whole = build.text
    monkeypatch.setattr(build, "text", lambda name: whole(name).replace("-moved.delta as delta", "0 as delta"))
    pinned = {"form": "total", "covers": None, "said": {DAYS[2]: 5}, "reported_on": DAYS[2]}
    late = {"form": "count", "covers": None, "said": {DAYS[1]: 3}, "reported_on": DAYS[3]}
    assert ledger_of([[pinned, late]])(0, DAYS[5], DAYS[5]) != 5
