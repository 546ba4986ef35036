"""The vault keeps beside every original what is needed to take it in again, and has it on the disk in time."""

import os
from pathlib import Path

import pytest

from campaign import definition
from campaign.ingest import disk, ingest, notes, vault
from campaign.serving.pointer import StoreError
from tests.ingest.conftest import known

HEADER = "date,unit_code,measure,count\n"


def counts(number: int) -> str:
    return HEADER + f"2021-05-0{number},001,received,{number}\n"


def test_beside_an_original_stands_how_it_came_and_what_became_of_it(take, store_home, monkeypatch):
    monkeypatch.setenv("CAMPAIGN_USER", "lan")
    outcome = take("counts_2021-05-02.csv", counts(2))
    (note,) = vault.deliveries()
    today = definition.load(store_home).today()
    assert (note.delivery_id, note.arrival.name, note.arrival.by) == (outcome.delivery_id, outcome.file, "lan")
    assert (note.arrival.received_at, note.arrival.today) == (outcome.received_at, today)
    assert (note.outcome["state"], note.outcome["lines"], note.decided) == ("accepted", 2, None)
    assert (vault.folder() / f"{note.sha256}.json").stat().st_mode & 0o777 == 0o600
    vault.decide(outcome.delivery_id, notes.REJECT, "wrong month", "minh")
    (decision,) = vault.find(outcome.delivery_id).decisions
    assert (decision.what, decision.because, decision.who, decision.sequence) == ("reject", "wrong month", "minh", 2)


def test_deliveries_are_in_the_order_in_which_they_came_whatever_their_names_and_times(take):
    for name in ("counts_9.csv", "counts_1.csv", "counts_5.csv"):
        take(name, counts(int(name[7])))
    for path in vault.folder().glob("*.json"):
        os.utime(path, (0, 0))
    assert [note.arrival.name for note in vault.deliveries()] == ["counts_9.csv", "counts_1.csv", "counts_5.csv"]
    take("counts_9_again.csv", counts(9))  # changes nothing, so it is no arrival
    assert [len(note.arrivals) for note in vault.deliveries()] == [1, 1, 1]


def test_what_came_before_there_were_notes_is_noted_from_the_store(take):
    take("counts_1.csv", counts(1))
    for path in vault.folder().glob("*.json"):
        path.unlink()
    take("counts_2.csv", counts(2))
    assert [note.arrival.name for note in vault.deliveries()] == ["counts_1.csv", "counts_2.csv"]
    assert all(note.outcome["state"] == "accepted" for note in vault.deliveries())


def test_a_note_that_a_killed_ingest_left_open_is_settled_by_the_next(take, monkeypatch):
    take("counts_1.csv", counts(1))
    with monkeypatch.context() as patch:
        patch.setattr(vault, "settle", lambda note, _: note)
        take("counts_2.csv", counts(2))
    assert [note.outcome and note.outcome["file"] for note in vault.deliveries()] == ["counts_1.csv", None]
    take("counts_3.csv", counts(3))
    assert all(note.outcome for note in vault.deliveries())


def test_a_broken_note_is_a_sentence_that_names_it(take):
    take("counts_1.csv", counts(1))
    (path,) = vault.folder().glob("*.json")
    path.write_text(path.read_text()[:40])
    with pytest.raises(StoreError, match=path.name):
        take("counts_2.csv", counts(2))
    path.unlink()
    assert take("counts_2.csv", counts(2)).state == "accepted"
    assert known()["R", "received"] == 3


def steps(monkeypatch: pytest.MonkeyPatch, home: Path) -> list[tuple[str, str]]:
    """Take in a file from the inbox; what was made sure to be on the disk, and what was removed, in order."""
    done, fsync, unlink = [], os.fsync, Path.unlink
    held = lambda fd: str(Path(f"/proc/self/fd/{fd}").readlink())  # noqa: E731
    monkeypatch.setattr(os, "fsync", lambda fd: [done.append(("sync", held(fd))), fsync(fd)])
    monkeypatch.setattr(Path, "unlink", lambda path, **how: [done.append(("gone", str(path))), unlink(path, **how)])
    inbox = home / "inbox" / "counts.csv"
    inbox.write_text(counts(1))
    ingest(definition.load(home), [inbox])
    assert not inbox.exists()
    return done


def in_time(done: list[tuple[str, str]], home: Path) -> bool:
    """Whether copy, note and folder of the vault were on the disk before the file in the inbox went."""
    before = done[: done.index(("gone", str(home / "inbox" / "counts.csv")))]
    synced = [path for step, path in before if step == "sync"]
    files = [place for place, path in enumerate(synced) if Path(path).parent == home / "vault"]
    folder = [place for place, path in enumerate(synced) if path == str(home / "vault")]
    copied = any(".json" not in synced[place] for place in files)
    return bool(copied and folder and max(files) < max(folder))


def test_the_original_is_on_the_disk_before_the_file_in_the_inbox_goes(store_home, monkeypatch):
    assert in_time(steps(monkeypatch, store_home), store_home)


@pytest.mark.parametrize("forgotten", ["the copy", "the folder"])
def test_an_ingest_that_forgets_the_disk_is_found_out(store_home, monkeypatch, forgotten):
    sync, vault_folder = disk.sync, vault.folder()
    wanted = (
        (lambda path: path == vault_folder) if forgotten == "the folder" else (lambda path: path.parent == vault_folder)
    )
    monkeypatch.setattr(disk, "sync", lambda path: None if wanted(path) else sync(path))
    assert not in_time(steps(monkeypatch, store_home), store_home)
