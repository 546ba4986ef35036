"""The audit log is a page for administrators: everything that was done, to be searched, and for nobody else."""

from pathlib import Path

import pytest

from campaign import words
from campaign.people import audit
from campaign.people.roster import Reader
from campaign.ui import navigation, trail
from tests import readers, small
from tests.pages.office import opened


@pytest.fixture
def campaign_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = small.delivered(tmp_path / "small")
    readers.write(home, "A")
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    audit.record("chief", "chief", "view", page="map", unit="A")
    audit.record("staff", "staff", "release", delivery="0123", because=None)
    return home


def test_an_administrator_reads_what_was_done(campaign_home: Path) -> None:
    app = opened("trail", "admin")
    (table,) = app.dataframe
    assert list(table.value.iloc[1])[1:] == ["staff", "Cán bộ tổng hợp", "Nhận tệp tạm giữ", "0123"]
    assert list(table.value.iloc[2])[1:] == ["chief", "Thủ trưởng đơn vị", "Xem trang", "Bản đồ · Tỉnh A"]
    (table,) = opened("trail", "admin", action="release").dataframe
    assert len(table.value) == 1


def test_every_action_that_is_written_down_has_a_name(campaign_home: Path) -> None:
    for action in trail.actions():
        audit.record("x", "admin", action)
    (table,) = opened("trail", "admin", language="en").dataframe
    assert table.value.iloc[:, 3].str.len().gt(3).all()


@pytest.mark.parametrize("subject", ["staff", "chief", "leader"])
def test_nobody_else_sees_it_or_that_it_is_there(campaign_home: Path, subject: str) -> None:
    app = opened("trail", subject)
    assert not app.dataframe
    assert words.t("trail.menu") not in [link.proto.label for link in app.get("page_link")]
    assert "trail" not in navigation.theirs(Reader(subject, subject, "A", ("A",)))
