"""Many who ask at once all get their answer: queries wait for one another, and what many ask for is made once."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from pathlib import Path
from threading import Barrier, BrokenBarrierError

import duckdb
import pytest

from campaign import settings
from campaign.serving import store
from campaign.serving.cache import once
from tests import small

MANY = 16


def most_at_once(snapshot: str) -> int:
    """How many of the readers who all begin at the same moment have their turn at the same time, at most."""
    start, asking, counts = Barrier(MANY), set(), []

    def ask(reader: int) -> None:
        def question(connection: duckdb.DuckDBPyConnection) -> None:
            asking.add(reader)
            connection.execute("select count(*) from progress").fetchall()
            time.sleep(0.05)
            counts.append(len(asking))
            asking.remove(reader)

        start.wait()
        store.ask(snapshot, None, question)

    with ThreadPoolExecutor(MANY) as readers:
        list(readers.map(ask, range(MANY)))
    return max(counts)


def test_queries_wait_for_one_another(home: Path) -> None:
    small.deliver(home, "counts.csv", small.COUNTS)
    assert most_at_once(store.version()) <= 2


def test_without_turns_they_all_run_at_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small.deliver(home, "counts.csv", small.COUNTS)
    monkeypatch.setattr(store, "TURNS", nullcontext())
    assert most_at_once(store.version()) > 2


def test_those_who_come_first_share_one_database(home: Path) -> None:
    small.deliver(home, "counts.csv", small.COUNTS)
    store._open.cache_clear()
    start, path = Barrier(MANY), settings.store() / f"{store.version()}.duckdb"

    def opened(_: int) -> int:
        start.wait()
        return id(store._open(path).connection)

    with ThreadPoolExecutor(MANY) as readers:
        assert len(set(readers.map(opened, range(MANY)))) == 1


def test_what_many_ask_for_at_once_is_made_once() -> None:
    start, made = Barrier(MANY), []

    @once
    def part(unit: str) -> str:
        made.append(unit)
        return unit.lower()

    def ask(_: int) -> str:
        start.wait()
        return part("A")

    with ThreadPoolExecutor(MANY) as readers:
        assert list(readers.map(ask, range(MANY))) == ["a"] * MANY
    assert made == ["A"]


class Hungry:
    """A question that takes 60 MB, and holds them until another takes as much or nobody has come for a while."""

    def __init__(self) -> None:
        self.both = Barrier(2)

    def __call__(self, connection: duckdb.DuckDBPyConnection) -> int:
        connection.execute("create temp table held as select hash(range) as number from range(8_000_000)")
        with suppress(BrokenBarrierError):
            self.both.wait(1)
        found = connection.execute("select count(*) from held").fetchall()
        connection.close()
        return found[0][0]


def two_at_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Answers of two hungry questions in 100 MB."""
    small.deliver(home, "counts.csv", small.COUNTS)
    monkeypatch.setattr(store, "MEMORY", "100MB")
    store._open.cache_clear()
    hungry = Hungry()
    try:
        with ThreadPoolExecutor(2) as readers:
            return list(readers.map(lambda _: store.ask(store.version(), None, hungry), range(2)))
    finally:
        store._open.cache_clear()


def test_what_runs_out_of_memory_waits_until_it_is_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert two_at_once(home, monkeypatch) == [8_000_000] * 2


def test_without_waiting_one_of_them_fails(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "ALONE", Failing())
    with pytest.raises(LookupError):
        two_at_once(home, monkeypatch)


class Failing:
    """In place of the lock that one waits with: nobody may."""

    def __enter__(self) -> None:
        raise LookupError

    def __exit__(self, *_: object) -> None: ...
