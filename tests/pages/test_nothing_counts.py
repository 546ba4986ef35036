"""A campaign whose first file is held: nothing counts yet, and everything can be asked and opened all the same."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from campaign import __main__, definition, settings
from campaign.ingest import ingest
from campaign.serving import store
from campaign.ui import navigation
from tests import small
from tests.pages.test_pages import run


@pytest.fixture
def waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = small.folder(tmp_path / "home", toml=small.TOML.replace('"nothing_taken", ', ""))
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    file = tmp_path / "counts_2021-01-08.csv"
    file.write_text("date,unit_code,measure,count\nx,a1,received,40\n")
    (outcome,) = ingest(definition.load(home), [file])
    assert outcome.state == "held" and "không phải" in outcome.message.lower(), outcome.message
    return home


@pytest.mark.parametrize(
    "command", [("status",), ("query", "overview"), ("query", "units_below", "--measure=received"), ("held",)]
)
def test_every_command_answers(waiting: Path, command: tuple[str, ...]) -> None:
    answer = CliRunner().invoke(__main__.cli, command)
    assert answer.exit_code == 0, answer.output
    assert store.cut_off() == definition.load(settings.home()).start


@pytest.mark.parametrize("page", sorted(navigation.PAGES))
def test_every_page_opens(waiting: Path, page: str) -> None:
    app = run(page)
    assert not app.exception, app.exception
