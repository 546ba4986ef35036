"""What is lost, cut short or cannot be read is one sentence with the way back, and nothing that was there goes."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading

import pytest
from click.testing import CliRunner, Result
from starlette.applications import Starlette
from starlette.testclient import TestClient

from campaign import __main__, definition, settings
from campaign.ingest import child, deliveries, history, ingest, local, publish, unpublished, vault, watch
from campaign.ingest.alone import alone
from campaign.people import audit
from campaign.serving.pointer import StoreError
from campaign.web import routes
from tests.ingest.conftest import known, make, rows

HEADER = "date,unit_code,measure,count\n"
BROKEN = {
    "lost": lambda current, _: current.unlink(),
    "empty": lambda current, _: current.write_text(""),
    "garbled": lambda current, _: current.write_bytes(b"\xff\xfe\x00../x"),
    "names nothing": lambda current, _: current.write_text("20210101T000000000000\n"),
    "snapshot cut short": lambda _, snapshot: os.truncate(snapshot, 5000),
}


def counts(number: int) -> tuple[str, str]:
    return f"counts_2021-06-{number:02}.csv", HEADER + f"2021-06-01,001,received,{number}\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(__main__.cli, arguments)


@pytest.mark.parametrize("fault", BROKEN)
def test_a_store_that_cannot_be_read_is_said_and_comes_back(take, fault):
    for number in (4, 5):
        take(*counts(number))
    BROKEN[fault](settings.store() / "CURRENT", publish.served())
    there = {path.name for path in settings.store().glob("*.duckdb")}
    with pytest.raises(StoreError, match="rebuild"):
        take(*counts(6))
    health = TestClient(Starlette(routes=routes.ROUTES)).get("/health")
    assert (health.status_code, health.json()["reason"]) == (503, "Store")
    assert "rebuild" in health.json()["mend"]
    assert {path.name for path in settings.store().glob("*.duckdb")} == there
    answer = run("rebuild")
    assert answer.exit_code == 0, answer.output
    assert known()["R", "received"] == 5
    assert take(*counts(6)).state == "accepted"
    assert there & {path.name for path in settings.store().glob("*.duckdb")}


def test_a_lost_pointer_can_also_be_set_by_hand(take):
    for number in (4, 5):
        take(*counts(number))
    first, _ = history.snapshots()
    (settings.store() / "CURRENT").unlink()
    assert run("rollback", "--to", "nothing").exit_code == 1
    assert run("rollback", "--to", first.stem).exit_code == 0
    assert known()["R", "received"] == 4


def test_a_rollback_passes_over_a_snapshot_that_is_cut_short(take):
    for number in (4, 5, 6):
        take(*counts(number))
    os.truncate(history.snapshots()[1], 5000)
    assert run("rollback").exit_code == 0
    assert known()["R", "received"] == 4


def test_an_empty_store_beside_a_full_vault_is_no_fresh_start(take):
    take(*counts(4))
    shutil.rmtree(settings.store())
    with pytest.raises(StoreError, match="rebuild"):
        take(*counts(5))
    assert all(note.outcome for note in vault.deliveries())


def test_half_a_line_in_a_journal_stops_nothing(take, store_home, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(publish, "_build", lambda *_: (_ for _ in ()).throw(child.ChildError("disk full")))
        assert take(*counts(4)).state == "failed"
    journal = settings.store() / "unpublished.jsonl"
    whole = journal.read_text()
    journal.write_text(whole + whole[:30])
    assert unpublished.note(unpublished.pending())
    assert [outcome.file for outcome in unpublished.pending()] == [counts(4)[0]]
    assert take(*counts(5)).state == "accepted"
    assert [row["state"] for row in deliveries.table("deliveries")] == ["failed", "accepted"]
    audit.record("lan", "staff", "view")
    (path,) = settings.audit().glob("*.jsonl")
    path.write_text(path.read_text() + '{"at": "2021')
    audit.record("minh", "staff", "view")
    assert [line["subject"] for line in audit.lines()] == ["lan", "minh"]


def test_a_store_that_cannot_be_written_is_said(store_home, tmp_path):
    (store_home / "store").write_text("no folder")
    path = tmp_path / counts(4)[0]
    path.write_text(counts(4)[1])
    with pytest.raises(StoreError, match=str(store_home / "store")):
        ingest(definition.load(store_home), [path])


def test_what_is_no_file_is_no_delivery(take, store_home, tmp_path, monkeypatch):
    take(*counts(4))
    before, campaign = publish.served(), definition.load(store_home)
    secret = tmp_path / "secret.csv"
    secret.write_text(counts(5)[1])

    def forbidden(source, _):
        raise PermissionError(13, "no", str(source))

    monkeypatch.setattr(shutil, "copyfile", forbidden)
    (store_home / "inbox" / "folder").mkdir()
    outcomes = ingest(campaign, [tmp_path / "nothing.csv", store_home / "inbox" / "folder", secret])
    assert [outcome.state for outcome in outcomes] == ["unread"] * 3
    assert len({outcome.message for outcome in outcomes}) == 3
    assert (publish.served(), len(deliveries.table("deliveries")), len(vault.deliveries())) == (before, 1, 1)
    assert {row.state for row in watch.watch(campaign, still=0.01, rounds=20)} == {"unread"}
    assert run("ingest", str(tmp_path / "nothing.csv")).exit_code == 1


def test_only_what_changes_figures_takes_a_place_among_those_kept(take, monkeypatch):
    take(*counts(1))
    take(*counts(2))
    for number in range(7):
        take(f"bad_{number}.csv", f"date,unit_code,count{number}\n")
    before = publish.served()
    take("bad_6.csv", "date,unit_code,count6\n")
    assert publish.served() == before
    assert len(deliveries.table("deliveries")) == 9
    assert run("rollback").exit_code == 0
    assert known()["R", "received"] == 1


def test_a_clock_that_was_set_back_changes_no_order(take, monkeypatch):
    take(*counts(1))
    monkeypatch.setattr(history, "MOMENT", "20010101T%H%M%S%f")
    with monkeypatch.context() as patch:
        patch.setattr(history, "next_name", lambda: "20010101T000000000000")
        patch.setattr(publish, "next_name", lambda: "20010101T000000000000")
        take(*counts(2))
    assert run("rollback").exit_code == 0
    assert known()["R", "received"] == 1


def test_a_rollback_waits_for_an_ingest(take):
    take(*counts(1))
    take(*counts(2))
    with alone():
        answers = []
        waiting = threading.Thread(target=lambda: answers.append(run("rollback")))
        waiting.start()
        waiting.join(0.5)
        assert answers == [] and known()["R", "received"] == 2
    waiting.join()
    assert answers[0].exit_code == 0 and known()["R", "received"] == 1


def test_many_small_files_are_one_publication_and_one_child(store_home, monkeypatch):
    started = []
    start = child.Worker._start
    monkeypatch.setattr(child.Worker, "_start", lambda self, limits: [started.append(self), start(self, limits)][1])
    for number in range(12):
        path = store_home / "inbox" / f"counts_{number}_2021-06-30.csv"
        path.write_text(HEADER + f"2021-06-{number + 1:02},001,received,1\n")
    outcomes = list(watch.watch(definition.load(store_home), still=0.01, rounds=20))
    assert [outcome.state for outcome in outcomes] == ["accepted"] * 12
    assert {len(rows("from deliveries", path)) for path in publish.snapshots()} == {0, 12}  # before them all, and after
    assert len(started) <= 5  # parsing, looking at each of three snapshots, the forecast
    assert not list((store_home / "inbox").iterdir())


def test_one_of_many_that_breaks_its_child_takes_no_other_with_it(store_home, monkeypatch):
    monkeypatch.setattr(local, "parse", breaking)
    paths = [store_home / "inbox" / f"{name}_2021-06-0{day}.csv" for day, name in enumerate(("a", "dies", "b"), 1)]
    for day, path in enumerate(paths, 1):
        path.write_text(HEADER + f"2021-06-0{day},001,received,{day}\n")
    outcomes = ingest(definition.load(store_home), paths)
    assert [outcome.state for outcome in outcomes] == ["accepted", "failed", "accepted"]
    assert known()["R", "received"] == 4


def breaking(campaign, path, name, today, results, layouts, *more):
    """The parser, which a file of one name ends."""
    if name.startswith("dies"):
        os._exit(9)
    from campaign.ingest.parse import parse

    return parse(campaign, path, name, today, results, layouts, *more)


def test_an_interrupt_is_one_sentence(store_home):
    for number in range(40):
        (store_home / "inbox" / f"counts_{number}_2021-06-05.csv").write_text(counts(number)[1])
    command = [sys.executable, "-m", "campaign", "ingest", "--json"]
    running = subprocess.Popen(
        command,
        cwd=settings.PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
        # Tests that run in the background are deaf to an interrupt, and what they start inherits it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    for line in running.stdout:
        if json.loads(line).get("rows"):
            break
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate()
    assert (running.returncode, len(said.strip().splitlines())) == (130, 1), said
    assert len(list((store_home / "inbox").iterdir())) == 40


def test_a_quote_in_the_folder_s_name_and_an_inbox_that_is_a_link(tmp_path, monkeypatch):
    home = tmp_path / "o'brien's"
    make(home)
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    (home / "inbox").rmdir()
    (tmp_path / "share").mkdir()
    (home / "inbox").symlink_to(tmp_path / "share")
    path = home / "inbox" / counts(4)[0]
    path.write_text(counts(4)[1])
    assert run("ingest").exit_code == 0
    assert not path.exists() and vault.deliveries()
    assert json.loads(run("deliveries", "--json").output)[0]["state"] == "accepted"
    assert run("status").exit_code == 0
    path.write_text(counts(5)[1])  # beside what is served, now that something is
    assert run("ingest").exit_code == 0
    assert run("rebuild").exit_code == 0


def test_a_history_that_counts_every_file_is_found_out(take, monkeypatch):
    monkeypatch.setattr(publish, "before_it", publish.publication)
    take(*counts(1))
    take(*counts(2))
    take("bad.csv", "date,unit_code,count\n")
    assert run("rollback").exit_code == 0
    assert known()["R", "received"] == 2


def test_an_ingest_that_takes_a_lost_pointer_for_a_new_store_is_found_out(take, monkeypatch):
    take(*counts(4))
    (settings.store() / "CURRENT").unlink()
    monkeypatch.setattr(history.pointer, "BEGUN", ".lock")  # it looks as if nothing was ever served
    shutil.rmtree(vault.folder())
    take("counts_2021-06-05.csv", HEADER + "2021-06-02,001,received,1\n")
    assert known()["R", "received"] == 1


def test_a_child_that_is_kept_after_it_broke_is_found_out(store_home, monkeypatch):
    monkeypatch.setattr(local, "parse", breaking)
    monkeypatch.setattr(child.Worker, "end", lambda self: None)
    paths = [store_home / "inbox" / f"{name}_2021-06-03.csv" for name in ("dies", "b")]
    for path in paths:
        path.write_text(HEADER + "2021-06-02,001,received,1\n" + f"2021-06-01,{path.name[:1]},received,1\n")
    assert [outcome.state for outcome in ingest(definition.load(store_home), paths)][1] == "failed"
