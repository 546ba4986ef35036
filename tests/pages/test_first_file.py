"""A new campaign in which nothing ever came: its pages open, so the first file can be sent on one of them."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from campaign import __main__, definition, words
from campaign.ingest.watch import watch
from campaign.serving import store
from campaign.ui import navigation
from tests import readers, small
from tests.pages.office import HEADER, attended, chosen, opened, pressed, total, upload
from tests.pages.test_pages import run


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = small.folder(tmp_path / "home")
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    assert not store.published()
    assert list(watch(definition.load(home), still=0, rounds=1)) == []
    return home


@pytest.mark.parametrize("page", sorted(navigation.PAGES))
def test_every_page_opens(begun: Path, page: str) -> None:
    app = run(page)
    assert not app.exception, app.exception
    assert words.t("screen.nothing_published") not in [one.value for one in app.info]


def test_the_first_file_is_sent_on_a_page(begun: Path) -> None:
    readers.write(begun, "A")
    opened("waiting")
    name, content = "counts_2021-01-08.csv", (HEADER + "2021-01-06,a1,received,50\n").encode()
    with attended():
        pressed(chosen(opened("sending"), name, upload(content, name)), "send")
    assert total() == 50


def test_the_demonstration_is_simulated_where_no_file_came(begun: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaign.demo.write_extracts", lambda *_: asked.append(1) or [])
    asked: list[int] = []
    CliRunner().invoke(__main__.cli, ["demo", "--if-missing"], catch_exceptions=False)
    assert asked
