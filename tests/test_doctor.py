"""The doctor finds each part well, and each fault that is planted, with a sentence that says what to do."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from click.testing import CliRunner

from campaign import words
from campaign.doctor import machine
from campaign.doctor.command import doctor
from campaign.doctor.finding import PARTS
from campaign.ingest import history
from campaign.render import chrome
from tests import small
from tests.browser.conftest import free_port

PLACE = "http://127.0.0.1:{port}/.well-known/openid-configuration"
AUTH = """[auth]
redirect_uri = "https://dashboard.example/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"
client_id = "dashboard"
client_secret = "none"
server_metadata_url = "{place}"
"""
ROSTER = '[[people]]\nissuer = "https://sign-in.example"\nsubject = "1"\nrole = "{role}"\n'


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.delivered(tmp_path_factory.mktemp("well") / "small")


@pytest.fixture
def home(taken_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A campaign of its own for each test; Chrome is tried where it is asked for, as it takes a second."""
    home = tmp_path / "small"
    home.mkdir()
    for path in taken_in.rglob("*"):
        to = home / path.relative_to(taken_in)
        to.mkdir() if path.is_dir() else to.write_bytes(path.read_bytes())
    (home / "vault").chmod(0o700)
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    monkeypatch.setattr(machine, "chrome_path", lambda: None)
    return home


def found(home: Path, secrets: Path | None = None) -> dict[str, tuple[str, str]]:
    """State and sentence of every part."""
    options = ["--json", "--language", "en", "--secrets", str(secrets or home / "none.toml")]
    answer = CliRunner().invoke(doctor, options)
    rows = json.loads(answer.output)
    assert answer.exit_code == any(row["state"] == "broken" for row in rows)
    assert [row["part"] for row in rows] == list(PARTS)
    return {row["part"]: (row["state"], row["says"]) for row in rows}


def test_of_what_is_well_each_part_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if chrome.path() is None:
        pytest.skip("no Chrome")
    monkeypatch.setattr(machine, "chrome_path", chrome.path)
    states = {part: state for part, (state, _) in found(home).items() if part not in ("disk", "zone")}
    assert set(states.values()) == {"well"}, states  # disk and zone are this machine's


@pytest.mark.parametrize("program", [None, "/bin/false"])
def test_a_chrome_that_is_not_there_or_does_not_start(
    program: str | None, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "chrome_path", lambda: program)
    state, says = found(home)["chrome"]
    assert state == "broken"
    assert "chromium" in says


def test_a_font_that_is_none(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.woff2").write_bytes(b"<html>")
    monkeypatch.setattr(machine, "FONTS", {tmp_path: ("*.woff2", b"wOF2", 1)})
    assert found(home)["fonts"] == (
        "broken",
        f"{tmp_path} has 0 of 1 fonts that can be read. Install the program again.",
    )


@pytest.mark.parametrize(("free", "state"), [(1 << 29, "broken"), (3 << 30, "odd"), (9 << 30, "well")])
def test_room_on_the_disk(free: int, state: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    assert found(home)["disk"][0] == state


@pytest.mark.parametrize(("name", "mode", "mend"), [("vault", 0o755, "chmod 700"), ("campaign.toml", 0o646, "o-w")])
def test_rights_that_give_too_much(name: str, mode: int, mend: str, home: Path) -> None:
    (home / name).chmod(mode)
    state, says = found(home)["rights"]
    assert state == "broken"
    assert mend in says
    assert f"{mode:04o}" in says


def test_a_machine_in_another_zone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as there:
        there.setenv("TZ", "America/Lima")
        time.tzset()
        state, says = found(home)["zone"]
    time.tzset()
    assert state == "odd"
    assert "timedatectl set-timezone" in says


def test_a_clock_that_was_set_back(home: Path) -> None:
    (snapshot,) = history.snapshots()
    later = "29990101T000000000000"
    snapshot.rename(snapshot.with_name(f"{later}.duckdb"))
    (home / "store" / "CURRENT").write_text(later, encoding="utf-8")
    state, says = found(home)["clock"]
    assert state == "broken"
    assert "2999-01-01" in says


@pytest.fixture
def provider() -> Iterator[str]:
    """Address of a provider that answers."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield PLACE.format(port=server.server_port)
    server.shutdown()
    server.server_close()


def test_a_login_that_works(provider: str, home: Path, tmp_path: Path) -> None:
    (tmp_path / "secrets.toml").write_text(AUTH.format(place=provider), encoding="utf-8")
    (home / "roster.toml").write_text(ROSTER.format(role="leader"), encoding="utf-8")
    assert found(home, tmp_path / "secrets.toml")["login"] == (
        "well",
        "Login: its provider answers; 1 person is on the roster.",
    )


@pytest.mark.parametrize(
    ("old", "new", "roster", "says"),
    [
        ("[auth]", "[auth", "leader", "cannot be read"),
        ('client_id = "dashboard"', 'client_id = "…"', "leader", "lacks client_id."),
        ("0123456789abcdef0123456789abcdef", "short", "leader", "cookie_secret"),
        ("", "", None, "Write the list of readers"),
        ("", "", "chieftain", "`campaign roster`"),
        ("", "", "leader", "does not answer"),
    ],
)
def test_a_login_that_lets_nobody_in(
    old: str, new: str, roster: str | None, says: str, home: Path, tmp_path: Path
) -> None:
    secrets = tmp_path / "secrets.toml"
    text = AUTH.format(place=PLACE.format(port=free_port()))
    secrets.write_text(text.replace(old, new) if old else text, encoding="utf-8")
    if roster:
        (home / "roster.toml").write_text(ROSTER.format(role=roster), encoding="utf-8")
    state, said = found(home, secrets)["login"]
    assert state == "broken"
    assert says in said


def test_a_relay_that_answers_and_one_that_does_not(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    relay = Controller(Sink(), hostname="127.0.0.1", port=free_port())
    for name, value in {"HOST": f"127.0.0.1:{relay.port}", "FROM": "a@office.example", "TLS": "none"}.items():
        monkeypatch.setenv(f"CAMPAIGN_MAIL_{name}", value)
    state, says = found(home)["relay"]
    assert state == "broken"
    assert "mail.env" in says
    relay.start()
    try:
        assert found(home)["relay"][0] == "well"
    finally:
        relay.stop()


def test_a_snapshot_of_an_earlier_version(home: Path) -> None:
    (snapshot,) = history.snapshots()
    with duckdb.connect(str(snapshot)) as connection:
        connection.execute("drop table reasons")
    state, says = found(home)["store"]
    assert state == "broken"
    assert "campaign upgrade" in says


def test_a_store_that_lost_its_pointer_and_one_that_is_empty(home: Path) -> None:
    (home / "store" / "CURRENT").unlink()
    assert found(home)["store"][0] == "broken"
    for path in (home / "store").iterdir():
        path.unlink()
    assert found(home)["store"][0] == "odd"


def test_an_original_that_changed_is_gone_or_lies_nowhere(home: Path) -> None:
    (original,) = (path for path in (home / "vault").iterdir() if len(path.name) == 64)
    original.write_bytes(b"other")
    assert found(home)["vault"][0] == "broken"
    original.unlink()
    state, says = found(home)["vault"]
    assert state == "broken"
    assert "counts.csv" in says
    for path in (home / "vault").iterdir():
        path.unlink()
    (home / "vault").rmdir()
    assert found(home)["vault"][0] == "broken"
    assert not (home / "vault").exists()  # looking changes nothing


def test_each_fault_has_a_sentence_in_both_languages() -> None:
    for part in PARTS:
        keys = [key for key in words.catalogue() if key.startswith(f"doctor.{part}_")]
        assert f"doctor.{part}_well" in keys
        assert len(keys) > 1
