"""Staff look after deliveries from the command line, and the inbox looks after itself."""

import json

from click.testing import CliRunner

from campaign import definition
from campaign.ingest import commands, publish, watch
from tests.ingest.conftest import known

HEADER = "date,unit_code,measure,count\n"
BAD = HEADER + "2021-06-01,001,received,5\n2021-06-01,Nguyễn,received,5\n"


def said(command, *arguments: str) -> str:
    answer = CliRunner().invoke(command, arguments)
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_deliveries_and_their_quarantine_are_told_as_json(take):
    take("counts_2021-06-05.csv", BAD)
    (delivery,) = json.loads(said(commands.deliveries, "--json"))
    assert {key: delivery[key] for key in ("file", "kind", "reported_on", "lines", "accepted", "quarantined")} == {
        "file": "counts_2021-06-05.csv", "kind": "counts", "reported_on": "2021-06-05",
        "lines": 3, "accepted": 1, "quarantined": 1,
    }  # fmt: skip
    lines = json.loads(said(commands.quarantine, delivery["delivery_id"], "--json"))
    assert lines == [{"line": 3, "rule": "unknown_unit", "column": "unit_code", "snippet": "xxxxxx"}]


def test_a_delivery_that_is_not_there_is_a_clear_sentence(take):
    answer = CliRunner().invoke(commands.quarantine, ["nothing"])
    assert answer.exit_code == 1
    assert "nothing" in answer.output


def test_rollback_serves_what_was_served_before_and_the_file_can_come_again(take):
    take("counts_2021-06-04.csv", HEADER + "2021-06-01,001,received,5\n")
    take("counts_2021-06-05.csv", HEADER + "2021-06-01,001,received,9\n")
    said(commands.rollback)
    assert known()["R", "received"] == 5
    take("counts_2021-06-05.csv", HEADER + "2021-06-01,001,received,9\n")
    assert known()["R", "received"] == 9
    assert len(publish.snapshots()) == 3


def test_the_watcher_waits_until_a_file_is_still(store_home):
    inbox = store_home / "inbox" / "counts.csv"
    inbox.write_text(HEADER)
    verdicts = watch.watch(definition.load(store_home), still=0.01, rounds=20)
    looks = watch.prints
    sizes = iter(range(3))

    def growing(path):
        return next(sizes, 2), looks(path)[1]

    watch.prints = growing
    try:
        (verdict,) = verdicts
    finally:
        watch.prints = looks
    assert verdict.state == "accepted"
    assert next(sizes, None) is None
    assert not inbox.exists()
    assert watch.line(verdict).startswith("counts.csv · accepted · 1 = 1 + 0 + 0")
