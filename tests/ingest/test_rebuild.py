"""The vault alone brings the store back, to the same totals on every day."""

import os
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from campaign import __main__, definition
from campaign.ingest import deliveries, ingest, publish, rebuild, vault
from campaign.ingest.layouts import model
from campaign.ingest.notes import Note
from tests.ingest.conftest import known, rows

pytestmark = pytest.mark.usefixtures("in_this_process")
SEQUENCES = int(os.environ.get("SEQUENCES", "8"))

HEADER = "date,unit_code,measure,count\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(__main__.cli, arguments)


def facts() -> tuple:
    """What is known on every day, and what became of every file."""
    reported = (
        "select unit_code, measure, date, reported_on, sum(delta) from progress group by all having sum(delta) <> 0"
    )
    told = [
        (row["delivery_id"], row["file"], row["state"], row["lines"], row["quarantined"], row["received_at"])
        for row in deliveries.table("deliveries")
    ]
    targets = "select unit_code, measure, target, deadline, issued_on from targets"
    return sorted(rows(reported)), sorted(told), sorted(rows(targets))


def test_a_store_that_is_gone_comes_back_from_the_vault(take, store_home):
    take("counts_2021-05-02.csv", HEADER + "2021-05-01,001,received,5\n2021-05-02,009,received,7\n")
    take("first.csv", HEADER + "2021-05-01,002,received,5\n2021-05-09,001,received,1\n")
    take("second.csv", HEADER + "2021-05-01,002,received,8\n")
    take("bad.csv", "date,unit_code,count\n")
    before = facts()
    shutil.rmtree(store_home / "store")
    answer = run("rebuild")
    assert answer.exit_code == 0, answer.output
    assert facts() == before
    assert take("again.csv", HEADER + "2021-05-01,002,received,8\n").state == "known"


def test_a_file_that_was_explained_comes_back_without_the_campaigns_layouts(take, store_home):
    held = take("week_2021-06-05.csv", "Mã đơn vị,Số lượng\n001,5\n")
    answer = run("layout", "accept", held.delivery_id, "--set", "fixed.measure=received")
    assert answer.exit_code == 0, answer.output
    before = facts()
    shutil.rmtree(store_home / "store")
    shutil.rmtree(model.folder())
    assert run("rebuild").exit_code == 0
    assert facts() == before and known()["R", "received"] == 5


def test_a_layout_accepted_later_changes_nothing_that_came_before(take, store_home):
    take("counts_2021-06-05.csv", HEADER + "2021-06-05,001,received,5\n")
    before = facts()
    other = store_home / "other_2021-06-05.csv"
    other.write_text(HEADER + "2021-06-05,Huyện Một,received,7\n")
    answer = run("layout", "accept", str(other), "--set", "columns.measure=-", "--set", "fixed.measure=printed")
    assert answer.exit_code == 0, answer.output
    shutil.rmtree(store_home / "store")
    assert run("rebuild").exit_code == 0
    assert facts() == before and known()["R", "received"] == 5


@pytest.mark.parametrize("command", ["release", "reject", "withdraw"])
def test_a_decision_needs_a_reason(take, command):
    outcome = take("counts_2021-05-02.csv", HEADER + "2021-05-01,001,received,5\n")
    answer = run(command, outcome.delivery_id, "--because", "  ")
    assert answer.exit_code == 2 and "lý do" in answer.output
    assert known()["R", "received"] == 5


def test_one_delivery_is_taken_back_and_the_others_stay(take):
    take("counts_2021-05-02.csv", HEADER + "2021-05-01,001,received,5\n")
    wrong = take("counts_2021-05-03.csv", HEADER + "2021-05-01,001,received,500\n2021-05-02,Nguyễn,received,1\n")
    take("counts_2021-05-04.csv", HEADER + "2021-05-02,002,received,2\n")
    answer = run("withdraw", wrong.delivery_id, "--because", "wrong month")
    assert answer.exit_code == 0, answer.output
    assert known()["R", "received"] == 7
    (row,) = [row for row in deliveries.table("deliveries") if row["delivery_id"] == wrong.delivery_id]
    assert row["state"] == "withdrawn" and "wrong month" in row["message"]
    assert deliveries.table("quarantine", wrong.delivery_id) == []
    again = take("counts_2021-05-03.csv", HEADER + "2021-05-01,001,received,500\n2021-05-02,Nguyễn,received,1\n")
    assert again.state == "withdrawn" and known()["R", "received"] == 7
    assert [one.because for one in vault.find(wrong.delivery_id).decisions] == ["wrong month"]
    assert run("withdraw", wrong.delivery_id, "--because", "twice").exit_code == 1
    assert run("rollback").exit_code == 0
    assert known()["R", "received"] == 502


def test_what_a_file_left_unsaid_because_another_had_said_it_counts_when_that_is_taken_back(take):
    first = take("first.csv", HEADER + "2021-05-01,001,received,5\n")
    take("second.csv", HEADER + "2021-05-01,001,received,5\n2021-05-02,001,received,1\n")
    assert run("withdraw", first.delivery_id, "--because", "never sent").exit_code == 0
    assert known()["R", "received"] == 6


def test_a_target_that_an_earlier_definition_gave_outlives_the_store(take, store_home):
    take("counts_2021-02-02.csv", HEADER + "2021-02-01,001,received,5\n")
    toml = store_home / "campaign.toml"
    toml.write_text(toml.read_text().replace("target = 1000", "target = 3000"))
    take("counts_2021-02-05.csv", HEADER + "2021-02-02,001,received,5\n")
    before = facts()
    assert {target for _, measure, target, *_ in before[2] if measure == "received"} == {1000, 3000}
    shutil.rmtree(store_home / "store")
    assert run("rebuild").exit_code == 0
    assert facts() == before


def test_an_original_that_is_not_in_the_vault_is_said_and_nothing_changes(take):
    outcome = take("counts_2021-05-02.csv", HEADER + "2021-05-01,001,received,5\n")
    (vault.folder() / outcome.sha256).unlink()
    before = publish.served()
    answer = run("rebuild")
    assert answer.exit_code == 1 and "counts_2021-05-02.csv" in answer.output
    assert publish.served() == before


STEPS = ["send", "send", "send unsaid", "again", "withdraw", "roll back", "bad"]


def play(campaign: definition.Definition, folder: Path, steps: list[str], chance: random.Random) -> None:
    """Some days of an office: files, some sent again, some taken back."""
    sent: list[Path] = []
    for number, step in enumerate(steps):
        path = folder / f"{number}.csv"
        if step.startswith("send"):
            if step == "send":
                path = folder / f"counts_{number}_2021-05-0{chance.randint(5, 9)}.csv"
            units = [chance.choice(["001", "002", "010", "999"]) for _ in range(3)]
            lines = [f"2021-05-0{chance.randint(1, 5)},{unit},received,{chance.randint(0, 9)}\n" for unit in units]
            path.write_text(HEADER + "".join(lines))
            sent.append(path)
            ingest(campaign, [path])
        elif step == "bad":
            path.write_text(f"date,unit_code,count{number}\n")
            ingest(campaign, [path])
        elif step == "again" and sent:
            ingest(campaign, [chance.choice(sent)])
        elif step == "withdraw":
            taken = [row["delivery_id"] for row in deliveries.table("deliveries") if row["kind"]]
            if taken:
                assert run("withdraw", chance.choice(taken), "--because", "chance").exit_code == 0
        elif step == "roll back":
            run("rollback")


@pytest.fixture
def played(store_home, tmp_path):
    """played(steps, chance): what was known after these steps, and what is when the store is made anew."""

    def played(steps: list[str], chance: random.Random) -> tuple[tuple, tuple]:
        for folder in (store_home / "store", store_home / "vault"):
            shutil.rmtree(folder, ignore_errors=True)
        play(definition.load(store_home), tmp_path, ["send", *steps], chance)
        before = facts()
        shutil.rmtree(store_home / "store")
        answer = run("rebuild")
        assert answer.exit_code == 0, answer.output
        return before, facts()

    return played


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_after_any_sequence_the_vault_brings_back_the_same(played, seed):
    chance = random.Random(seed)
    before, after = played([chance.choice(STEPS) for _ in range(chance.randint(2, 8))], chance)
    assert after == before


@pytest.mark.parametrize(
    ("fault", "steps"),
    [
        ("the order is lost", ["send unsaid"] * 6),
        ("the name is lost", ["send"] * 3),
        ("what was decided is lost", ["send", "withdraw"]),
    ],
)
def test_a_vault_that_forgets_is_found_out(played, monkeypatch, fault, steps):
    whole = vault.deliveries

    def forgetful() -> list[Note]:
        found = whole()
        if fault == "the order is lost":
            return found[::-1]
        if fault == "the name is lost":
            return [replace(note, arrivals=(replace(note.arrival, name="x.csv"),)) for note in found]
        return [replace(note, outcome=(note.outcome or {}) | {"state": "accepted"}) for note in found]

    monkeypatch.setattr(rebuild.vault, "deliveries", forgetful)
    before, after = played(steps, random.Random(1))
    assert after != before
