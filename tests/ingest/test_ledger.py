"""The ledger adds up to what was known on every day, whatever came, in whatever order."""

from datetime import date, timedelta

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.ingest import build, ledger
from tests.ingest.oracle import Said, heard

DAYS = [date(2021, 1, 1) + timedelta(day) for day in range(6)]


@st.composite
def reports(draw: st.DrawFn) -> Said:
    form = draw(st.sampled_from(["count", "count", "total"]))
    covers = draw(st.none() | st.tuples(*[st.sampled_from(DAYS)] * 2)) if form == "count" else None
    said = draw(st.dictionaries(st.sampled_from(DAYS), st.integers(0, 9), min_size=1, max_size=4))
    if covers:
        covers = (min(covers), max(covers))
        said = {day: items for day, items in said.items() if covers[0] <= day <= covers[1]}
    return Said(draw(st.sampled_from(DAYS)), form, said, covers)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(reports(), max_size=7), min_size=1, max_size=12))
def test_the_ledger_equals_a_plain_reading_of_the_deliveries_on_every_day(sequences):
    found = ledger_of(sequences)
    for unit, sequence in enumerate(sequences):
        for as_of in DAYS:
            series = heard(sequence, as_of)
            for until in DAYS:
                assert found(unit, as_of, until) == series.level(until), (sequence, as_of, until)


def ledger_of(sequences: list[list[Said]]):
    """found(unit, as_of, until) in the ledger of these sequences of reports, one unit each."""
    with duckdb.connect(":memory:") as connection:
        build.define(connection, "snapshot")
        for unit, sequence in enumerate(sequences):
            for version, said in enumerate(sequence, 1):
                key = (f"{unit}/{version}", said.reported_on, version, str(unit), "received")
                for day, items in said.items.items():
                    row = [*key, day, said.form, items]
                    connection.execute("insert into reports values (?,?,?,?,?,?,?,?)", row)
                if said.covers:
                    connection.execute("insert into covers values (?,?,?,?,?,?,?)", [*key, *said.covers])
        ledger.prepare(connection, before=0)
        changes = build.query(connection, "ledger").fetchall()
    return lambda unit, as_of, until: sum(
        delta for _, said, day, code, _, delta in changes if code == str(unit) and said <= as_of and day <= until
    )


def test_the_oracle_sees_a_ledger_that_forgets_to_take_a_correction_back(monkeypatch):
    whole = build.text
    monkeypatch.setattr(build, "text", lambda name: whole(name).replace("-moved.delta as delta", "0 as delta"))
    pinned = Said(DAYS[2], "total", {DAYS[2]: 5})
    late = Said(DAYS[3], "count", {DAYS[1]: 3})
    assert ledger_of([[pinned, late]])(0, DAYS[5], DAYS[5]) != 5
