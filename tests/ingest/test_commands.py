"""Staff look after deliveries from the command line, and the inbox looks after itself."""

import json

from click.testing import CliRunner

from campaign import __main__, definition
from campaign.ingest import commands, forecast, publish, vault, watch
from campaign.serving import store
from tests.ingest.conftest import known, rows

HEADER = "date,unit_code,measure,count\n"
BAD = HEADER + "2021-06-01,001,received,5\n2021-06-01,Huyện Chín,received,5\n"


def said(command, *arguments: str) -> str:
    answer = CliRunner().invoke(command, arguments)
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_deliveries_and_their_quarantine_are_told_as_json(take):
    take("counts_2021-06-05.csv", BAD)
    (delivery,) = json.loads(said(commands.deliveries, "--json"))
    assert {key: delivery[key] for key in ("file", "kind", "reported_on", "lines", "accepted", "quarantined")} == {
        "file": "counts_2021-06-05.csv",
        "kind": "counts",
        "reported_on": "2021-06-05",
        "lines": 3,
        "accepted": 1,
        "quarantined": 1,
    }
    lines = json.loads(said(commands.quarantine, delivery["delivery_id"], "--json"))
    assert lines == [{"line": 3, "rule": "unknown_unit", "column": "unit_code", "snippet": "Huyện Chín"}]


def test_a_delivery_that_is_not_there_is_a_clear_sentence(take):
    answer = CliRunner().invoke(commands.quarantine, ["nothing"])
    assert answer.exit_code == 1
    assert "nothing" in answer.output


def day(number: int) -> tuple[str, str]:
    return f"counts_2021-06-0{number}.csv", HEADER + f"2021-06-01,001,received,{number}\n"


def test_rollback_serves_what_was_served_before_and_the_file_can_come_again(take):
    for number in (4, 5):
        take(*day(number))
    said(commands.rollback)
    assert known()["R", "received"] == 4
    take(*day(5))
    assert known()["R", "received"] == 5


def test_what_was_rolled_back_never_comes_back_by_itself(take):
    for number in (4, 5):
        take(*day(number))
    said(commands.rollback)
    take(*day(6))
    said(commands.rollback)
    assert known()["R", "received"] == 4


def test_the_forecast_follows_the_figures_and_is_rolled_back_with_them(take, store_home):
    campaign = definition.load(store_home)
    for number in (4, 5):
        take(*day(number))
        figures = known()
        assert rows("select count(*) from forecast") == [(0,)]
        forecast(campaign)
        assert rows("select count(*) > 0 from forecast") == [(True,)]
        assert known() == figures
        forecast(campaign)
    assert [path.stem.endswith(publish.FORECAST) for path in publish.snapshots()] == [True, False, True]
    said(commands.rollback)
    assert known()["R", "received"] == 4
    assert rows("select count(*) > 0 from forecast") == [(True,)]
    assert store.version() == rows("select value from meta where key = 'snapshot'")[0][0]


def test_a_forecast_that_breaks_leaves_the_figures(take, store_home, monkeypatch):
    take(*day(4))
    before = publish.served()
    monkeypatch.setattr(publish.forecasting, "add", "no task")
    forecast(definition.load(store_home))
    assert publish.served() == before


def test_the_watcher_waits_until_a_file_is_still(store_home):
    inbox = store_home / "inbox" / "counts.csv"
    inbox.write_text(HEADER)
    outcomes = watch.watch(definition.load(store_home), still=0.01, rounds=20)
    looks = watch.fingerprint
    sizes = iter(range(3))

    def growing(path):
        return next(sizes, 2), looks(path)[1]

    watch.fingerprint = growing
    try:
        (outcome,) = outcomes
    finally:
        watch.fingerprint = looks
    assert outcome.state == "accepted"
    assert next(sizes, None) is None
    assert not inbox.exists()
    assert watch.line(outcome).startswith("counts.csv · accepted · 1 = 1 + 0 + 0")


def test_a_file_that_cannot_be_copied_yet_stays_in_the_inbox(store_home, monkeypatch):
    inbox = store_home / "inbox" / "counts.csv"
    inbox.write_text(HEADER)
    copy = vault._copy

    def while_growing(path, to):
        digest = copy(path, to)
        path.write_text(HEADER + "2021-06-01,001,received,5\n")
        return digest

    with monkeypatch.context() as patch:
        patch.setattr(vault, "_copy", while_growing)
        outcomes = [*watch.watch(definition.load(store_home), still=0.01, rounds=6)]  # a busy machine tries it twice
    assert {outcome.state for outcome in outcomes} == {"held"}
    assert inbox.exists()
    monkeypatch.setattr(watch, "PATIENCE", 0.0)
    (outcome,) = watch.watch(definition.load(store_home), still=0.01, rounds=6)
    assert (outcome.state, inbox.exists()) == ("accepted", False)
    assert known()["R", "received"] == 5


def test_rate_and_time_left_move_while_one_large_file_is_read(store_home, tmp_path):
    header = "application_id,district_code,received_on,approved_on,printed_on,returned_on,delivered_on\n"
    path = tmp_path / "issuance_2021-06-05.csv"
    with path.open("w") as file:
        file.write(header)
        file.writelines(f"A{number:07},001,2021-05-01,,,,\n" for number in range(600_000))
    answer = CliRunner().invoke(__main__.cli, ["ingest", str(path), "--json"])
    assert answer.exit_code == 0, answer.output
    *steps, outcome = [json.loads(line) for line in answer.output.splitlines()]
    assert outcome["lines"] == 600_001
    assert steps[0]["of"] == path.stat().st_size == steps[-1]["bytes"]
    inside = [step for step in steps if 0 < step["bytes"] < path.stat().st_size]
    assert inside
    # Less than a twentieth of a second is told as none.
    assert all(step["rows_per_second"] > 0 and step["seconds_left"] >= 0 for step in inside)
    assert [step["bytes"] for step in steps] == sorted(step["bytes"] for step in steps)
