"""Pages read on, each time from one snapshot, while the next ones are published."""

import os
import threading
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

import duckdb
import pytest

from campaign import definition
from campaign.ingest import child, ingest, publish
from campaign.serving import store
from campaign.serving.queries import table
from campaign.serving.selection import EVERYTHING, Selection

PUBLISHES = int(os.environ.get("PUBLISHES", "8"))  # 40 keep the promise of safety.md
PAUSE = 0.02  # seconds between two looks of a reader: ten and more for each publication, and the publisher gets on
READERS = 3
HEADER = "date,unit_code,measure,count\n"
READ = """select
    (select max(value) from reports) as newest,
    (select sum(delta) from counts) as total,
    (select sum(delta) from progress join units using (unit_code) where depth = 0) as at_the_root,
    (select count(*) from deliveries) as files"""


@dataclass
class Seen:
    """What a reader found: how often it read, in which snapshots, what was wrong, and the last number."""

    reads: int = 0
    snapshots: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    last: int = 0


def read(seen: Seen) -> None:
    """Read as a page does. Each publication says one number more than the one before: 1, then 2, then 3."""
    try:
        snapshot = store.version()
        newest, *others = store.cursor(snapshot).execute(READ).fetchone()
        files = len(table("deliveries", Selection(EVERYTHING, "R", date.max), as_of=None))
    except (OSError, duckdb.Error) as error:
        seen.wrong.append(repr(error))
        return
    if others != [newest] * 3 or newest < seen.last or files < newest:
        seen.wrong.append(f"{snapshot}: {newest} after {seen.last}, {others}, {files}")
    seen.reads, seen.last = seen.reads + 1, newest
    seen.snapshots.add(snapshot)


def viewers(answer: Connection, home: Path) -> None:
    """Another process with several readers, until it is told to stop; once more after that."""
    os.environ["CAMPAIGN_HOME"] = str(home)
    found, stop = [Seen() for _ in range(READERS)], threading.Event()

    def go_on(seen: Seen) -> None:
        while not stop.wait(PAUSE):
            read(seen)
        read(seen)

    threads = [threading.Thread(target=go_on, args=[seen]) for seen in found]
    for thread in threads:
        thread.start()
    answer.send("reading")
    answer.recv()
    stop.set()
    for thread in threads:
        thread.join()
    answer.send(found)


def read_while_publishing(home: Path, folder: Path, publishes: int) -> list[Seen]:
    """What the readers found while numbers 2, 3 … were published after 1."""
    ours, theirs = child.SPAWNER.Pipe()
    deliver(home, folder, 1)
    process = child.SPAWNER.Process(target=viewers, args=[theirs, home], daemon=True)
    process.start()
    ours.recv()
    for number in range(2, publishes + 2):
        deliver(home, folder, number)
    ours.send("stop")
    found = ours.recv()
    process.join()
    return found


def deliver(home: Path, folder: Path, number: int) -> None:
    path = folder / f"counts_{number}.csv"
    path.write_text(HEADER + f"2021-01-01,001,received,{number}\n")
    (outcome,) = ingest(definition.load(home), [path])
    assert outcome.state == "accepted"


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> None:
    """The publisher does its work in this process, so that it is as quick as the readers are."""
    monkeypatch.setattr(child, "run", lambda task, *arguments, **how: task(*arguments))


def test_readers_go_on_through_publications_and_never_see_half_of_one(store_home, tmp_path, publisher):
    for seen in read_while_publishing(store_home, tmp_path, PUBLISHES):
        assert seen.wrong == []
        assert seen.last == PUBLISHES + 1
        assert seen.reads >= len(seen.snapshots) > PUBLISHES / 4


def test_readers_find_a_publisher_that_uses_a_name_again(store_home, tmp_path, publisher, monkeypatch):
    monkeypatch.setattr(publish, "next_name", lambda: "20210101T000000000000")
    assert all(seen.wrong or seen.last != 4 for seen in read_while_publishing(store_home, tmp_path, 3))


def test_readers_find_a_publisher_whose_figures_do_not_belong_together(store_home, tmp_path, publisher, monkeypatch):
    whole = publish.build.text
    monkeypatch.setattr(
        publish.build,
        "text",
        lambda name: whole(name).replace("heirs.high)) as bigint)", "heirs.high)) + 1 as bigint)"),
    )
    monkeypatch.setattr(publish.check, "broken_promises", lambda snapshot: [])
    assert all(seen.wrong for seen in read_while_publishing(store_home, tmp_path, 3))
