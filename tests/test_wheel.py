"""The wheel has all that runs: the command, definition, pages and what they stand on, from any folder."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import click
import pytest

from campaign import settings
from tests import small
from tests.browser.conftest import answered, free_port
from tests.wire import Session, run

LEFT_OUT = ("build.py", "sources.py", "README.md")  # of queries, geo and static: how they were made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built beside a copy of nothing: the checkout stays as it is."""
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(settings.PROJECT)]
    subprocess.run(build, check=True, capture_output=True)
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the programs of an environment with the wheel and, beside it, what this one has of others."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(folder, with_pip=False)
    programs = folder / "bin"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(programs / "python"),
        "install",
        "-q",
        "--no-deps",
        "--no-index",
    ]
    subprocess.run([*pip, str(wheel)], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "others.pth").write_text(str(Path(click.__file__).parents[1]), encoding="utf-8")
    return programs


def asked(program: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """What a program answers, started in a folder that has nothing."""
    return subprocess.run([program, *words], cwd="/", env=os.environ | env, capture_output=True, text=True, check=False)


def test_all_files_that_git_has_of_what_runs_are_in_the_wheel(wheel: Path) -> None:
    folders = ("campaign", "pages", "queries", "geo", "static", ".streamlit", "asgi.py", "dashboard.py")
    listed = subprocess.run(["git", "ls-files", "-z", *folders], cwd=settings.PROJECT, check=True, capture_output=True)
    ours = {name for name in listed.stdout.decode().split("\0") if name and Path(name).name not in LEFT_OUT}
    inside = set(zipfile.ZipFile(wheel).namelist())
    expected = {name if name.startswith("campaign/") else f"campaign/project/{name}" for name in ours}
    assert len(expected) > 500
    assert expected <= inside


def test_nothing_of_this_machine_is_in_the_wheel(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in names if any(part in name for part in ("__pycache__", "/store/", "/vault/", ".venv"))]
    assert str(settings.PROJECT).encode() not in b"".join(zipfile.ZipFile(wheel).read(name) for name in names)


def test_the_command_knows_its_version_and_finds_the_default_campaign_sound(installed: Path) -> None:
    where = asked(installed / "python", "-c", "from campaign import settings; print(settings.PROJECT)").stdout.strip()
    assert where.startswith(str(installed.parent))  # and not the checkout
    assert asked(installed / "campaign", "--version").stdout.strip() == settings.version()
    checked = asked(installed / "campaign", "check", "--json")
    assert json.loads(checked.stdout)["errors"] == []
    assert checked.returncode == 0


def test_a_file_goes_in_and_a_page_comes_out_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    home, port = small.folder(tmp_path / "small"), free_port()
    (home / "inbox").mkdir()
    (home / "inbox" / "counts.csv").write_text(small.COUNTS, encoding="utf-8")
    here = {"CAMPAIGN_HOME": str(home)}
    taken = asked(installed / "campaign", "ingest", **here)
    assert taken.returncode == 0, taken.stderr
    serve = [installed / "campaign", "serve", "--port", str(port)]
    log = tmp_path / "log"
    with log.open("wb") as lines:
        server = subprocess.Popen(serve, cwd="/", env=os.environ | here, stderr=lines)
    try:
        answered(address := f"http://127.0.0.1:{port}")

        async def opened() -> bytes:
            async with Session(address) as session:
                await session.open("tien-do", unit="a1")
                return b"".join(session.frames)

        assert "Huyện A Một".encode() in run(opened())
        told = [line for line in log.read_text(encoding="utf-8").splitlines() if '"campaign.reach"' in line]
        assert [json.loads(line)["message"] for line in told] == [
            f"Chưa cấu hình đăng nhập: chỉ mở được trên chính máy này, tại http://127.0.0.1:{port}."
        ]
    finally:
        server.terminate()
        server.wait(timeout=20)
