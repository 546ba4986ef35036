"""What is sent on a page is lost by nothing that goes wrong while it is taken in."""

import errno
from pathlib import Path

import pytest

from campaign import words
from campaign.ingest import desk, vault
from campaign.serving import desk as pages
from campaign.serving.desk import Order
from tests import small
from tests.pages.office import HEADER, TOML, total, upload

FILE = (HEADER + "2021-01-06,a1,received,50\n").encode()


def test_what_a_full_disk_keeps_out_of_the_vault_can_be_sent_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = small.delivered(tmp_path / "small", toml=TOML)
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    clerk = desk.Clerk(small.loaded(home))
    order = Order("send", "staff", "A", "vi", {"upload": upload(FILE, "counts.csv")})

    def full(*_: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(vault, "_copy", full)
        assert clerk.answer(order)["outcome"]["state"] == "failed"
    assert total() == 100
    assert clerk.answer(order)["outcome"]["state"] == "accepted"
    assert total() == 150
    assert list(pages.folder(pages.UPLOADS).iterdir()) == []
    assert clerk.answer(order) == {"fault": words.t("desk.no_upload")}
