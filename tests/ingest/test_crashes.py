"""Killed at any moment, or with the disk full, ingest leaves the old state or the new one, never a third."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign import definition, settings
from campaign.ingest import check, child, deliveries, ingest, publish
from campaign.serving.pointer import StoreError
from tests.ingest.conftest import known, make

KILLS = int(os.environ.get("KILLS", "10"))  # the promise of 200 is kept by KILLS=200
HEADER = "date,unit_code,measure,count\n"
RUN = """
import os, signal, sys
from pathlib import Path
from campaign import definition, settings
from campaign.ingest import ingest, publish, vault
path, place, sabotage = sys.argv[1:]
if place:
    module, name = place.split(".")
    setattr({"publish": publish, "vault": vault}[module], name, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
if sabotage:
    build = publish._build
    def early(unnamed, definition, arrivals, snapshot, upon):
        (settings.store() / "CURRENT").write_text(snapshot)
        build(unnamed, definition, arrivals, snapshot, upon)
    publish._build = early
outcomes = ingest(definition.load(settings.home()), [Path(path)])
print(*(outcome.state + ":" + outcome.message for outcome in outcomes))
"""


def started(path: Path, place: str = "", sabotage: str = "", **more) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", RUN, path, place, sabotage],
        cwd=settings.PROJECT,
        stdout=subprocess.PIPE,
        start_new_session=True,
        text=True,
        **more,
    )


def file(folder: Path, number: int, rows: int = 1) -> Path:
    path = folder / f"counts_{number}.csv"
    days = [f"2021-{month:02}-{day:02}" for month in range(1, 6) for day in range(1, 29)]
    path.write_text(HEADER + "".join(f"{day},001,received,{number}\n" for day in days[:rows]))
    return path


def state() -> tuple[dict, list]:
    """What is served, as a new process finds it whole: every figure, and every delivery."""
    assert child.run(check.broken_promises, publish.served()) == []
    told = [(row["file"], row["state"], row["lines"], row["accepted"]) for row in deliveries.table("deliveries")]
    return known(), told


def after(before: tuple[dict, list], number: int) -> tuple[dict, list]:
    """The state once file `number` has been taken in."""
    figures = {(unit, "received"): number for unit in ("001", "01", "R")}
    return figures, [*before[1], (f"counts_{number}.csv", "accepted", 2, 1)]


def left_behind(home: Path) -> list[str]:
    found = [path.name for path in (*(home / "store").iterdir(), *(home / "vault").iterdir())]
    orphans = [path.name for path in publish.snapshots() if path not in publish.up_to_served()]
    return orphans + [name for name in found if name.endswith(".part") or name.startswith(".work")]


def test_a_kill_at_any_moment_leaves_the_old_state_or_the_new(store_home, tmp_path):
    campaign = definition.load(store_home)
    ingest(campaign, [file(tmp_path, 1)])
    begun = time.monotonic()
    started(file(tmp_path, 2)).communicate()
    whole, chance, old, taken = time.monotonic() - begun, random.Random(5), state(), 0
    for number in range(3, KILLS + 3):
        running = started(file(tmp_path, number))
        time.sleep(chance.uniform(0.3, 1.1) * whole)
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        now = state()
        assert now in (old, after(old, number))
        taken += now != old
        old = now
    assert KILLS < 50 or 0 < taken < KILLS  # so many hit both halves
    (last,) = ingest(campaign, [file(tmp_path, 999)])
    assert last.state == "accepted"
    assert state() == after(old, 999)
    assert left_behind(store_home) == []


@pytest.mark.parametrize("place", ["vault._copy", "publish._sync", "publish.point"])
def test_a_kill_between_two_steps_leaves_the_old_state(store_home, tmp_path, place):
    ingest(definition.load(store_home), [file(tmp_path, 1)])
    old = state()
    started(file(tmp_path, 2), place).communicate()
    assert state() == old
    ingest(definition.load(store_home), [file(tmp_path, 3)])
    assert state() == after(old, 3)
    assert left_behind(store_home) == []


def test_a_publisher_that_points_before_it_has_written_is_found_out(store_home, tmp_path):
    ingest(definition.load(store_home), [file(tmp_path, 1)])
    started(file(tmp_path, 2), "publish._sync", "sabotage").communicate()
    with pytest.raises(StoreError):
        state()


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The small campaign on a disk of 24 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        warnings.warn("no disk may be mounted here: only the limit on a file's size is tried", stacklevel=1)
        yield disk
        return
    make(disk / "home")
    monkeypatch.setenv("CAMPAIGN_HOME", str(disk / "home"))
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


@pytest.mark.parametrize("room", [0, 1 << 17, 1 << 20])
def test_a_full_disk_hurts_nothing_that_is_served_and_the_next_file_is_taken(small_disk, tmp_path, room):
    home = small_disk / "home"
    if not home.exists():
        return
    campaign = definition.load(home)
    ingest(campaign, [file(tmp_path, 1)])
    before = known()
    inbox = home / "inbox" / "counts_2.csv"
    inbox.write_bytes(file(tmp_path, 2, rows=100).read_bytes())
    with (small_disk / "ballast").open("wb") as ballast:
        free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
        ballast.write(bytes(max(free - room, 0)))
    (failed,) = ingest(campaign, [inbox])
    assert failed.state == "failed" and "đĩa đầy" in failed.message
    assert known() == before
    assert inbox.exists() or (home / "vault" / failed.sha256).exists()
    (small_disk / "ballast").unlink()
    (taken,) = ingest(campaign, [file(tmp_path, 3)])
    states = [row["state"] for row in deliveries.table("deliveries")]
    # Without room to remember that it failed, the file stays where it will be tried again.
    assert states == (["accepted", "accepted"] if inbox.exists() else ["accepted", "failed", "accepted"])
    assert taken.state == "accepted"
    assert left_behind(home) == []


def test_a_publisher_that_points_first_is_found_out_by_a_full_disk(small_disk, tmp_path, monkeypatch):
    home = small_disk / "home"
    if not home.exists():
        return
    ingest(definition.load(home), [file(tmp_path, 1)])
    build = publish._build
    monkeypatch.setattr(publish, "_build", lambda *known: [publish.point(known[3]), build(*known)])
    (small_disk / "ballast").write_bytes(bytes(os.statvfs(small_disk).f_bavail * 4096 - (1 << 18)))
    ingest(definition.load(home), [file(tmp_path, 2)])
    with pytest.raises(StoreError):
        known()


@pytest.mark.parametrize("room", [1 << 15, 1 << 20])
def test_a_file_that_cannot_grow_hurts_nothing_that_is_served(store_home, tmp_path, room):
    campaign = definition.load(store_home)
    ingest(campaign, [file(tmp_path, 1)])
    before = known()
    small = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))  # noqa: E731
    said, _ = started(file(tmp_path, 2, rows=100), preexec_fn=small).communicate()
    assert said.startswith("failed:") and "đĩa đầy" in said
    assert known() == before
    (taken,) = ingest(campaign, [file(tmp_path, 3)])
    assert taken.state == "accepted"
    assert [row["state"] for row in deliveries.table("deliveries")] == ["accepted", "failed", "accepted"]


def test_a_temporary_folder_whose_path_is_too_long_is_said_to_be(store_home, tmp_path):
    far = tmp_path / ("x" * 90)
    far.mkdir()
    path = tmp_path / "counts.csv"
    path.write_text(HEADER + "2021-06-01,001,received,5\n")
    answer = subprocess.run(
        [sys.executable, "-c", RUN, path, "", ""],
        env=os.environ | {"TMPDIR": str(far)},
        cwd=settings.PROJECT,
        capture_output=True,
        text=True,
    )
    assert answer.stdout.startswith("failed:")
    assert "TMPDIR" in answer.stdout


def test_a_snapshot_that_does_not_hold_together_is_never_served(store_home, tmp_path, monkeypatch):
    campaign = definition.load(store_home)
    ingest(campaign, [file(tmp_path, 1)])
    before = publish.served()
    query = publish.build.query

    def doubled(connection, name, **parameters):
        answer = query(connection, name, **parameters)
        return answer.union(answer) if name == "progress" else answer

    monkeypatch.setattr(publish.build, "query", doubled)
    (failed,) = ingest(campaign, [file(tmp_path, 2)])
    assert failed.state == "failed"
    assert publish.served() == before
