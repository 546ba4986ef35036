"""The desk between the pages and the intake: what staff ask for is laid there as a file, and answered by one.

Pages change nothing: they can neither write the store nor read the vault. The intake does both, as its own user;
`campaign watch` answers what lies here. Where none runs, one is started that ends once nothing more comes.
"""

import fcntl
import hashlib
import json
import os
import re
import secrets
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from campaign import settings, words
from campaign.serving import store

PATIENCE = 120.0  # seconds until nobody is thought to answer
EVERY = 0.05  # seconds between two looks for the answer
Said = dict[str, Any]  # of an answer: what is in it, by name
LOCK = ".lock"  # of the one who answers
ORDERS, ANSWERS, UPLOADS = "orders", "answers", "uploads"


class DeskError(Exception):
    """What was asked for cannot be done; `str()` says why, for whoever asked."""


@dataclass(frozen=True)
class Order:
    """What is asked for, by whom, in which role and language. `unit` is the one they answer for, None for all.

    `about` are the arguments of `what`, in JSON's types.
    """

    what: str
    who: str
    unit: str | None
    language: str
    about: Said = field(default_factory=dict)
    role: str = ""


@dataclass(frozen=True)
class Staff:
    """Who asks, in the language in use, and the unit for which they answer with all below it; None for all."""

    who: str
    unit: str | None
    role: str = ""

    def ask(self, what: str, /, **about: object) -> Said:
        """The answer to a question, which changes nothing: made once for each snapshot that is served. DeskError."""
        order = self._order(what, about)
        asked = json.dumps([asdict(order) | {"who": ""}, store.version()], sort_keys=True)
        return _answer(order, hashlib.sha256(asked.encode()).hexdigest()[:32], keep=True)

    def give(self, what: str, /, **about: object) -> Said:
        """What came of an order, which changes something: carried out once. DeskError."""
        return _answer(self._order(what, about), secrets.token_hex(16), keep=False)

    def _order(self, what: str, about: Said) -> Order:
        return Order(what, self.who, self.unit, words.language(), about, self.role)


def folder(part: str) -> Path:
    """One of ORDERS, ANSWERS, UPLOADS, made when it is not there: open to the two users of the desk and to no other."""
    path = settings.desk() / part
    if not path.is_dir():
        path.mkdir(mode=0o770, parents=True, exist_ok=True)
    return path


def named(upload: str) -> str:
    """Name of an uploaded file on the desk, by the page and the upload it comes from."""
    return hashlib.sha256(upload.encode()).hexdigest()[:32]


def plain(name: str) -> str:
    """A name as `named` gives it; of anything else one that no file has."""
    return name if re.fullmatch(r"[0-9a-f]{32}", name) else "none"


def write(path: Path, said: Said) -> None:
    """Write a file of the desk, whole or not at all."""
    unnamed = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    unnamed.write_text(json.dumps(said, ensure_ascii=False, default=str), encoding="utf-8")
    unnamed.chmod(0o660)
    unnamed.rename(path)


def read(path: Path) -> Said | None:
    """What such a file says; None while there is none."""
    try:
        said: Said = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return said


def order(path: Path) -> Order | None:
    """The order in such a file; None when it is none."""
    try:
        return Order(**read(path) or {})
    except TypeError:
        return None


def attended() -> bool:
    """Whether somebody answers: the lock is theirs."""
    try:
        with (settings.desk() / LOCK).open() as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False


def _answer(order: Order, token: str, keep: bool) -> Said:
    name = f"{token}.json"
    asked, answered = folder(ORDERS) / name, folder(ANSWERS) / name
    said = read(answered)
    if said is None:
        write(asked, asdict(order))
        said = _waited(answered)
        if said is None:
            busy = attended()
            if not busy:
                asked.unlink(missing_ok=True)  # nobody carries it out when nobody expects it any more
            raise DeskError(words.t("desk.busy" if busy else "desk.nobody"))
    if not keep or "fault" in said or "unread" in said:  # a layout may be there tomorrow
        answered.unlink(missing_ok=True)
    if "fault" in said:
        raise DeskError(said["fault"])
    return said


def _waited(answered: Path) -> Said | None:
    """The answer, once it is there; None when none came."""
    end, begun = time.monotonic() + PATIENCE, None
    while time.monotonic() < end:
        if (said := read(answered)) is not None:
            return said
        if not attended() and (begun is None or begun.poll() is not None):
            begun = _begin()
        time.sleep(EVERY)
    return None


def _begin() -> "subprocess.Popen[bytes]":
    """Somebody who answers what lies here."""
    quiet = subprocess.DEVNULL
    command = [sys.executable, "-m", "campaign", "desk"]
    return subprocess.Popen(
        command, stdin=quiet, stdout=quiet, stderr=quiet, cwd=settings.PROJECT, env=dict(os.environ)
    )
