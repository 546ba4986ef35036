"""What deploy/ says is what runs: nginx before two processes, units that name what exists, a backup that restores."""

import http.client
import json
import os
import re
import shutil
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from campaign import settings
from campaign.__main__ import cli
from campaign.serving import queries, store
from campaign.serving.selection import EVERYTHING, Selection
from tests import nginx, readers, small
from tests.browser.conftest import serving
from tests.web.test_wire import LOGIN
from tests.wire import Session, run

UNITS = settings.PROJECT / "deploy" / "systemd"
UNSIGNED = ssl._create_unverified_context()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = small.delivered(tmp_path_factory.mktemp("deployed") / "small")
    readers.write(home, "A")
    return home


@pytest.fixture(scope="module")
def front(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    if nginx.path() is None:
        pytest.skip("NO NGINX: the way in of deploy/ was not tried. Install nginx and run again.")
    folder = tmp_path_factory.mktemp("nginx")
    (folder / "secrets.toml").write_text(LOGIN, encoding="utf-8")
    login = (Path("asgi.py"), "--secrets.files", str(folder / "secrets.toml"))
    with (
        serving(home, *login) as one,
        serving(home, *login) as two,
        nginx.serving(folder, [one.address, two.address]) as addresses,
    ):
        yield addresses


def ask(address: str, path: str = "/", method: str = "GET", body: bytes | None = None, **headers: str) -> tuple:
    """Status, headers and text of an answer, redirects not followed."""
    host = urlsplit(address).netloc
    connection = (
        http.client.HTTPSConnection(host, context=UNSIGNED)
        if address.startswith("https")
        else http.client.HTTPConnection(host)
    )
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read().decode()


def test_pages_come_over_tls_only_with_every_header(front: tuple[str, str]) -> None:
    tls, plain = front
    status, headers, _ = ask(tls)
    assert status == 200
    assert "max-age" in headers["Strict-Transport-Security"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert ask(plain, "/tien-do?unit=A")[0] == 308
    assert ask(tls, "/_stcore/host-config")[1].get_all("Set-Cookie")
    for cookie in ask(tls, "/_stcore/host-config")[1].get_all("Set-Cookie"):
        assert "secure" in cookie.lower(), cookie


@pytest.mark.parametrize("way", ["metrics", "agent/openapi.json", "script-health-check"])
def test_closed_ways_are_closed_at_the_front(way: str, front: tuple[str, str]) -> None:
    status, _, text = ask(front[0], f"/_stcore/{way}")
    assert status == 404
    assert "nginx" in text


def test_a_login_and_its_session_pass_through_tls(front: tuple[str, str]) -> None:
    async def look(subject: str | None) -> bytes:
        claims = readers.claims(subject) if subject else None
        async with Session(front[0], claims, tls=UNSIGNED) as session:
            await session.open("tien-do", unit="a1")
            return b"".join(session.frames)

    assert "Huyện A Một".encode() in run(look("chief"))
    assert b'class="strip"' not in run(look(None))


def test_a_reader_stays_with_one_process(front: tuple[str, str]) -> None:
    cookie = ask(front[0])[1]["Set-Cookie"].split(";")[0]
    same = {json.loads(ask(front[0], "/health", Cookie=cookie)[2])["process"] for _ in range(8)}
    any_ = {json.loads(ask(front[0], "/health", Cookie=f"route={number}")[2])["process"] for number in range(24)}
    assert len(same) == 1
    assert len(any_) == 2


def test_large_bodies_and_floods_are_refused(front: tuple[str, str]) -> None:
    assert ask(front[0], "/", "POST", b"x" * 70_000)[0] == 413
    elsewhere = ("127.0.0.2", 0)
    connection = http.client.HTTPSConnection(urlsplit(front[0]).netloc, context=UNSIGNED, source_address=elsewhere)
    found = []
    for _ in range(300):
        connection.request("GET", "/health")
        answer = connection.getresponse()
        answer.read()
        found.append(answer.status)
    assert set(found) == {403, 429}


def test_every_unit_starts_something_that_exists() -> None:
    for unit in UNITS.glob("*.service"):
        start = re.search(r"^ExecStart=(.*)$", unit.read_text(encoding="utf-8"), re.M)[1]
        if command := re.search(r"-m campaign (\w+)", start):
            assert command[1] in cli.commands, unit.name
        for file in re.findall(r"asgi\.py|deploy/\w+", start):
            assert (settings.PROJECT / file).exists(), unit.name


@pytest.fixture
def verified(tmp_path: Path) -> Callable[..., str]:
    """verified(old, new) is what systemd finds wrong in the units, their programs those of this machine."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("NO SYSTEMD: the units of deploy/ were not looked at. Install systemd and run again.")

    def verified(old: str = "", new: str = "") -> str:
        for unit in UNITS.iterdir():
            here = unit.read_text(encoding="utf-8").replace("/srv/dashboard/.venv/bin/python", sys.executable)
            here = here.replace("/srv/dashboard", str(settings.PROJECT)).replace(old, new)
            (tmp_path / unit.name.replace("@", "@8501")).write_text(here, encoding="utf-8")
        units = sorted(map(str, tmp_path.glob("dashboard*")))
        return subprocess.run(
            ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, check=False
        ).stderr

    return verified


def test_systemd_finds_nothing_wrong_with_the_units(verified: Callable[..., str]) -> None:
    assert verified() == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("MemoryMax=", "MemoryMost="),
        ("OnCalendar=*-*-* 02:30", "OnCalendar=night"),
        (sys.executable, "/nowhere/python"),
    ],
)
def test_a_unit_with_a_mistake_is_found(old: str, new: str, verified: Callable[..., str]) -> None:
    assert verified(old, new)


def test_every_command_that_deploy_names_is_one() -> None:
    guide = (UNITS.parent / "README.md").read_text(encoding="utf-8")
    wrapper = (UNITS.parent / "campaign").read_text(encoding="utf-8")
    writes = re.search(r"in ([\w|]+)\) user=intake", wrapper)[1].split("|")
    named = {*writes, *re.findall(r"`campaign (\w+)", guide)}
    assert len(named) > 7
    assert named <= set(cli.commands)


def test_a_backup_restores_what_was_served(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    environment = {**os.environ, "CAMPAIGN_HOME": str(home), "BACKUP": str(tmp_path)}
    command = [settings.PROJECT / "deploy" / "backup"]
    saved = [
        subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()
        for _ in range(2)
    ][-1]
    everything = Selection(EVERYTHING, "R", date.max)
    before = queries.table("unit_tree", everything), store.version()
    restored = tmp_path / "restored"
    shutil.copytree(saved, restored)
    monkeypatch.setenv("CAMPAIGN_HOME", str(restored))
    assert store.version() == before[1]
    assert queries.table("unit_tree", everything).equals(before[0])
    originals = {file.read_bytes() for file in (restored / "vault").rglob("*") if file.is_file()}
    assert small.COUNTS.encode() in originals


def test_the_vault_alone_brings_the_figures_back(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command, saved = [settings.PROJECT / "deploy" / "backup"], tmp_path / "saved"
    saved.mkdir()
    environment = {**os.environ, "CAMPAIGN_HOME": str(home), "BACKUP": str(saved)}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    (day,) = saved.iterdir()
    empty = small.folder(tmp_path / "empty")
    shutil.copytree(day / "vault", empty / "vault")
    monkeypatch.setenv("CAMPAIGN_HOME", str(empty))
    answer = CliRunner().invoke(cli, ["rebuild"])
    assert answer.exit_code == 0, answer.output
    assert queries.one("overview", Selection(EVERYTHING, "R", store.cut_off(), "received"))["total"] == 100
