"""Who looked at what is written down once per view, a file a month, readable by its owner only."""

import stat
from pathlib import Path

import pytest

from campaign import settings
from campaign.people import audit


def test_a_view_is_one_line_and_a_rerun_is_none(home: Path) -> None:
    session: dict = {}
    for unit in ("A", "A", "B"):
        audit.once(session, "chief", "chief", "view", page="tien-do", unit=unit, as_of=None, snapshot="s")
    found = list(audit.lines())
    assert [line["unit"] for line in found] == ["A", "B"]
    assert list(found[0]) == ["at", "subject", "role", "action", "page", "unit", "as_of", "snapshot"]


def test_the_log_is_for_its_owner_only(home: Path) -> None:
    audit.record("chief", "chief", "view")
    file = next(settings.audit().glob("*.jsonl"))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_months_beyond_those_kept_are_removed(home: Path) -> None:
    settings.audit().mkdir()
    for year in (2018, 2019, 2020):
        for month in range(1, 13):
            (settings.audit() / f"{year}-{month:02}.jsonl").write_text('{"at": "2018"}\n')
    audit.record("chief", "chief", "view")
    kept = sorted(file.stem for file in settings.audit().glob("*.jsonl"))
    assert len(kept) == audit.MONTHS
    assert kept[0] == "2019-02"


def test_a_line_that_cannot_be_written_is_told_in_the_log_and_stops_nobody(
    home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.audit().write_text("a file where the folder should be")
    audit.record("chief", "chief", "view")
    assert "audit line not written" in caplog.text


def test_signing_out_is_remembered_per_person(home: Path) -> None:
    assert audit.signed_out_at("issuer chief") == 0
    audit.sign_out("issuer chief")
    assert audit.signed_out_at("issuer chief") > 0
    assert audit.signed_out_at("issuer leader") == 0
