"""The archive for a closed network: what can be held to its word without the ten minutes of `make prove`."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from campaign import settings

BUNDLE = settings.PROJECT / "deploy" / "bundle"
SCRIPTS = [BUNDLE / "make", BUNDLE / "install", BUNDLE / "prove", BUNDLE.parent / "rights", BUNDLE.parent / "campaign"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_can_be_read_and_run(script: Path) -> None:
    shell = script.read_text(encoding="utf-8").splitlines()[0].removeprefix("#!").split()
    assert subprocess.run([*shell, "-n", str(script)], check=False, capture_output=True).stderr == b""
    assert script.stat().st_mode & 0o100


@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_a_copy_that_is_not_what_was_packed_installs_nothing(damage: str, tmp_path: Path) -> None:
    shutil.copy(BUNDLE / "install", tmp_path)
    (tmp_path / "packages.txt").write_text("no-such-package\n", encoding="utf-8")
    names = ("install", "packages.txt")
    sums = [f"{hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()}  ./{name}\n" for name in names]
    (tmp_path / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    if damage == "changed":
        (tmp_path / "packages.txt").write_text("another-package\n", encoding="utf-8")
    else:
        (tmp_path / "packages.txt").unlink()
    ran = subprocess.run([tmp_path / "install"], cwd="/", capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "nothing was installed" in ran.stderr
    assert "Debian's packages" not in ran.stdout  # the first step


def test_every_requirement_is_pinned_with_the_hashes_of_its_files() -> None:
    for file in ("requirements.txt", "requirements-test.txt", "requirements-spark.txt"):
        text = (settings.PROJECT / file).read_text(encoding="utf-8").replace("\\\n", " ")
        pinned = [line for line in text.splitlines() if re.match(r"[A-Za-z]", line)]
        assert pinned
        assert [line for line in pinned if "==" not in line or "--hash=sha256:" not in line] == []


def test_the_line_for_cron_works_from_any_folder() -> None:
    readme = (settings.PROJECT / "README.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"^`30 17 \* \* \* (cd .+)`\.$", readme, re.M)
    here = line.replace("/srv/dashboard", str(settings.PROJECT))
    ran = subprocess.run(["sh", "-c", f"{here} --help"], cwd="/", capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "--all-provinces" in ran.stdout
