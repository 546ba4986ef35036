"""Whatever comes, in whatever order, twice, revised, rolled back or killed on the way: what is known is what was said.

SEQUENCES=500 keeps the promise of docs/safety.md; fewer are tried each time.
"""

import os
import random
import shutil
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from campaign import definition
from campaign.ingest import build, child, commands, deliveries, ingest, publish
from campaign.ingest import ledger as derivation
from tests.ingest.conftest import make, rows
from tests.ingest.files import DAYS, RECORDS, UNITS, File, amounts, records, told
from tests.ingest.oracle import Said, heard

SEQUENCES = int(os.environ.get("SEQUENCES", "4"))
FILES = amounts() | records()


class Campaign(RuleBasedStateMachine):
    """A store, and beside it the files that are on the pages, in the order of their arrival."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        make(self.folder / "home")
        os.environ["CAMPAIGN_HOME"] = str(self.folder / "home")
        self.definition = definition.load(self.folder / "home")
        self.history: list[list[File]] = []
        self.sent: list[File] = []

    @property
    def on_pages(self) -> list[File]:
        return self.history[-1] if self.history else []

    def put(self, *files: File, name: str | None = None) -> list[str]:
        """Put files through the front door; the states of their outcomes."""
        paths = []
        for place, file in enumerate(files):
            path = self.folder / str(place) / (name or file.name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(file.text)
            paths.append(path)
        return [outcome.state for outcome in ingest(self.definition, paths)]

    def publish(self, files: list[File]) -> None:
        self.history = [*self.history, files][-publish.KEPT :]

    @rule(files=st.lists(FILES, min_size=1, max_size=3, unique_by=lambda file: file.text))
    def deliver(self, files: list[File]) -> None:
        known = {file.text for file in self.on_pages}
        states = self.put(*files)
        new = [file for file in files if file.text not in known]
        expected = ["accepted with quarantine" if file.refused else "accepted" for file in files]
        assert states == [
            state if file.text not in known else "known" for file, state in zip(files, expected, strict=True)
        ]
        self.sent += files
        if new:
            self.publish([*self.on_pages, *new])

    @rule(file=FILES)
    def deliver_one(self, file: File) -> None:
        self.deliver([file])

    @rule(place=st.integers(0, 99), renamed=st.booleans())
    def deliver_again(self, place: int, renamed: bool) -> None:
        file = self.sent[place % len(self.sent)] if self.sent else None
        if file and file.text in {known.text for known in self.on_pages}:
            before = publish.served()
            assert self.put(file, name="other_2021-01-03.csv" if renamed else None) == ["known"]
            assert publish.served() == before
        elif file:
            self.deliver([file])

    @rule(file=FILES, step=st.sampled_from(["_sync", "point"]), killed=st.booleans())
    def ingest_crashes(self, file: File, step: str, killed: bool) -> None:
        """Its process ends while it publishes, or the processes that it starts do: nothing has happened."""
        if file.text in {known.text for known in self.on_pages}:
            return
        with pytest.MonkeyPatch.context() as patch:
            if killed:
                patch.setattr(publish, step, kill)
                with pytest.raises(Killed):
                    self.put(file)
            else:
                patch.setattr(child, "run", crash)
                assert self.put(file) == ["failed"]

    @rule()
    def roll_back(self) -> None:
        answer = CliRunner().invoke(commands.rollback, [])
        assert answer.exit_code == (0 if len(self.history) > 1 else 1)
        if len(self.history) > 1:
            self.history.pop()

    @invariant()
    def what_is_known_on_every_day_is_what_was_said(self) -> None:
        assert publish.served() is None or ledger() == expected(self.on_pages)

    @invariant()
    def every_line_of_every_file_is_accounted_for(self) -> None:
        found = Counter(
            (row["lines"], row["accepted"], row["quarantined"]) for row in deliveries.table("deliveries") if row["kind"]
        )
        lines = [(file.text.count("\n"), file.refused) for file in self.on_pages]
        assert found == Counter((all_, all_ - 1 - refused, refused) for all_, refused in lines)

    @invariant()
    def what_was_carried_on_is_what_is_derived_anew(self) -> None:
        if publish.served():
            with duckdb.connect(":memory:") as connection:
                connection.execute(f"attach '{publish.served()}' as served (read_only)")
                connection.execute("set search_path = 'memory.main,served.main'")
                derivation.prepare(connection, before=0)
                for table, name in derivation.DERIVED.items():
                    anew, carried = build.query(connection, name), connection.table(f"served.{table}")
                    assert sorted(anew.fetchall()) == sorted(carried.fetchall()), table

    def teardown(self) -> None:
        """In another order, and all at once, the same comes out."""
        if self.on_pages:
            known = ledger()
            mixed = random.Random(1).sample(self.on_pages, len(self.on_pages))
            for kept in ("store", "vault"):
                shutil.rmtree(self.folder / "home" / kept)
            # Among those of one day the later arrival is the one that holds.
            for day in DAYS:
                places = [place for place, file in enumerate(mixed) if reported(file) == day]
                for place, file in zip(places, [one for one in self.on_pages if reported(one) == day], strict=True):
                    mixed[place] = file
            self.put(*mixed)
            assert ledger() == known
        shutil.rmtree(self.folder)


class Killed(BaseException):
    """The end of the process."""


def kill(*_: object) -> None:
    raise Killed


def crash(*_: object, **__: object) -> None:
    raise child.ChildError("crashed")


def reported(file: File) -> date:
    return date.fromisoformat(file.name[-14:-4])


def ledger() -> dict[tuple[str, date, date], int]:
    """Items by unit of any level, day from which one looks and day up to which they happened; noughts left out."""
    changes = rows("select unit_code, reported_on, date, delta from progress where measure = 'received'")
    total = Counter()
    for unit, reported_on, day, delta in changes:
        for as_of in DAYS:
            for until in DAYS:
                if reported_on <= as_of and day <= until:
                    total[unit, as_of, until] += delta
    return {key: items for key, items in total.items() if items}


def expected(files: list[File]) -> dict[tuple[str, date, date], int]:
    """The same, reckoned from what the files say."""
    total = Counter()
    for unit, above in UNITS.items():
        sequence = [file.said[unit] for file in files if unit in file.said]
        for as_of in DAYS:
            series = heard(sequence, as_of)
            for until in DAYS:
                for ancestor in above:
                    total[ancestor, as_of, until] += series.level(until)
    return {key: items for key, items in total.items() if items}


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a process for each file (test_crashes kills real ones) four times as many sequences are tried."""
    monkeypatch.setenv("CAMPAIGN_HOME", "")
    monkeypatch.setattr(child, "run", lambda task, *arguments, **how: task(*arguments))
    monkeypatch.setattr(child, "begin", lambda *_, **how: None)


def test_in_any_sequence_what_is_known_is_what_was_said(in_this_process):
    how = settings(max_examples=SEQUENCES, stateful_step_count=8, deadline=None, suppress_health_check=[*HealthCheck])
    run_state_machine_as_test(Campaign, settings=how)


@pytest.mark.parametrize(
    ("query", "right", "wrong", "files"),
    [
        (
            "assertions",
            "(reported_on - date '1970-01-01')",
            "0",
            [told("count", DAYS[2], {DAYS[0]: 5}), told("count", DAYS[1], {DAYS[0]: 7})],
        ),
        (
            "slices",
            "form = 'total'",
            "form = 'none'",
            [told("total", DAYS[1], {DAYS[1]: 5}), told("total", DAYS[2], {DAYS[0]: 7})],
        ),
        (
            "slices",
            "select * from covered",
            "select * from arrived",
            [
                told("count", DAYS[1], {DAYS[0]: 5, DAYS[1]: 3}),
                File(
                    f"issuance_{DAYS[0]}_{DAYS[1]}_{DAYS[2]}.csv",
                    f"{RECORDS}\nA,001,{DAYS[0]},,,,\n",
                    {"001": Said(DAYS[2], "count", {DAYS[0]: 1}, (DAYS[0], DAYS[1]))},
                    0,
                ),
            ],
        ),
        (
            "rules",
            "then broken(rule, column_name, null)",
            "then null",
            [told("count", DAYS[1], {DAYS[0]: 5}, twice=f"{DAYS[0]},001,received,9")],
        ),
    ],
    ids=[
        "the order of arrival decides",
        "totals do not reach other days",
        "what is covered is not derived anew",
        "a row that stands twice is taken",
    ],
)
def test_the_oracle_finds_an_ingest_in_which(in_this_process, monkeypatch, query, right, wrong, files):
    whole = build.text
    assert right in whole(query)
    monkeypatch.setattr(build, "text", lambda name: whole(name).replace(right, wrong) if name == query else whole(name))
    campaign = Campaign()
    campaign.begin()
    with pytest.raises(AssertionError):
        for file in files:
            campaign.deliver([file])
            campaign.what_is_known_on_every_day_is_what_was_said()
            campaign.every_line_of_every_file_is_accounted_for()
            campaign.what_was_carried_on_is_what_is_derived_anew()
