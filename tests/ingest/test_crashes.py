"""Killed at any moment, or with the disk full, ingest leaves the old state or the new one, never a third."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from campaign import definition, settings
from campaign.ingest import deliveries, ingest, publish
from tests.ingest.conftest import known

KILLS = int(os.environ.get("KILLS", "10"))  # the promise of 200 is kept by KILLS=200
HEADER = "date,unit_code,measure,count\n"
RUN = """
import sys
from pathlib import Path
from campaign import definition, settings
from campaign.ingest import ingest
verdicts = ingest(definition.load(settings.home()), [Path(sys.argv[1])])
print(*(verdict.state + ":" + verdict.message for verdict in verdicts))
"""


def started(path: Path, **more) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", RUN, path], cwd=settings.PROJECT, stdout=subprocess.PIPE, start_new_session=True,
        text=True, **more,
    )  # fmt: skip


def file(folder: Path, number: int, rows: int = 1) -> Path:
    path = folder / f"counts_{number}.csv"
    days = [f"2021-{month:02}-{day:02}" for month in range(1, 6) for day in range(1, 29)]
    path.write_text(HEADER + "".join(f"{day},001,received,{number}\n" for day in days[:rows]))
    return path


def test_a_kill_at_any_moment_leaves_the_old_state_or_the_new(store_home, tmp_path):
    campaign = definition.load(store_home)
    ingest(campaign, [file(tmp_path, 1)])
    old, chance = known(), random.Random(5)
    for number in range(2, KILLS + 2):
        running = started(file(tmp_path, number))
        time.sleep(chance.uniform(0.2, 1.6))
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        now = known()
        assert now[("R", "received")] in (old[("R", "received")], number)
        old = now
    (last,) = ingest(campaign, [file(tmp_path, 999)])
    assert last.state == "accepted"
    assert known()[("R", "received")] == 999
    left = [path.name for path in (*settings.store().iterdir(), *(store_home / "vault").iterdir())]
    assert not [name for name in left if name.endswith(".part") or name.startswith(".work")]


@pytest.mark.parametrize("room", [1 << 15, 1 << 17, 1 << 20])
def test_a_full_disk_hurts_nothing_that_is_served_and_the_next_file_is_taken(store_home, tmp_path, room):
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


def test_a_publisher_that_points_before_it_has_written_is_found_out(store_home, tmp_path, monkeypatch):
    ingest(definition.load(store_home), [file(tmp_path, 1)])
    publish.point("not-yet-there")
    with pytest.raises(duckdb.Error):
        known()


CANARIES = ("091234567890", "NGUYENVANCANARY", "Trần Thị Chim")


def test_no_personal_data_stays_in_anything_but_the_vault(store_home, tmp_path, capfd):
    records = "application_id,district_code,received_on,approved_on,printed_on,returned_on,delivered_on\n"
    number, name, person = CANARIES
    lines = [
        f"{number},001,2021-05-01,,,,",
        f"{name},001,2021-05-01,,,,",
        f"{name},002,2021-05-01,,,,",
        f'"{person}",{person},2021-05-01,,,,',
        f"X1,001,{person},,,,",
        f'"{person}',
    ]
    path = tmp_path / "issuance_2021-06-05.csv"
    path.write_text(records + "\n".join(lines), encoding="utf-8")
    (verdict,) = ingest(definition.load(store_home), [path])
    assert (verdict.accepted, verdict.quarantined) == (2, 4)
    said = capfd.readouterr()
    seen = repr(verdict) + said.out + said.err
    for canary in CANARIES:
        assert canary not in seen
        assert canary.encode() not in b"".join(kept(settings.store())), canary
        assert canary.encode() in b"".join(kept(store_home / "vault"))  # the control: this scan does find it


def kept(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
