"""Many who ask at once all get their answer: queries wait for one another, and what many ask for is made once."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from threading import Barrier

import pytest

from campaign.serving import store
from campaign.serving.cache import once
from tests import small

MANY = 16


def most_at_once(snapshot: str) -> int:
    """How many of the readers who all begin at the same moment have their turn at the same time, at most."""
    start, asking, counts = Barrier(MANY), set(), []

    def ask(reader: int) -> None:
        start.wait()
        with store.turn(snapshot) as connection:
            asking.add(reader)
            connection.execute("select count(*) from progress").fetchall()
            time.sleep(0.05)
            counts.append(len(asking))
            asking.remove(reader)

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
