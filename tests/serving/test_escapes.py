"""SQL on the serving connection reads no file, writes nothing and changes no setting."""

import hashlib
from pathlib import Path

import duckdb
import pytest

from campaign import settings
from campaign.serving import store
from tests import small

ATTEMPTS = {
    "read a text file": "select * from read_text('{file}')",
    "read a file as bytes": "select * from read_blob('{file}')",
    "read a CSV file": "select * from read_csv('{file}')",
    "read a file by its name": "select * from '{file}'",
    "guess the form of a file": "select * from sniff_csv('{file}')",
    "list a folder": "select * from glob('/etc/*')",
    "read Parquet from the network": "select * from read_parquet('http://127.0.0.1:9/x.parquet')",
    "attach another database": "attach '{folder}/other.duckdb' as other",
    "write a file": "copy (select 1) to '{folder}/out.csv'",
    "export the database": "export database '{folder}/out'",
    "install an extension": "install httpfs",
    "load an extension": "load httpfs",
    "open the door again": "set enable_external_access = true",
    "unlock the settings": "set lock_configuration = false",
    "take more memory": "set memory_limit = '64GB'",
    "spill to disk": "set temp_directory = '{folder}'",
    "change a table": "update snapshot.units set name_vi = 'x'",
    "drop a table": "drop table snapshot.units",
    "add a table": "create table snapshot.mine (x integer)",
    "keep a secret": "create secret mine (type http, bearer_token 'x')",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.delivered(tmp_path_factory.mktemp("escapes") / "small")


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_an_escape_is_refused(attempt: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    snapshot = settings.store() / f"{store.version()}.duckdb"
    before = hashlib.sha256(snapshot.read_bytes()).digest()
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n")
    serving = store.cursor(store.version())
    with pytest.raises(duckdb.Error):
        serving.execute(ATTEMPTS[attempt].format(file=secret, folder=tmp_path)).fetchall()
    assert list(tmp_path.iterdir()) == [secret]
    assert hashlib.sha256(snapshot.read_bytes()).digest() == before
    assert store.cut_off().year == 2021


def test_a_connection_without_the_locks_can_be_escaped(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n")
    open_door = duckdb.connect(":memory:")
    for attempt in ("read a CSV file", "list a folder", "write a file", "take more memory"):
        open_door.execute(ATTEMPTS[attempt].format(file=secret, folder=tmp_path)).fetchall()
    assert (tmp_path / "out.csv").exists()
