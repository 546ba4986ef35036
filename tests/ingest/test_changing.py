"""A change of the campaign's files at the desk: checked as `campaign check` does, journalled, whole or not at all."""

import errno
import json
import os
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from campaign import words
from campaign.ingest import checked, keeping, watch
from campaign.ingest.desk import Clerk
from campaign.people import roster
from campaign.serving import desk as pages
from campaign.serving import queries, store
from campaign.serving.desk import Order
from campaign.serving.selection import EVERYTHING, Selection
from campaign.upkeep import changes, kept, sections
from campaign.upkeep.changes import Change
from tests import readers, small

OFFICE = """
[[offices]]   # who signs
level = "nation"
superior = { vi = "Bộ", en = "Ministry" }
name = { vi = "Văn phòng", en = "Office" }
symbol = "VP"  # of letters
place = { vi = "Hà Nội", en = "Hanoi" }
signer = { vi = "Chánh văn phòng", en = "Head" }
recipients = [
    { vi = "Như trên", en = "As above" },
]

# A comment of the next table
[plan]
shape = "linear"  # "s-curve" # or linear
"""
EVENT = {"first_on": "2021-02-01", "last_on": "2021-02-01", "unit_code": "R", "kind": "holiday", "label_vi": "Nghỉ"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = small.folder(tmp_path / "small", toml=small.TOML + OFFICE)
    readers.write(home, "A")
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    return home


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is not the check that matters."""
    monkeypatch.setattr(checked, "warnings", lambda file, text: [])


def order(home: Path, what: str, role: str = "admin", unit: str | None = None, **about: object) -> dict:
    """What the desk answers to somebody of this role."""
    return Clerk(small.loaded(home)).answer(Order(what, role, unit, "vi", about, role))


def change(home: Path, section: str, place: int | None, values: dict | None, **more: object) -> dict:
    """The same for a change of the file as it is now."""
    about = {"because": "why", "seen": kept.read(sections.SECTIONS[section]).seen} | more
    return order(home, "change", section=section, place=place, values=values, **about)


def targets(home: Path) -> str:
    return (home / "targets.csv").read_text()


@pytest.mark.parametrize(
    ("section", "place", "values", "said"),
    [
        ("quotas", None, {"unit_code": "zz", "measure": "received"}, "zz"),
        ("quotas", 0, {"deadline": "32/13/2021"}, "2021-12-31"),
        ("deadlines", 0, {"deadline": "2020-01-01"}, "'deadline'"),
        ("people", None, {"issuer": "https://x", "role": "admin"}, "[[people]]"),
    ],
)
def test_what_check_refuses_is_refused_in_its_words(
    section: str, place: int | None, values: dict, said: str, home: Path
) -> None:
    before = {path.name: path.read_bytes() for path in home.iterdir() if path.is_file()}
    assert said in change(home, section, place, values)["fault"]
    after = {path.name: path.read_bytes() for path in home.iterdir() if path.is_file()}
    assert after == before | {".changes.lock": b""}


def test_a_broken_file_is_mended_one_record_after_another(home: Path) -> None:
    """What is wrong elsewhere keeps nobody from a change."""
    readers.write(home, "a1")
    assert "fault" not in change(home, "quotas", 0, {"target": "4100"})
    assert "fault" not in change(home, "people", 2, {"unit": "A"})
    assert "fault" in change(home, "people", 2, {"unit": "zz"})


def test_a_record_that_goes_makes_no_old_mistake_new(home: Path) -> None:
    """What is said of the entries after it names their places, which are others then."""
    readers.write(home, "a1")
    assert "fault" not in change(home, "people", 0, None)


def test_a_file_that_is_a_link_is_left_where_it_is_kept(home: Path, tmp_path: Path, unchecked: None) -> None:
    (home / "targets.csv").rename(tmp_path / "kept.csv")
    (home / "targets.csv").symlink_to(tmp_path / "kept.csv")
    assert change(home, "quotas", 0, {"target": "4100"}) == {"fault": words.t("settings.linked", file="targets.csv")}
    assert (home / "targets.csv").is_symlink()
    assert changes.all_of({"quotas"}) == []


def test_new_warnings_are_told_and_those_of_before_are_not(home: Path) -> None:
    told = change(home, "quotas", 0, {"target": "4100"})["warnings"]
    assert len(told) == 2
    assert all(("received" in one and "4100" in one) or "6100" in one for one in told)
    assert change(home, "quotas", 0, {"issued_by": "bộ"})["warnings"] == []


def test_a_change_is_taken_back_once_by_another_entry(home: Path, unchecked: None) -> None:
    id = change(home, "quotas", 0, {"target": "4100"})["id"]
    assert targets(home) == small.TARGETS.replace("A,received,4000", "A,received,4100")
    order(home, "take_back", change=id, because="nhập nhầm")
    assert targets(home) == small.TARGETS
    back, first = changes.all_of({"quotas"})
    assert (back.undoes, back.because, first.because) == (id, "nhập nhầm", "why")
    assert (back.before, back.after) == (first.after, first.before)
    assert order(home, "take_back", change=id, because="again") == {"fault": words.t("settings.not_there")}
    order(home, "take_back", change=back.id, because="after all")
    assert "A,received,4100" in targets(home)


def test_what_changed_again_since_is_not_taken_back(home: Path, unchecked: None) -> None:
    id = change(home, "quotas", 0, {"target": "4100"})["id"]
    change(home, "quotas", 0, {"target": "4200"})
    assert order(home, "take_back", change=id, because="why") == {"fault": words.t("settings.changed_since")}


def test_a_row_comes_and_goes_beside_later_changes_of_others(home: Path, unchecked: None) -> None:
    gone = change(home, "quotas", 4, None)["id"]
    edited = change(home, "quotas", 1, {"issued_by": "Bộ, số 5"})["id"]
    change(home, "quotas", 0, None)
    order(home, "take_back", change=gone, because="why")
    order(home, "take_back", change=edited, because="why")
    assert sorted(targets(home).splitlines()) == sorted(small.TARGETS.splitlines()[:1] + small.TARGETS.splitlines()[2:])


def test_whoever_comes_back_takes_nothing_from_somebody_else(home: Path, unchecked: None) -> None:
    """A removed person would come back between another one and the line that revokes that one."""
    person = '[[people]]\nissuer = "https://x"\nsubject = "{}"\nrole = "admin"\n'
    (home / "roster.toml").write_text("".join(map(person.format, "abc")))
    gone = change(home, "people", 1, None)["id"]
    change(home, "people", 0, {"revoked": True})
    assert "fault" not in order(home, "take_back", change=gone, because="why")
    found = [(one["subject"], "revoked" in one) for one in roster.read(home / "roster.toml")]
    assert found == [("a", True), ("c", False), ("b", False)]


def test_what_a_hand_wrote_below_a_new_record_stays_with_it(home: Path, unchecked: None) -> None:
    new = change(home, "people", None, {"issuer": "https://x", "subject": "new", "role": "leader"})["id"]
    written = (home / "roster.toml").read_text() + "revoked = true\n"
    (home / "roster.toml").write_text(written)
    assert order(home, "take_back", change=new, because="why") == {"fault": words.t("settings.changed_since")}
    assert (home / "roster.toml").read_text() == written


def test_a_row_after_a_last_line_that_does_not_end_is_taken_back(home: Path, unchecked: None) -> None:
    text = small.TARGETS.rstrip("\n")
    (home / "targets.csv").write_text(text)
    row = kept.read(sections.SECTIONS["quotas"]).records[0] | {"issued_on": "2021-02-01"}
    new, gone = change(home, "quotas", None, row)["id"], change(home, "quotas", 1, None)["id"]
    order(home, "take_back", change=new, because="why")
    order(home, "take_back", change=gone, because="why")
    assert sorted(targets(home).split()) == sorted(text.split())


def test_comments_and_order_of_a_file_stay(home: Path, unchecked: None) -> None:
    text = (home / "campaign.toml").read_text()
    recipients = [{"vi": "Như trên", "en": "As above"}, {"vi": "Lưu: VT", "en": "File"}]
    change(home, "addressees", 0, {"symbol": "BC", "recipients": recipients})
    change(home, "deadlines", 0, {"deadline": "2021-03-09", "cut_off": "18:00"})
    written = (home / "campaign.toml").read_text()
    new = '  { vi = "Như trên", en = "As above" },\n  { vi = "Lưu: VT", en = "File" },\n'
    expected = text.replace('"VP"  # of letters', '"BC"  # of letters')
    expected = expected.replace('    { vi = "Như trên", en = "As above" },\n', new)
    expected = expected.replace("deadline = 2021-03-02", "deadline = 2021-03-09", 1)
    assert written == expected.replace('root = "R"\n', 'root = "R"\ncut_off = "18:00"\n')
    change(home, "deadlines", 0, {"cut_off": ""})
    assert "cut_off" not in (home / "campaign.toml").read_text()


@pytest.mark.parametrize("form", ["\ufeff{}", "{}\r\n", "{} "])
def test_a_file_as_excel_writes_it_stays_so(form: str, home: Path, unchecked: None) -> None:
    ending = "\r\n" if "\r" in form else "\n"
    text = form.rstrip().format(small.TARGETS.rstrip("\n")).replace("\n", ending)
    (home / "targets.csv").write_bytes(text.encode())
    new = ("a1", "printed", "5", "2021-03-02", "2021-01-01", "Bộ")
    change(home, "quotas", None, dict(zip(kept.read(sections.SECTIONS["quotas"]).records[0], new, strict=True)))
    change(home, "quotas", 0, {"target": "4100"})
    new = text.replace("4000", "4100") + f"{ending}{','.join(new)}{ending}"
    assert (home / "targets.csv").read_bytes() == new.encode()


def test_tables_written_in_another_way_are_left_to_a_hand(home: Path) -> None:
    entry = '{ issuer = "https://x", subject = "admin", role = "admin" }'
    (home / "roster.toml").write_text(f"people = [{entry}]\n")
    said = words.t("settings.by_hand", file="roster.toml")
    assert change(home, "people", 0, {"role": "leader"}) == {"fault": said}
    assert change(home, "people", None, {"issuer": "https://x", "subject": "y", "role": "leader"}) == {"fault": said}


def test_a_form_opened_before_an_edit_by_hand_is_refused(home: Path) -> None:
    seen = kept.read(sections.SECTIONS["quotas"]).seen
    (home / "targets.csv").write_text(small.TARGETS.replace("2000", "2001"))
    assert change(home, "quotas", 0, {"target": "5"}, seen=seen) == {"fault": words.t("settings.meanwhile")}
    assert changes.all_of({"quotas"}) == []


def test_a_desk_that_forgets_what_was_seen_is_found_out(
    home: Path, unchecked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "seen", lambda text: "")
    (home / "targets.csv").write_text(small.TARGETS.replace("2000", "2001"))
    assert "fault" not in change(home, "quotas", 0, {"target": "5"}, seen="")


@pytest.mark.parametrize(
    "about",
    [
        {"values": {"sum": "x"}},
        {"values": {"label_xx": "x"}},
        {"place": 99},
        {"place": -1},
        {"section": "../roster"},
        {"section": ["quotas"]},
        {"place": "0"},
        {"values": [1]},
        {"because": " "},
        {"file": "../../etc/passwd"},
        {"values": {}},
    ],
    ids=str,
)
def test_forged_orders_change_nothing(about: dict, home: Path, unchecked: None) -> None:
    seen = kept.read(sections.SECTIONS["quotas"]).seen
    given = {"section": "quotas", "place": 0, "values": {"target": "1"}, "because": "why", "seen": seen} | about
    assert "fault" in order(home, "change", **given)
    assert targets(home) == small.TARGETS


@pytest.mark.parametrize(("role", "unit"), [("staff", "A"), ("chief", "A"), ("leader", None), ("", None)])
def test_who_does_not_answer_for_all_changes_nothing(role: str, unit: str | None, home: Path, unchecked: None) -> None:
    id = change(home, "quotas", 0, {"target": "4100"})["id"]
    for section in sections.SECTIONS:
        given = {"section": section, "place": 0, "values": None, "because": "why", "seen": ""}
        assert order(home, "change", role, unit, **given) == {"fault": words.t("settings.not_yours")}
    assert order(home, "take_back", role, unit, change=id, because="why") == {"fault": words.t("settings.not_there")}
    assert "A,received,4100" in targets(home)


def test_a_desk_that_asks_nobody_s_role_is_found_out(
    home: Path, unchecked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sections, "of", lambda role, unit: sections.SECTIONS)
    seen = kept.read(sections.SECTIONS["quotas"]).seen
    given = {"section": "quotas", "place": 0, "values": {"target": "5"}, "because": "why", "seen": seen}
    assert "fault" not in order(home, "change", "chief", "A", **given)


def test_people_are_for_administrators_and_one_of_them_stays(home: Path, unchecked: None) -> None:
    given = {"section": "people", "place": 0, "values": {"role": "admin"}, "because": "why", "seen": ""}
    assert order(home, "change", "staff", None, **given) == {"fault": words.t("settings.not_yours")}
    for values in (None, {"revoked": True}, {"role": "leader"}):
        assert change(home, "people", 1, values) == {"fault": words.t("settings.last_administrator")}
    change(home, "people", 0, {"role": "admin"})
    assert "fault" not in change(home, "people", 1, None)


def test_the_first_person_is_written_where_there_is_no_roster(home: Path) -> None:
    (home / "roster.toml").unlink()
    change(home, "people", None, {"issuer": "https://x", "email": "a@x", "role": "admin"})
    (entry,) = roster.read(home / "roster.toml")
    assert entry == {"issuer": "https://x", "email": "a@x", "role": "admin"}
    assert (home / "roster.toml").stat().st_mode & 0o777 == 0o640


def test_the_history_knows_what_a_hand_did_between(home: Path, unchecked: None) -> None:
    first = change(home, "quotas", 0, {"target": "4100"})["id"]
    change(home, "events", None, EVENT)
    assert changes.after_a_hand() == set()
    (home / "targets.csv").write_text(targets(home).replace("2000", "2001"))
    second = change(home, "quotas", 0, {"target": "4200"})["id"]
    assert changes.after_a_hand() == {second}
    assert first != second


def test_what_is_changed_at_the_desk_is_published(
    tmp_path: Path, unchecked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = small.delivered(tmp_path / "published")
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    before, seen = store.version(), kept.read(sections.SECTIONS["quotas"]).seen
    about = {"section": "quotas", "place": 0, "values": {"target": "4100"}, "because": "why", "seen": seen}
    pages.write(pages.folder(pages.ORDERS) / "one.json", asdict(Order("change", "admin", None, "vi", about, "admin")))
    watch.attend(small.loaded(home), idle=0.5)
    assert store.version() != before
    answer = queries.table("overview", Selection(EVERYTHING, "A", date(2021, 1, 5)))
    assert answer["target"].iloc[0] == 4100


def test_half_a_line_in_the_journal_stops_nothing(home: Path, unchecked: None) -> None:
    first = change(home, "quotas", 0, {"target": "4100"})["id"]
    with changes.path().open("a") as file:
        file.write('{"id": "cut", "when": "20')
    change(home, "quotas", 1, {"target": "2100"})
    assert [one.id for one in changes.all_of({"quotas"})][-1] == first
    assert len(changes.all_of({"quotas"})) == 2
    order(home, "take_back", change=first, because="why")
    assert len(changes.all_of({"quotas"})) == 3


@pytest.mark.parametrize("step", ["add", "replace"])
def test_a_kill_leaves_the_old_state_or_is_finished(
    step: str, home: Path, unchecked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the journal has it nothing has happened; after that the file follows."""

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(*{"add": (changes, "add"), "replace": (Path, "replace")}[step], killed)
        change(home, "quotas", 0, {"target": "4100"})
    assert targets(home) == small.TARGETS
    with keeping.alone():
        pass
    assert ("A,received,4100" in targets(home)) == (len(changes.all_of({"quotas"})) == 1) == (step == "replace")
    assert list(home.glob(".*.changing")) == []


def test_a_file_that_goes_before_its_journal_is_found_out(
    home: Path, unchecked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    def hasty(path: Path, text: str, entry: Change) -> None:
        path.write_text(text)
        changes.add(entry)

    monkeypatch.setattr(keeping, "write", hasty)
    monkeypatch.setattr(changes, "add", killed)
    with pytest.raises(KeyboardInterrupt):
        change(home, "quotas", 0, {"target": "4100"})
    assert targets(home) != small.TARGETS, "changed, and nobody knows by whom"
    assert changes.all_of({"quotas"}) == []


def test_a_full_disk_changes_nothing_and_says_so(home: Path, unchecked: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(changes, "add", full)
        assert "fault" in change(home, "quotas", 0, {"target": "4100"})
    assert targets(home) == small.TARGETS
    assert "fault" not in change(home, "quotas", 0, {"target": "4100"})


def test_half_a_line_on_a_full_disk_changes_nothing(
    home: Path, unchecked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda handle, line: write(handle, line[: len(line) // 2]))
        assert "fault" in change(home, "quotas", 0, {"target": "4100"})
    assert targets(home) == small.TARGETS
    assert changes.all_of({"quotas"}) == []


def test_a_check_that_takes_too_long_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checked, "LONGEST", 0.01)
    assert change(home, "quotas", 0, {"target": "4100"}) == {"fault": words.t("settings.not_checked")}


def test_a_folder_that_is_not_for_the_desk_to_write_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As root owns it in deploy/ until settings are allowed there."""

    opened = Path.open

    def read_only(path: Path, mode: str = "r", *more: object, **named: object) -> object:
        if mode == "a":
            raise OSError(errno.EROFS, "Read-only file system")
        return opened(path, mode, *more, **named)

    monkeypatch.setattr(Path, "open", read_only)
    assert change(home, "quotas", 0, {"target": "4100"}) == {"fault": words.t("settings.not_writable")}


def test_the_journal_is_json_with_who_when_why_before_and_after(home: Path, unchecked: None) -> None:
    change(home, "deadlines", 0, {"deadline": "2021-03-09"}, because="công văn số 5")
    (line,) = map(json.loads, changes.path().read_text().splitlines())
    assert (line["who"], line["because"]) == ("admin", "công văn số 5")
    assert (line["before"]["deadline"], line["after"]["deadline"]) == ("2021-03-02", "2021-03-09")
