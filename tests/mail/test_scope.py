"""Not one byte of a message, nor of the paper with it, says anything of districts that its reader may not see."""

import re
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from campaign import definition
from campaign.mail import subscriptions
from campaign.mail.subscriptions import Subscription
from campaign.people import roster
from campaign.report.mail import alerts, rounds
from tests import readers
from tests.leaks import Secret
from tests.mail import relay
from tests.mail.relay import files, texts

OWN = "01"
THOUSANDS = re.compile(rb"(?<=\d),(?=\d{3})")
WANTED = [("chief", "VN"), ("chief", OWN), ("leader", "VN")]


@pytest.fixture
def told(demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[tuple[str, str], list]]:
    """What each gets of the nation and of one province, in both languages."""
    campaign = definition.load(demo_home)
    readers.write(demo_home, OWN)
    monkeypatch.setattr(alerts, "APART", timedelta(0))
    got: dict[tuple[str, str], list[EmailMessage]] = {}
    with relay.serving(monkeypatch) as taking:
        for place, (who, unit) in enumerate(WANTED):
            claims, language = {"iss": readers.ISSUER, "sub": who}, ("vi", "en")[place % 2]
            address = f"{who}@example.vn"
            subscriptions.add(Subscription(claims, address, unit, language, subscriptions.KINDS))
            before = len(taking.taken)
            rounds.go(campaign)
            got[who, unit] = taking.taken[before:]
        yield got
    for path in ("mail/subscriptions.jsonl", "roster.toml"):
        (demo_home / path).unlink()


def secret(home: Path) -> Secret:
    """Names and codes of the districts of other provinces."""
    campaign = definition.load(home)
    seen = roster.visible(campaign, OWN)
    hidden = [unit for unit in campaign.units if unit.code not in seen]
    names = {str(unit.name) for unit in campaign.units if unit.code in seen}
    return Secret(
        frozenset(name for unit in hidden for name in unit.name.texts.values()) - names,
        frozenset(unit.code for unit in hidden if unit.code.startswith("0")),
    )


def said(mails: list[EmailMessage], tmp_path: Path) -> tuple[list[bytes], list[bytes]]:
    """All bytes of the messages as they went, and what can be read in them once it is unpacked."""
    readable = []
    for mail in mails:
        readable += [f"{name}: {value}".encode() for name, value in mail.items()]
        readable += [text.encode() for text in texts(mail).values()]
        for name, file in files(mail).items():
            (tmp_path / name).write_bytes(file)
            read = subprocess.run(["pdftotext", "-layout", tmp_path / name, "-"], check=True, capture_output=True)
            readable += [name.encode(), read.stdout]
    readable = [THOUSANDS.sub(b"", text) for text in readable]  # 1,234,098 has no code 098
    return [mail.as_bytes() for mail in mails], readable


@pytest.mark.office
def test_a_message_says_nothing_of_another_province_s_districts(
    told: dict[tuple[str, str], list[EmailMessage]], demo_home: Path, tmp_path: Path
) -> None:
    hidden = secret(demo_home)
    for who, unit in WANTED:
        mails = told[who, unit]
        assert len(mails) == 2 and sum(len(files(mail)) for mail in mails) == 1, "alerts, and the brief with its paper"
        raw, readable = said(mails, tmp_path)
        assert any("01/06/2021" in text.decode() or b"1 Jun 2021" in text for text in readable)
        found = hidden.found([], [*raw, *readable])
        if who == "leader":
            assert len(found & hidden.names) > 2, "what the search would find"
        else:
            assert found == set(), (who, unit)
