"""A store that an earlier version made is taken to this one, after saying what that does; and back.

tests/data/released_0.1.0.tar.xz is a home that the code of the first released version made: the small campaign with a
file of counts (100 applications of a1 on 2021-01-05) and one of totals (70 of b1 up to 2021-01-08).
"""

import shutil
import tarfile
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from campaign import settings, words
from campaign.__main__ import cli
from campaign.ingest import upgrade, vault
from campaign.serving import queries, store
from campaign.serving.selection import EVERYTHING, Selection
from tests import small

RELEASED = settings.PROJECT / "tests" / "data" / "released_0.1.0.tar.xz"
pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.fixture
def released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "released"
    with tarfile.open(RELEASED) as packed:
        packed.extractall(home, filter="data")
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    store._open.cache_clear()
    return home


def run(*arguments: str, says: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["upgrade", *arguments], input=says)


def total(unit: str) -> int:
    return queries.one("overview", Selection(EVERYTHING, unit, store.cut_off(), "received"))["total"]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if len(path.name) == 64}


def test_the_first_released_version_is_taken_to_this_one(released: Path) -> None:
    with pytest.raises(store.OutdatedError):
        store.check()
    served, originals = store.version(), files(released / "vault")
    before = (released / "store" / f"{served}.duckdb").read_bytes()
    answer = run("--yes")
    assert answer.exit_code == 0, (answer.output, answer.exception)
    assert words.t("upgrade.unknown") in answer.output
    assert words.t("upgrade.same", measures=2) in answer.output
    store.check()
    assert {unit: total(unit) for unit in ("R", "a1", "b1")} == {"R": 170, "a1": 100, "b1": 70}
    assert files(released / "vault") == originals
    assert (released / "store" / f"{served}.duckdb").read_bytes() == before  # where one can go back to


def test_it_says_what_it_will_do_and_does_nothing_unless_told(released: Path) -> None:
    served = store.version()
    answer = run(says="n\n")
    assert answer.exit_code != 0
    assert "reasons" in answer.output
    assert words.t("upgrade.ask") in answer.output
    assert store.version() == served
    assert [path.name for path in (released / "store").iterdir() if path.suffix == ".duckdb"] == [f"{served}.duckdb"]


def test_it_goes_back_once(released: Path) -> None:
    served = store.version()
    assert run("--yes").exit_code == 0
    assert store.version() != served
    answer = run("--back")
    assert answer.exit_code == 0, answer.output
    assert served in answer.output
    assert store.version() == served
    assert run("--back").exit_code == 1
    assert run("--yes").exit_code == 0  # and forth again
    assert total("R") == 170


def test_what_is_of_this_version_stays_as_it_is(home: Path) -> None:
    small.deliver(home, "counts.csv", small.COUNTS)
    served = store.version()
    answer = run("--yes")
    assert words.t("upgrade.nothing", snapshot=served, to=settings.version(), **{"from": settings.version()}) in (
        answer.output
    )
    assert store.version() == served
    assert run("--back").exit_code == 1


def test_without_figures_there_is_nothing_to_do(home: Path) -> None:
    answer = run()
    assert (answer.exit_code, answer.output.strip()) == (0, words.t("upgrade.empty"))


def older(home: Path, *statements: str) -> None:
    """Have what is served as an earlier version made it."""
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"attach '{home / 'store' / store.version()}.duckdb' as snapshot; {'; '.join(statements)}")
    store._open.cache_clear()


def test_originals_are_read_again_where_only_they_have_what_is_asked_for(home: Path) -> None:
    small.deliver(home, "counts.csv", small.COUNTS)
    older(home, "drop table snapshot.passages")
    plan = upgrade.plan()
    assert (plan.originals, plan.gone, plan.deliveries) == (True, (), 1)
    assert run("--yes").exit_code == 0
    assert total("R") == 100


def test_an_original_that_is_gone_is_named_and_its_figures_stay(home: Path) -> None:
    small.deliver(home, "counts.csv", small.COUNTS)
    older(home, "drop table snapshot.passages")
    (note,) = vault.deliveries()
    (home / "vault" / note.sha256).unlink()
    answer = run("--yes")
    assert answer.exit_code == 0, answer.output
    assert "counts.csv" in answer.output
    assert total("R") == 100


def test_a_total_that_changes_is_told(home: Path) -> None:
    small.deliver(home, "counts.csv", small.COUNTS)
    counted_otherwise = "update snapshot.counts set delta = 90"
    by_other_queries = "update snapshot.meta set value = 'others' where key = 'derivation'"
    older(home, "drop table snapshot.reasons", counted_otherwise, by_other_queries)
    answer = run("--yes")
    assert words.t("upgrade.changed", measure="received", before="90", since="100") in answer.output


def test_without_room_nothing_is_begun(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small.deliver(home, "counts.csv", small.COUNTS)
    older(home, "drop table snapshot.reasons")
    served = store.version()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: type("Usage", (), {"free": 1 << 20}))
    answer = run("--yes")
    assert answer.exit_code != 0
    assert store.version() == served
    assert not (home / "store" / upgrade.NOTED).exists()


def test_a_snapshot_says_which_version_made_it(home: Path) -> None:
    small.deliver(home, "counts.csv", small.COUNTS)
    meta = store.cursor(store.version()).execute("select value from snapshot.meta where key = 'program'").fetchall()
    assert meta == [(settings.version(),)]
