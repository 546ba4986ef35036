"""The roster decides from a login what may be seen, and gives nothing where anything is unclear."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from campaign.people import roster
from campaign.people.roster import AccessRefusedError, Reader
from tests import readers, small

CHIEF = {"issuer": readers.ISSUER, "subject": "chief", "role": "chief", "unit": "A"}


def decide(home: Path, *entries: dict, **claimed: object) -> Reader:
    return roster.decide(entries, readers.claims("chief", **claimed), small.loaded(home), datetime.now(UTC))


def reason(home: Path, *entries: dict, **claimed: object) -> str:
    with pytest.raises(AccessRefusedError) as refused:
        decide(home, *entries, **claimed)
    return refused.value.reason


def test_a_chief_sees_the_root_all_provinces_and_the_own_districts(home: Path) -> None:
    assert decide(home, CHIEF).units == ("A", "B", "R", "a1", "a2")


@pytest.mark.parametrize("role", ["leader", "admin"])
def test_a_leader_and_an_admin_see_everything(role: str, home: Path) -> None:
    assert decide(home, {"issuer": readers.ISSUER, "subject": "chief", "role": role}).units is None


def test_staff_see_what_their_office_sees(home: Path) -> None:
    assert decide(home, CHIEF | {"role": "staff"}).units == decide(home, CHIEF).units
    assert decide(home, CHIEF | {"role": "staff", "unit": "R"}).units is None


@pytest.mark.parametrize(
    "changed",
    [
        {"unit": "R"},
        {"unit": "a1"},
        {"unit": "Z"},
        {"unit": ["A", "B"]},
        {"unit": None},
        {"role": "king"},
        {"role": None},
        {"revoked": "no"},
        {"revokd": True},
        {"email": "c@x"},
    ],
    ids=str,
)
def test_an_entry_that_is_not_clear_gives_nothing(changed: dict, home: Path) -> None:
    entry = {key: value for key, value in (CHIEF | changed).items() if value is not None}
    assert reason(home, entry) == "unclear"


def test_two_entries_for_one_person_give_nothing(home: Path) -> None:
    assert reason(home, CHIEF, CHIEF | {"unit": "B"}) == "unclear"


def test_a_stranger_and_a_person_of_another_provider_get_nothing(home: Path) -> None:
    assert reason(home) == "unknown"
    assert reason(home, CHIEF | {"subject": "chie"}) == "unknown"
    assert reason(home, CHIEF | {"issuer": "https://elsewhere.test"}) == "unknown"
    assert reason(home, CHIEF, iss=None) == "unknown"


def test_revoked_wins_over_any_other_entry(home: Path) -> None:
    assert reason(home, CHIEF, CHIEF | {"revoked": True}) == "revoked"


@pytest.mark.parametrize("exp", [None, "tomorrow", 0])
def test_a_token_past_its_end_or_without_one_gives_nothing(exp: object, home: Path) -> None:
    assert reason(home, CHIEF, exp=exp) == "expired"


@pytest.mark.parametrize(
    ("claimed", "known"),
    [
        ({"email": "Chief@A.test", "email_verified": True}, True),
        ({"email": "chief@a.test"}, False),
        ({"email": "chief@a.test", "email_verified": "true"}, False),
        ({"email": "x@a.test", "email_verified": True}, False),
    ],
    ids=str,
)
def test_an_email_counts_only_when_the_provider_has_verified_it(claimed: dict, known: bool, home: Path) -> None:
    entry = {key: value for key, value in CHIEF.items() if key != "subject"} | {"email": "chief@a.test"}
    if known:
        assert decide(home, entry, **claimed).units
    else:
        assert reason(home, entry, **claimed) == "unknown"


@pytest.mark.parametrize("content", [None, b"people = 1", b"[[people", b"\xff\xfe", b"people = [1]", b""])
def test_a_roster_that_cannot_be_read_gives_nothing(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "roster.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AccessRefusedError) as refused:
        roster.read(path)
    assert refused.value.reason == "unreadable"


def test_a_change_of_the_file_counts_at_once(home: Path) -> None:
    path = readers.write(home, "A")
    assert len(roster.read(path)) == 4
    readers.write(home, "A", extra='[[people]]\nissuer = "i"\nsubject = "s"\nrole = "leader"\n')
    assert len(roster.read(path)) == 5
