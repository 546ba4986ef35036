"""A page of a campaign whose definition no longer holds says its mistake in one sentence."""

from pathlib import Path

import pytest

from campaign.serving import catalogue
from tests import small
from tests.pages.test_pages import run


@pytest.mark.parametrize(
    ("lang", "says"),
    [("vi", "campaign.toml, dòng 8: không hiểu"), ("en", "campaign.toml, line 8: 'silent_after_dayz' means nothing")],
)
def test_a_page_says_the_first_mistake(lang: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = small.delivered(tmp_path / "home")
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    small.folder(home, toml=small.TOML.replace('root = "R"', 'root = "R"\nsilent_after_dayz = 3'))
    catalogue._load.cache_clear()
    app = run("overview", lang=lang)
    assert not app.exception
    assert any(says in block.value for block in app.info)
