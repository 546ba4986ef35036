"""A number that two units count: held with a sentence when there are many, named on the receipt when there are few."""

import hashlib
import os
import shutil
import stat
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from campaign import definition, words
from campaign.__main__ import cli
from campaign.ingest import decide, deliveries, gate, ids, ingest, look, looking, notes, publish, vault
from campaign.ingest.outcome import ACCEPTED, HELD, QUARANTINED
from campaign.ingest.rebuild import rebuild
from campaign.ingest.speaks import Sent
from campaign.serving.pointer import StoreError
from tests.ingest.books import book
from tests.ingest.conftest import known, rows
from tests.ingest.test_gate import RECORDS, bring, gated, records

__all__ = ["gated"]
A, B = "issuance_A_2021-01.csv", "issuance_B_2021-01.csv"
FEBRUARY = date(2021, 2, 3)


def both(*numbers: range) -> str:
    """Records of the second province: of each range those numbers, on days of January."""
    return RECORDS + "\n" + "".join(f"H{row},010,2021-01-{row % 20 + 6:02},,,,\n" for part in numbers for row in part)


def test_all_of_them_are_held_and_the_sentence_says_how_many_and_where(gated: Path, tmp_path: Path) -> None:
    outcome = bring(gated, tmp_path, [(A, records(50)), (B, both(range(50)))])
    assert outcome.state == HELD
    assert "50 trong 50" in outcome.message and "Tỉnh Một (01)" in outcome.message
    assert known() == {("001", "received"): 50, ("01", "received"): 50, ("R", "received"): 50}


def test_a_few_are_counted_and_named_on_the_receipt(gated: Path, tmp_path: Path) -> None:
    outcome = bring(gated, tmp_path, [(A, records(50)), (B, both(range(45, 50), range(100, 500)))])
    assert outcome.state == ACCEPTED
    assert "5 trong 405" in outcome.message and "Tỉnh Một (01)" in outcome.message
    (row,) = [row for row in deliveries.table("deliveries") if row["file"] == B]
    assert row["message"] == outcome.message


@pytest.mark.parametrize("numbers", [[range(50)], [range(45, 50), range(100, 500)]], ids=["held", "named"])
def test_a_file_that_is_looked_at_is_asked_what_it_is_asked_when_it_comes(
    numbers: list[range], gated: Path, tmp_path: Path
) -> None:
    bring(gated, tmp_path, [(A, records(50))])
    path, campaign = tmp_path / B, definition.load(gated)
    path.write_text(both(*numbers), encoding="utf-8")
    original = vault.Original(path, hashlib.sha256(path.read_bytes()).hexdigest())
    seen = look.at(campaign, original, Sent(B, "staff", None), None, campaign.today())
    assert list(tmp_path.glob(".*")) == [], "its numbers are gone again"
    assert not ids.beside(original.sha256).exists()
    (outcome,) = ingest(campaign, [path])
    assert bool(seen.reasons) == (outcome.state == HELD)
    assert "Tỉnh Một (01)" in " ".join([*seen.reasons, seen.outcome.message])
    told = words.t("gate.held", sentences=" ".join(seen.reasons), id=outcome.delivery_id)
    assert outcome.message == (told if seen.reasons else seen.outcome.message)


@pytest.mark.parametrize("meanwhile", ["run", "look"])
def test_nobody_who_works_meanwhile_takes_away_the_numbers_of_what_is_looked_at(
    meanwhile: str, gated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(gated, tmp_path, [(A, records(50))])
    path, campaign, opened = tmp_path / B, definition.load(gated), gate.opened
    path.write_text(both(range(50)), encoding="utf-8")
    kept, sent = vault.keep(path), Sent(B, "staff", None)

    def later(campaign: definition.Definition) -> AbstractContextManager[gate.Gate]:
        monkeypatch.setattr(gate, "opened", opened)
        if meanwhile == "run":
            ingest(campaign, [])
        else:
            look.at(campaign, kept, sent, None, campaign.today())
        return opened(campaign)

    monkeypatch.setattr(gate, "opened", later)
    seen = look.at(campaign, kept, sent, None, campaign.today())
    assert "50 trong 50" in " ".join(seen.reasons)
    assert list(vault.folder().glob(".*")) == []


def test_numbers_of_a_look_that_was_killed_are_gone_after_the_next_run(gated: Path, tmp_path: Path) -> None:
    left = vault.folder() / f"{looking.LOOKS}left"
    left.mkdir()
    (left / "numbers").write_text("hashes")
    with looking.place():
        bring(gated, tmp_path, [(A, records(50))])
        assert left.exists(), "whose it is cannot be told while somebody looks"
    bring(gated, tmp_path, [(B, records(5))])
    assert not left.exists()


def test_each_rule_is_asked_once_of_what_it_looks_at(
    gated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(gate, "_question", lambda rule: asked.append(rule) or (gate.FOLDER / f"{rule}.sql").read_text())
    bring(gated, tmp_path, [(A, records(50))])
    has = {gate.ALWAYS, gate.COUNTS, gate.AMOUNTS, gate.NUMBERS}
    assert sorted(asked) == sorted(rule for rule, of in gate.RULES.items() if of in has)


def test_both_in_one_run(gated: Path, tmp_path: Path) -> None:
    paths = [tmp_path / A, tmp_path / B, tmp_path / "issuance_C_2021-01.csv"]
    for path, content in zip(paths, (records(50), both(range(50)), records(50, unit="002")), strict=True):
        path.write_text(content, encoding="utf-8")
    assert [outcome.state for outcome in ingest(definition.load(gated), paths)] == [ACCEPTED, HELD, HELD]


def test_it_does_not_matter_in_which_format_they_come(gated: Path, tmp_path: Path) -> None:
    bring(gated, tmp_path, [(A, records(50))])
    lines = [line.split(",") for line in both(range(50)).splitlines()]
    file, packed = tmp_path / "issuance_B_2021-01.xlsx", tmp_path / "issuance_B_2021-01.parquet"
    file.write_bytes(book({"A": [tuple(line) for line in lines]}))
    rows_of = ", ".join(f"({', '.join(repr(cell) for cell in line)})" for line in lines[1:])
    duckdb.query(f"select * from (values {rows_of}) as t({', '.join(lines[0])})").write_parquet(str(packed))
    assert [outcome.state for outcome in ingest(definition.load(gated), [file, packed])] == [HELD, HELD]
    assert known()["R", "received"] == 50


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (A, records(51)),  # the same province again
        ("issuance_2021-01-01_2021-02-28.csv", records(49)),
        ("issuance_A_2021-02.csv", records(50, FEBRUARY, unit="001")),  # days that it did not tell yet
        ("counts_2021-01-20.csv", "date,unit_code,measure,count\n2021-01-12,010,received,50\n"),
        (B, records(400, unit="010", code="N")),
    ],
)
def test_what_is_counted_once_is_not_held(name: str, content: str, gated: Path, tmp_path: Path) -> None:
    outcome = bring(gated, tmp_path, [(A, records(50)), (name, content)])
    assert (outcome.state, outcome.message) == (ACCEPTED, "")


def test_who_moved_is_counted_where_they_are_now(gated: Path, tmp_path: Path) -> None:
    """The old province's next extract no longer has them, then the new one's has."""
    left = f"{RECORDS}\n" + "".join(records(80).splitlines(keepends=True)[31:])
    moved = records(30, unit="010")
    outcome = bring(gated, tmp_path, [(A, records(80)), ("issuance_A_2021-01_2021-02-01.csv", left), (B, moved)])
    assert (outcome.state, outcome.message) == (ACCEPTED, "")
    assert known()["R", "received"] == 80


def test_a_stage_that_each_counts_by_itself_is_no_repetition(gated: Path, tmp_path: Path) -> None:
    """Received in one province in January, printed in the other in February."""
    printed = f"{RECORDS}\n" + "".join(f"H{row},010,2021-01-{row % 20 + 5:02},,2021-02-03,,\n" for row in range(50))
    outcome = bring(gated, tmp_path, [(A, records(50)), ("issuance_B_2021-02.csv", printed)])
    assert (outcome.state, outcome.message) == (ACCEPTED, "")
    twice = printed.replace(",010,", ",002,")
    assert bring(gated, tmp_path, [("issuance_C_2021-02.csv", twice)]).state == HELD


def test_a_number_that_stands_twice_in_a_file_counts_once_and_the_second_line_is_named(
    gated: Path, tmp_path: Path
) -> None:
    content = records(50) + "H7,010,2021-01-12,,,,\n"
    assert bring(gated, tmp_path, [(A, content)]).state == QUARANTINED
    assert rows("select line, rule from quarantine") == [(52, "duplicate_id")]
    assert known()["R", "received"] == 50
    other = bring(gated, tmp_path, [("issuance_C_2021-01.csv", f"{RECORDS}\nH7,002,2021-01-12,,,,\n")])
    assert "(Tỉnh Một (01))" in other.message  # and not the unit of the second line


def test_what_a_person_has_released_is_not_asked_again(gated: Path, tmp_path: Path) -> None:
    held = bring(gated, tmp_path, [(A, records(50)), (B, both(range(50)))])
    decide(definition.load(gated), held.delivery_id, notes.RELEASE, "both are right")
    for name, content in (
        (A, records(51)),
        ("issuance_B_2021-01_2021-02-01.csv", both(range(50), range(200, 210))),
    ):
        outcome = bring(gated, tmp_path, [(name, content)])
        assert (outcome.state, outcome.message) == (ACCEPTED, "")
    assert (
        bring(gated, tmp_path, [("issuance_A_2021-01_2021-02-02.csv", both(range(210)).replace("010", "001"))]).state
        == HELD
    )


def test_what_is_taken_back_is_counted_no_longer(gated: Path, tmp_path: Path) -> None:
    first = bring(gated, tmp_path, [(A, records(50))])
    held = bring(gated, tmp_path, [(B, both(range(50)))])
    assert CliRunner().invoke(cli, ["withdraw", first.delivery_id, "--because", "they moved"]).exit_code == 0
    assert bring(gated, tmp_path, [(B, both(range(50)))]).state == ACCEPTED
    assert held.state == HELD
    assert CliRunner().invoke(cli, ["rollback"]).exit_code == 0
    assert CliRunner().invoke(cli, ["rollback"]).exit_code == 0
    assert bring(gated, tmp_path, [("issuance_C_2021-01.csv", records(50, unit="002"))]).state == HELD


def test_a_released_file_names_what_is_counted_twice_and_a_rebuilt_store_still_does(
    gated: Path, tmp_path: Path
) -> None:
    held = bring(gated, tmp_path, [(A, records(50)), (B, both(range(50)))])
    released = decide(definition.load(gated), held.delivery_id, notes.RELEASE, "both are right")
    assert released.state == ACCEPTED and "50 trong 50" in released.message
    told = {row["file"]: row["message"] for row in deliveries.table("deliveries")}
    for path in vault.folder().glob("*.ids"):
        path.unlink()
    shutil.rmtree(gated / "store")
    rebuild(definition.load(gated))
    assert {row["file"]: row["message"] for row in deliveries.table("deliveries")} == told
    outcome = bring(gated, tmp_path, [("issuance_C_2021-01.csv", records(50, unit="002"))])
    assert outcome.state == HELD and "Tỉnh Hai (02)" in outcome.message


def test_numbers_are_in_the_vault_alone_and_only_as_hashes_that_their_owner_reads(gated: Path, tmp_path: Path) -> None:
    outcome = bring(gated, tmp_path, [(A, records(50))])
    path = ids.beside(outcome.sha256)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"H49" not in path.read_bytes() and b"H49" in (vault.folder() / outcome.sha256).read_bytes()
    hashes = {key for (key,) in duckdb.query("select hash('H' || i) from range(50) as t(i)").fetchall()}
    assert hashes_in(path) == hashes
    store = publish.served().read_bytes()
    assert not [key for key in hashes if key.to_bytes(8, "little") in store]


def hashes_in(path: Path) -> set[int]:
    return {key for (key,) in duckdb.query(f"select key from read_parquet('{path}')").fetchall()}


def test_the_hash_is_the_one_that_the_vault_knows() -> None:
    """A DuckDB that hashes otherwise sees no number again until `campaign rebuild`: say so where it is updated."""
    assert duckdb.query("select hash('HS0001')").fetchall() == [(10411914277885765141,)]


def test_more_than_can_be_kept_is_a_sample_and_the_sentence_says_so(
    gated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_this_process: None
) -> None:
    monkeypatch.setattr(ids, "IN_FILE", 1 << 7)
    monkeypatch.setattr(ids, "IN_ALL", 1 << 6)
    outcome = bring(gated, tmp_path, [(A, records(500))])
    kept = hashes_in(ids.beside(outcome.sha256))
    assert 90 < len(kept) < 160
    other = bring(gated, tmp_path, [(B, both(range(500)))])
    assert other.state == HELD
    assert "1 trong 8 số" in other.message
    said = int(other.message.partition(" trong ")[0].rpartition(" ")[2].replace(".", ""))
    assert 250 < said < 750


def test_a_gate_that_knows_no_numbers_is_found_out(
    gated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ids, "beside", lambda sha256: tmp_path / os.urandom(8).hex())
    assert bring(gated, tmp_path, [(A, records(50)), (B, both(range(50)))]).state == ACCEPTED
    assert known()["R", "received"] == 100


def test_numbers_that_are_cut_short_are_said_and_come_back(gated: Path, tmp_path: Path) -> None:
    path = ids.beside(bring(gated, tmp_path, [(A, records(50))]).sha256)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(StoreError, match=r"\.ids .*campaign rebuild"):
        bring(gated, tmp_path, [(B, both(range(50)))])
    rebuild(definition.load(gated))
    assert bring(gated, tmp_path, [(B, both(range(50)))]).state == HELD
