"""Keeps every original as it came: copied once, readable by its owner alone, never opened for writing again."""

import hashlib
import os
import shutil
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from campaign import settings
from campaign.ingest.errors import HeldError, RefusedError

LONGEST_NAME = 120


@dataclass(frozen=True)
class Original:
    """A file in the vault."""

    path: Path
    sha256: str

    @property
    def delivery_id(self) -> str:
        """Id of the delivery: the same content is the same delivery, whatever its name."""
        return self.sha256[:16]


def folder() -> Path:
    """The vault, made when it is not there."""
    path = settings.home() / "vault"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def keep(path: Path) -> Original:
    """Copy the file at `path` into the vault. RefusedError for no plain file, HeldError for one that is changing."""
    before = stamp(path)
    if not stat.S_ISREG(path.lstat().st_mode):
        raise RefusedError("no_plain_file")
    unnamed = folder() / f".{os.getpid()}.part"
    try:
        sha256 = _copy(path, unnamed)
        if stamp(path) != before:
            raise HeldError("changing")
        kept = unnamed.replace(folder() / sha256)
    finally:
        unnamed.unlink(missing_ok=True)
    return Original(kept, sha256)


def stamp(path: Path) -> tuple[int, int]:
    """Size and time of the last change: the same as long as nobody writes to the file."""
    now = path.lstat()
    return now.st_size, now.st_mtime_ns


def _copy(path: Path, to: Path) -> str:
    """Copy, and the sha256 of the copy."""
    to.touch(mode=0o600)
    shutil.copyfile(path, to)
    with to.open("rb") as copy:
        return hashlib.file_digest(copy, "sha256").hexdigest()


def unread(address: Path | str) -> str:
    """Id of a delivery whose content could not be read: of its name alone."""
    return hashlib.sha256(os.fsencode(name_of(address))).hexdigest()[:16]


def name_of(address: Path | str) -> str:
    """Name of a file; of an address that is no path of this machine its last part, with the folder of a pattern."""
    if isinstance(address, Path):
        return address.name
    *_, folder, last = ["", *address.rstrip("/").split("/")]
    return f"{folder}/{last}" if folder and any(mark in last for mark in "*?[{") else last


def shown(name: str) -> str:
    """A file's name without what could mislead its reader: control and direction marks, or endless length."""
    visible = "".join(
        mark if unicodedata.category(mark)[0] not in "CZ" or mark == " " else f"\\u{ord(mark):04x}" for mark in name
    )
    if len(visible) <= LONGEST_NAME:
        return visible
    return f"{visible[: LONGEST_NAME // 2]}…{visible[-LONGEST_NAME // 2 + 1 :]}"
