"""After an update that asks for more than the published snapshot has: a sentence says so, and ingest mends it."""

import json
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from campaign import definition, settings, words
from campaign.__main__ import cli
from campaign.ingest import publish, watch
from campaign.serving import queries, store
from campaign.serving.selection import EVERYTHING, Selection
from campaign.web import routes
from tests import small
from tests.wire import run

COUNTS = "date,unit_code,measure,count\n2021-01-05,a1,received,100\n"
OLDER = [
    "alter table snapshot.units drop column region",
    "drop table snapshot.services",
    "alter table snapshot.services drop column name_en",
]


@pytest.fixture
def published(home: Path) -> Path:
    small.deliver(home, "counts.csv", COUNTS)
    return home


@pytest.fixture(params=OLDER)
def updated(published: Path, request: pytest.FixtureRequest) -> str:
    """What is served is as an earlier version made it; its id."""
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"attach '{publish.served()}' as snapshot; {request.param}")
    store._open.cache_clear()
    return store.version()


def sentence() -> str:
    with pytest.raises(store.OutdatedError) as error:
        store.check()
    assert "python -m campaign ingest" in str(error.value)
    return str(error.value)


def test_a_snapshot_has_the_tables_and_columns_that_are_declared(published: Path) -> None:
    """Whoever adds one declares it: else an update would not be noticed."""
    found: dict[str, list[str]] = {}
    for table, column in store.cursor(store.version()).execute(store.COLUMNS).fetchall():
        found.setdefault(table, []).append(column)
    assert {table: " ".join(columns) for table, columns in found.items()} == store.TABLES


def test_the_page_the_command_line_and_health_say_what_mends_it(updated: str) -> None:
    app = AppTest.from_file(str(settings.PROJECT / "dashboard.py"), default_timeout=600).run()
    assert [box.value for box in app.info] == [sentence()]
    assert not app.exception
    answer = CliRunner().invoke(cli, ["status"])
    assert sentence() in str(answer.exception)
    health = run(routes.health(None))
    assert health.status_code == 503
    assert json.loads(health.body) == {"status": "failing", "reason": "Outdated", "mend": sentence()}


def test_ingest_without_any_file_publishes_anew_once(updated: str) -> None:
    assert CliRunner().invoke(cli, ["ingest"]).exit_code == 0
    assert store.version() != updated
    assert queries.one("overview", Selection(EVERYTHING, "R", store.cut_off(), "received"))["total"] == 100
    mended = store.version()
    assert CliRunner().invoke(cli, ["ingest"]).exit_code == 0
    assert store.version() == mended


def test_the_watcher_does_so_when_it_starts(updated: str, published: Path) -> None:
    assert list(watch.watch(definition.load(published), still=0.01, rounds=1)) == []
    assert store.version().removesuffix(publish.FORECAST) > updated.removesuffix(publish.FORECAST)
    store.check()


def test_without_the_check_a_page_fails_in_the_middle(updated: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "TABLES", {})
    words.use("vi")
    app = AppTest.from_file(str(settings.PROJECT / "dashboard.py"), default_timeout=600).run()
    assert app.exception
