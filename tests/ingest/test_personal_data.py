"""No number and no name of a person stays in anything but the vault: not in the store, a log, a message or a spill."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import openpyxl
import pytest

from campaign import definition, settings
from campaign.ingest import build, child, ingest
from campaign.ingest.kinds import GENERIC
from campaign.ui import navigation
from tests.browser.conftest import serving
from tests.ingest import every_kind
from tests.ingest.test_crashes import started
from tests.leaks import Secret
from tests.web.test_wire import received
from tests.wire import run

NUMBER, NAME, PERSON = CANARIES = ("091234567890", "NGUYENVANCANARY", "Trần Thị Chim")
HEADER = ["application_id", "district_code", "received_on", "approved_on", "printed_on", "returned_on", "delivered_on"]
LINES = [
    [NUMBER, "001", "2021-05-01"],
    [NAME, "001", "2021-05-01"],
    [NAME, "002", "2021-05-01"],
    [PERSON, PERSON, "2021-05-01"],
    ["X1", "001", PERSON],
    ["X2", NUMBER, "2021-05-01"],
    ["X3", "001", "2021-05-01", NAME],
]


def text() -> str:
    return "\n".join(",".join(line + [""] * (7 - len(line))) for line in [HEADER, *LINES]) + f'\n"{PERSON}'


def delivered(folder: Path, ending: str) -> Path:
    path = folder / f"issuance_2021-06-05{ending}"
    if ending == ".xlsx":
        book = openpyxl.Workbook()
        for line in [HEADER, *LINES]:
            book.active.append(line)
        book.save(path)
    else:
        path.write_bytes(gzip.compress(text().encode()) if ending == ".csv.gz" else text().encode())
    return path


def found(*folders: Path) -> set[str]:
    """The canaries in any file below the folders, its bytes or, where a database packs them, its cells."""
    seen = b""
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        seen += path.read_bytes() + path.name.encode()
        if path.suffix == ".duckdb":
            with duckdb.connect(str(path), read_only=True) as connection:
                for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
                    seen += repr(connection.table(table).fetchall()).encode()
    return {canary for canary in CANARIES if canary.encode() in seen}


@pytest.mark.parametrize("ending", [".csv", ".csv.gz", ".xlsx"])
def test_no_personal_data_stays_in_anything_but_the_vault(store_home, tmp_path, temp, ending):
    path = delivered(tmp_path, ending)
    run = [sys.executable, "-m", "campaign", "ingest", path]
    said = subprocess.run(
        run, cwd=settings.PROJECT, env=os.environ | {"TMPDIR": str(temp)}, capture_output=True, text=True, check=True
    )
    log = tmp_path / "log" / "log"
    log.parent.mkdir()
    log.write_text(said.stdout + said.stderr)
    assert "2 " in said.stderr  # it did say what it took
    assert found(store_home / "store", store_home / "inbox", temp, log.parent) == set()
    path.rename(path.with_suffix(".unpacked"))
    if ending == ".csv":
        assert found(store_home / "vault") == set(CANARIES)  # the control: this search does find them


def test_what_a_killed_ingest_leaves_has_none_either(store_home, tmp_path, temp):
    environment = os.environ | {"TMPDIR": str(temp)}
    started(delivered(tmp_path, ".csv"), "publish._sync", env=environment).communicate()
    assert [path for path in (store_home / "store").iterdir() if path.name.startswith(".work")]
    assert found(store_home / "store", temp) == set()


def test_no_page_and_no_file_that_is_taken_away_has_any(store_home, tmp_path):
    path, secret = delivered(tmp_path, ".csv"), Secret(frozenset(CANARIES), frozenset())
    ingest(definition.load(store_home), [path])
    with serving(store_home) as server:
        frames, files = run(received(server.address, None, [(stem, {"unit": "R"}) for stem in navigation.PAGES]))
    assert secret.found(frames, files) == set()
    assert len(files) > 20
    assert secret.found([], [path.read_bytes()]) == set(CANARIES)


def test_the_search_finds_a_quarantine_that_is_not_masked(store_home, tmp_path, monkeypatch):
    whole, macro = build.text, "create or replace temp macro {}(cell) as"
    bare = f"{macro.format('masked')} cell;\n{macro.format('unused')}"
    monkeypatch.setattr(build, "text", lambda name: whole(name).replace(macro.format("masked"), bare))
    monkeypatch.setattr(child, "run", lambda task, *arguments, **how: task(*arguments))
    ingest(definition.load(store_home), [delivered(tmp_path, ".csv")])
    assert found(store_home / "store") == {NUMBER, NAME, PERSON}


def breaks(path: Path) -> None:
    """A parser that tells what it read, on its way out."""
    sys.stderr.write(NAME)
    raise duckdb.ConversionException(f"Could not convert string '{NAME}' to DATE")


def forgets(path: Path) -> None:
    """A parser with a mistake of its own, which also knows what it read."""
    _ = {}[NAME + str(path)]


def test_a_parser_that_breaks_tells_nothing_of_what_it_read(tmp_path, capfd):
    with pytest.raises(child.ChildError) as failed:
        child.run(breaks, tmp_path)
    said = capfd.readouterr()
    assert NAME not in str(failed.value) + repr(failed.value) + said.out + said.err


@pytest.mark.parametrize(("task", "kind"), [(breaks, "ConversionException"), (forgets, "KeyError")])
def test_where_a_parser_broke_is_in_the_log_and_nothing_of_what_it_read(tmp_path, caplog, task, kind):
    with pytest.raises(child.ChildError):
        child.run(task, tmp_path)
    (line,) = caplog.messages
    assert line.startswith(f"{task.__name__}: {kind} < ingest/test_personal_data.py:")
    assert line.endswith(f" {task.__name__} < ingest/child.py:{line.rsplit(':', 1)[1]}")
    assert NAME not in caplog.text


def test_a_parser_of_this_process_would_tell(tmp_path, capfd):
    with pytest.raises(duckdb.ConversionException, match=NAME):
        breaks(tmp_path)
    assert NAME in capfd.readouterr().err


WRITTEN = ("services", "orders", "notes")  # kinds with columns for what offices write, which is kept as it is written


def test_a_name_where_an_extract_of_any_kind_has_something_else_stays_nowhere(store_home, tmp_path):
    """One file of each kind, with a person's name once in each of its columns."""
    kinds = [kind for kind in GENERIC if kind.kind not in WRITTEN]
    paths = [tmp_path / f"{kind.kind}_2021-06-05.csv" for kind in kinds]
    for kind, path in zip(kinds, paths, strict=True):
        valid = every_kind.line(kind)
        path.write_text(every_kind.text(valid, *({**valid, column: PERSON} for column in kind.required)))
    told = [(one.kind, one.accepted, one.quarantined) for one in ingest(definition.load(store_home), paths)]
    assert told == [(kind.kind, 1, len(kind.required)) for kind in kinds]
    assert found(store_home / "store") == set()
