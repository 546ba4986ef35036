"""A delivery comes twice, late, revised, in any order: the figures are what they should be, on every day."""

import re
from datetime import date
from itertools import permutations

import pytest

from campaign import definition
from campaign.ingest import deliveries, ingest, publish
from tests.ingest.conftest import known, rows

HEADER = "date,unit_code,measure,count\n"
TOTALS = "date,unit_code,measure,total\n"
RECORDS = "application_id,district_code,received_on,approved_on,printed_on,returned_on,delivered_on\n"
SEQUENCE = {
    "counts_2021-05-02.csv": HEADER + "2021-05-01,001,received,5\n2021-05-02,001,received,7\n",
    "counts_2021-05-03.csv": HEADER + "2021-05-02,001,received,9\n2021-05-03,001,received,1\n",
    "issuance_2021-05_2021-05-04.csv": RECORDS + "A1,001,2021-05-01,,,,\nA2,001,2021-05-03,,,,\n",
    "totals_2021-05-05.csv": TOTALS + "2021-05-02,001,received,4\n",
}
KNOWN = {"2021-05-01": 0, "2021-05-02": 12, "2021-05-03": 15, "2021-05-04": 2, "2021-05-05": 5}


@pytest.mark.parametrize("order", list(permutations(SEQUENCE))[::3])
def test_in_any_order_the_same_is_known_on_every_day(take, order):
    for name in order:
        take(name, SEQUENCE[name])
    assert {day: known(day).get(("R", "received"), 0) for day in KNOWN} == KNOWN


def test_the_same_file_again_also_renamed_changes_nothing(take):
    take("counts_2021-05-02.csv", SEQUENCE["counts_2021-05-02.csv"])
    before = publish.served()
    again = take("other_2021-06-30.csv", SEQUENCE["counts_2021-05-02.csv"])
    assert again.state == "known" and "đã nhận" in again.message
    assert publish.served() == before


def test_a_file_that_does_not_say_its_day_counts_on_its_own_and_a_change_on_the_latest(take):
    take("first.csv", HEADER + "2021-05-01,001,received,5\n2021-05-09,001,received,1\n")
    take("second.csv", HEADER + "2021-05-01,001,received,8\n2021-05-02,001,received,2\n")
    assert [known(f"2021-05-0{day}").get(("R", "received")) for day in (1, 2, 8, 9)] == [5, 7, 7, 11]


def test_a_held_file_can_come_again_and_its_row_is_replaced(take, store_home, tmp_path):
    take("bad.csv", "date,unit_code,count\n")
    take("bad.csv", "date,unit_code,count\n")
    assert [row["state"] for row in deliveries.table("deliveries")] == ["held"]


def test_the_inbox_is_emptied_into_the_vault(store_home):
    inbox = store_home / "inbox" / "counts.csv"
    inbox.write_text(HEADER + "2021-05-01,001,received,5\n")
    (outcome,) = ingest(definition.load(store_home), [inbox])
    original = store_home / "vault" / outcome.sha256
    assert not inbox.exists()
    assert original.read_text() == HEADER + "2021-05-01,001,received,5\n"
    assert original.stat().st_mode & 0o777 == 0o600


def test_of_many_at_once_each_is_a_delivery_and_one_that_repeats_another_is_known_if_that_passed(store_home):
    toml = store_home / "campaign.toml"
    toml.write_text(re.sub(r"(?s)without = \[.*?\]", "without = []", toml.read_text()))
    good, later = (
        HEADER + "2021-05-01,001,received,5\n",
        HEADER + "2021-05-02,001,received,7\n2021-05-03,x,received,1\n",
    )
    to_come = HEADER + "2021-05-04,001,received,9\n"
    files = {"a.csv": good, "b.csv": good, "c.csv": "date,unit\n", "d.csv": later}
    files |= {"e_2099-01-01.csv": to_come, "f_2099-01-01.csv": to_come, "g.csv": good}
    for name, content in files.items():
        (store_home / "inbox" / name).write_text(content)
    outcomes = ingest(definition.load(store_home), [store_home / "inbox" / name for name in files])
    states = ["accepted", "known", "held", "accepted with quarantine", "held", "held", "known"]
    assert [outcome.state for outcome in outcomes] == states
    assert [outcome.file for outcome in outcomes] == list(files)
    assert [row["file"] for row in deliveries.table("deliveries")] == ["a.csv", "c.csv", "d.csv", "f_2099-01-01.csv"]
    assert known()["R", "received"] == 12
    assert len(publish.snapshots()) == 1
    assert [*(store_home / "inbox").iterdir()] == []


def test_three_snapshots_and_more_are_kept(take):
    for day in range(1, 9):
        take("counts.csv", HEADER + f"2021-05-0{day},001,received,5\n")
    assert len(publish.snapshots()) == publish.KEPT >= 3
    assert rows("select count(*) from deliveries") == [(8,)]


def test_the_plan_grows_from_the_baseline_to_the_target_slowly_at_both_ends(take):
    take("counts.csv", HEADER)
    plan = dict(rows("select date, fraction from plan_curve where measure = 'received' order by date"))
    assert plan[date(2021, 3, 2)] == pytest.approx(1)
    assert plan[date(2021, 1, 31)] == pytest.approx(0.5, abs=0.03)
    assert plan[date(2021, 1, 1)] < 0.001
    assert len(plan) == 61
