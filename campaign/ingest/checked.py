"""What `campaign check` says of a campaign's folder in which one file is another: the command itself says it."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from campaign import settings, words
from campaign.serving.desk import DeskError

LONGEST = 60  # seconds that a check may take; the demonstration's takes 2
NUMBER = re.compile(r"\d+")
ELSEWHERE = ("store", "vault", "inbox", "desk", "audit")  # folders in which a check looks at nothing


def warnings(file: str, text: str) -> list[str]:
    """What it warns of with this text in `file`, and did not warn of before.

    DeskError with the errors that are new, unless there are fewer in all: a broken file is mended step by step, and
    what was wrong elsewhere keeps nobody from a change.
    """
    with _copied(file, text) as folder:
        then = _said(folder)
    if not (then["errors"] or then["warnings"]):
        return []
    now = _said(settings.home())
    new = _new(then["errors"], now["errors"])
    if new and len(then["errors"]) >= len(now["errors"]):
        raise DeskError(" ".join(f"{one}." for one in new))
    return [one for one in then["warnings"] if one not in now["warnings"]]


def _new(then: list[str], now: list[str]) -> list[str]:
    """Those of `then` that are not among those of `now`, wherever they stand: a record that goes moves lines."""
    left = Counter(NUMBER.sub("", one) for one in now)
    found = []
    for one in then:
        left[said := NUMBER.sub("", one)] -= 1
        if left[said] < 0:
            found.append(one)
    return found


@contextmanager
def _copied(file: str, text: str) -> Iterator[Path]:
    """The campaign's folder with another text in one of its files."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for path in settings.home().iterdir():
            if path.name not in (file, *ELSEWHERE) and not path.name.startswith("."):
                (folder / path.name).symlink_to(path)
        (folder / file).write_text(text, encoding="utf-8", newline="")
        yield folder


def _said(folder: Path) -> dict[str, list[str]]:
    command = [sys.executable, "-m", "campaign.check", "--json", "--language", words.language()]
    env = os.environ | {"CAMPAIGN_HOME": str(folder)}
    try:
        found = subprocess.run(
            command, cwd=settings.PROJECT, env=env, capture_output=True, text=True, timeout=LONGEST, check=False
        )
        said: dict[str, list[str]] = json.loads(found.stdout)
    except (ValueError, subprocess.TimeoutExpired) as error:
        raise DeskError(words.t("settings.not_checked")) from error
    return said
