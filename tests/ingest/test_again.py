"""What a file said and nobody knew is taken once the definition knows it, counted once, where the file stood."""

import shutil
import tomllib

import pytest

from campaign import definition, settings
from campaign.ingest import again, deliveries, ingest, publish, rebuild, vault, watch
from campaign.ingest.layouts import model
from tests.ingest.conftest import known, rows
from tests.ingest.test_rebuild import HEADER, facts, run

pytestmark = pytest.mark.usefixtures("in_this_process")
NEW_UNIT = "003,01,district,Huyện Ba\n"
NEW_MEASURE = """
[[measures]]
id = "checked"
project = "issuance"
target = 1000
label = { vi = "Đã kiểm", en = "checked" }
unit = { vi = "thẻ", en = "cards" }
"""
NEW_DEFECT = '[[defects]]\nid = "no_name"\nlabel = { vi = "Thiếu tên", en = "No name" }\n'
DEFECTS = "date,unit_code,defect,open\n2021-05-01,001,no_birthday,7\n2021-05-01,002,no_name,3\n"
FILE = HEADER + "2021-05-01,001,received,5\n2021-05-01,003,received,7\n2021-05-01,xyz,received,1\n"


def mend(home, name: str, old: str, new: str) -> None:
    """Change a file of the definition."""
    path = home / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")


def balance() -> None:
    """The ledger balances, and a rebuild from the vault gives the same on every day."""
    assert rows("select file from deliveries where kind is not null and lines - 1 <> accepted + quarantined") == []
    before = facts()
    shutil.rmtree(settings.store())
    answer = run("rebuild")
    assert answer.exit_code == 0, answer.output
    assert facts() == before


@pytest.mark.parametrize("name", ["counts_2021-05-02.csv", "counts.csv"])
def test_the_same_file_again_gives_what_is_known_by_now(take, store_home, name):
    first = take(name, FILE)
    assert known()["R", "received"] == 5
    assert take(name, FILE).state == "known"
    mend(store_home, "units.csv", "", NEW_UNIT)
    second = take(name, FILE)
    assert second.state == "accepted with quarantine" and "1 dòng" in second.message
    assert (second.delivery_id, second.accepted, second.quarantined) == (first.delivery_id, 2, 1)
    assert known()["R", "received"] == 12 and known()["003", "received"] == 7
    assert rows("select count(*) from deliveries") == [(1,)]
    assert take(name, FILE).state == "known"
    balance()


@pytest.mark.parametrize("name", ["counts_2021-05-02.csv", "counts.csv"])
def test_again_takes_what_is_known_by_now_as_it_came(take, store_home, name, monkeypatch):
    monkeypatch.setenv("CAMPAIGN_USER", "clerk of 01")
    first = take(name, FILE)
    mend(store_home, "units.csv", "", NEW_UNIT)
    monkeypatch.setenv("CAMPAIGN_USER", "admin")
    answer = run("again", first.delivery_id)
    assert answer.exit_code == 0 and "1 dòng" in answer.output
    assert known()["R", "received"] == 12
    note = vault.find(first.delivery_id)
    assert note.arrival.name == name and note.arrival.by == "clerk of 01" and len(note.arrivals) == 1
    assert "không có gì thay đổi" in run("again", first.delivery_id).output
    assert known()["R", "received"] == 12
    balance()


ONE = "2021-05-01,001,received,1"
CHECKED = f"{HEADER}2021-05-01,001,checked,5\n{ONE}\n"
REASONS = {
    "unit": ("units.csv", "", NEW_UNIT, FILE),
    "measure": ("campaign.toml", "[[records]]", NEW_MEASURE + "[[records]]", CHECKED),
    "window": ("campaign.toml", "start = 2021-01", "start = 2020-12", f"{HEADER}2020-12-31,001,received,5\n{ONE}\n"),
    "defect": ("campaign.toml", "[[connections]]", NEW_DEFECT + "[[connections]]", DEFECTS),
    "province": ("units.csv", "010,02", "010,01", f"province_code,{HEADER}01,2021-05-01,010,received,5\n01,{ONE}\n"),
}


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_of_the_definition_is_looked_at_again_by_itself(take, store_home, reason):
    file, old, new, content = REASONS[reason]
    first = take("so_lieu_2021-05-03.csv", content)
    mend(store_home, file, old, new)
    told = []
    assert ingest(definition.load(store_home), [], tell_again=told.append) == []
    assert [(one.delivery_id, one.accepted) for one in told] == [(first.delivery_id, first.accepted + 1)]
    assert rows("select quarantined from deliveries") == [(first.quarantined - 1,)]
    told.clear()
    served = publish.served()
    ingest(definition.load(store_home), [], tell_again=told.append)
    assert told == [] and publish.served() == served
    balance()


@pytest.mark.parametrize("name", ["counts{}_2021-05-0{}.csv", "counts{}.csv"])
def test_a_later_correction_stays_the_later_one(take, store_home, name):
    take(name.format(1, 4), FILE)
    take(name.format(2, 4), HEADER + "2021-05-01,001,received,9\n")
    take(name.format(3, 5), HEADER + "2021-05-02,002,received,1\n")
    mend(store_home, "units.csv", "", NEW_UNIT)
    take(name.format(1, 4), FILE)
    assert known()["R", "received"] == 9 + 7 + 1 and known()["001", "received"] == 9
    balance()


def test_records_in_quarantine_are_taken_and_counted_once(take, store_home):
    header = "application_id,district_code,received_on,approved_on,printed_on,returned_on,delivered_on\n"
    lines = "".join(f"H{number},00{1 + number % 3},2021-05-0{1 + number % 5},,,,\n" for number in range(60))
    first = take("issuance_2021-05_2021-06-01.csv", header + lines)
    assert first.quarantined == 20 and known()["R", "received"] == 40
    mend(store_home, "units.csv", "", NEW_UNIT)
    assert take("issuance_2021-05_2021-06-01.csv", header + lines).accepted == 60
    assert known()["R", "received"] == 60
    balance()


def test_a_held_file_is_taken_once_its_header_is_known(take, store_home):
    content = (
        "application_id,district_code,received_on,approved_on,printed_on,returned_on,ngay_giao\nH1,001,2021-05-01,,,,\n"
    )
    held = take("records_2021-06-01.csv", content)
    assert held.state == "held"
    mend(store_home, "campaign.toml", '["ngay_tra_the"]', '["ngay_tra_the", "ngay_giao"]')
    assert run("again", held.delivery_id).exit_code == 0
    assert known()["R", "received"] == 1
    balance()


def test_what_was_taken_back_or_rejected_stays_so(take, store_home):
    first = take("counts_2021-05-02.csv", FILE)
    run("withdraw", first.delivery_id, "--because", "wrong month")
    mend(store_home, "units.csv", "", NEW_UNIT)
    assert "wrong month" in run("again", first.delivery_id).output
    ingest(definition.load(store_home), [])
    assert known() == {}
    assert run("again", "0123456789abcdef").exit_code == 1


def test_a_mended_definition_is_published_though_nothing_came(take, store_home):
    take("counts_2021-05-02.csv", HEADER + "2021-05-01,001,received,5\n")
    mend(store_home, "campaign.toml", "target = 1000", "target = 3000")
    assert run("ingest").exit_code == 0
    assert (3000,) in rows("select distinct target from targets where unit_code = 'R'")


def test_status_says_what_waits_for_the_next_ingest(take, store_home):
    first = take("counts_2021-05-02.csv", FILE)
    assert first.delivery_id not in run("status").output
    mend(store_home, "units.csv", "", NEW_UNIT)
    assert first.delivery_id in run("status").output
    answer = run("ingest")
    assert answer.exit_code == 0
    assert first.delivery_id not in run("status").output and known()["R", "received"] == 12


def test_the_watcher_notices_that_the_definition_was_mended(take, store_home):
    take("counts_2021-05-02.csv", FILE)
    campaign = definition.load(store_home)
    mend(store_home, "units.csv", "", NEW_UNIT)
    outcomes = list(watch.watch(campaign, still=0.01, rounds=2))
    assert known()["R", "received"] == 12 and len(outcomes) == 1
    mended = definition.load(store_home)
    mend(store_home, "campaign.toml", "[campaign]", "[campaign")
    assert list(watch.watch(mended, still=0.01, rounds=2)) == []


def test_the_watcher_waits_while_a_unit_with_figures_has_no_row(take, store_home, caplog):
    before = (store_home / "units.csv").read_text()
    mend(store_home, "units.csv", "", NEW_UNIT)
    take("counts_2021-05-02.csv", FILE)
    mended = (store_home / "units.csv").read_text()
    (store_home / "units.csv").write_text(before)
    lacking = definition.load(store_home)
    (store_home / "inbox" / "counts_2021-05-03.csv").write_text(FILE.replace("2021-05-01", "2021-05-02"))
    assert list(watch.watch(lacking, still=0, rounds=2)) == []
    assert "units.csv" in caplog.text and (store_home / "inbox" / "counts_2021-05-03.csv").exists()
    (store_home / "units.csv").write_text(mended)
    assert len(list(watch.watch(definition.load(store_home), still=0, rounds=1))) == 1


def test_one_whose_original_is_gone_is_said(take, store_home):
    first = take("counts_2021-05-02.csv", FILE)
    (store_home / "vault" / first.sha256).unlink()
    mend(store_home, "units.csv", "", NEW_UNIT)
    told = []
    ingest(definition.load(store_home), [], tell_again=told.append)
    assert [(one.delivery_id, one.accepted) for one in told] == [(first.delivery_id, first.accepted)]
    assert "bản gốc" in told[0].message
    assert known()["R", "received"] == 5


def test_only_what_the_definition_did_not_allow_is_read_again(take, store_home, monkeypatch):
    first = take("counts1_2021-05-02.csv", FILE)
    take("counts2_2021-05-02.csv", HEADER + "2021-05-01,002,received,5\n2021-05-01,002,received,x\n")
    mend(store_home, "units.csv", "", NEW_UNIT)
    read, look_at = [], rebuild.again
    monkeypatch.setattr(rebuild, "again", lambda *how: read.append(how[1].delivery_id) or look_at(*how))
    ingest(definition.load(store_home), [])
    assert read == [first.delivery_id]


def test_each_rule_asks_the_definition_or_the_line():
    rules = set(tomllib.loads((settings.PROJECT / "campaign/words/rules.toml").read_text()))
    of_the_line = {
        "ragged_row", "blank_line", "unclosed_quote", "control_character", "bad_encoding", "line_too_long",
        "missing_value", "not_a_date", "not_a_count", "ambiguous_number", "more_open_than_found", "more_than_sample",
        "more_than_communes",
        "stages_out_of_order", "duplicate_id", "duplicate_row",
    }  # fmt: skip
    assert rules - of_the_line == set(again.RULES)


def test_an_again_that_counts_at_the_end_is_found_out(take, store_home, monkeypatch):
    monkeypatch.setattr(publish, "_place", lambda *_: None)
    take("counts1_2021-05-04.csv", FILE)
    take("counts2_2021-05-04.csv", HEADER + "2021-05-01,001,received,9\n")
    mend(store_home, "units.csv", "", NEW_UNIT)
    take("counts1_2021-05-04.csv", FILE)
    assert known()["001", "received"] != 9
    assert deliveries.table("deliveries")


def layout(name: str, measure: str, accepted_at: str) -> None:
    """A layout that somebody has accepted for files with the header of SHEET."""
    columns = {"don_vi": "unit_code", "ngay": "date", "ket_qua": f"measure {measure}"}
    model.write(model.Layout(name, "counts", columns, day_order="dmy", thousands=".", accepted_at=accepted_at))


SHEET = "Đơn vị;Ngày;Kết quả\nHuyện Một;01/05/2021;1.005\nHuyện Ba;01/05/2021;7\n"


def test_a_file_that_a_layout_reads_is_looked_at_again_by_the_same_layout(take, store_home):
    layout("by_hand", "received", "2021-05-01")
    first = take("bao_cao_2021-05-02.csv", SHEET)
    assert (first.accepted, first.quarantined) == (1, 1)
    layout("later", "approved", "2021-06-01")
    mend(store_home, "units.csv", "", NEW_UNIT)
    assert take("bao_cao_2021-05-02.csv", SHEET).accepted == 2
    assert known()["R", "received"] == 1012 and ("R", "approved") not in known()
    assert vault.find(first.delivery_id).layout.name == "by_hand"
    balance()


def test_a_mended_layout_is_a_mended_definition(take, store_home):
    layout("by_hand", "recieved", "2021-05-01")
    first = take("bao_cao_2021-05-02.csv", SHEET.replace("Ba", "Hai"))
    assert first.accepted == 0
    file = store_home / "layouts" / "by_hand.toml"
    file.write_text(file.read_text().replace("recieved", "received"))
    assert run("ingest").exit_code == 0
    assert known()["R", "received"] == 1012
    balance()
