"""Keeps every original as it came: copied once, readable by its owner alone, never opened for writing again.

Beside it stands its note: when, under which name and by whom it came, what was decided, what became of it. So the
vault alone brings the store back.
"""

import glob
import hashlib
import os
import shutil
import stat
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from campaign import settings
from campaign.ingest import disk, notes
from campaign.ingest.errors import HeldError, OutsideError, RefusedError
from campaign.ingest.layouts.model import Layout
from campaign.ingest.notes import Arrival, Decision, Note
from campaign.serving.pointer import StoreError

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


class Named(Protocol):
    """What names an original: a file in the vault, or what another engine keeps of one."""

    @property
    def sha256(self) -> str: ...


def folder() -> Path:
    """The vault, made when it is not there."""
    path = settings.home() / "vault"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def original(note: Note) -> Original:
    """The file of which a note speaks."""
    return Original(folder() / note.sha256, note.sha256)


def keep(path: Path) -> Original:
    """Copy the file at `path` into the vault. RefusedError for no plain file, HeldError for one that is changing.

    OutsideError where there is none that could be read.
    """
    if path.parent == folder():
        return Original(path, path.name)
    try:
        before = stamp(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise OutsideError("no_such_file") from error
    if path.is_dir():
        raise OutsideError("a_folder")
    if not stat.S_ISREG(path.lstat().st_mode):
        raise RefusedError("no_plain_file")
    unnamed = folder() / f".{os.getpid()}.part"
    try:
        sha256 = _copy(path, unnamed)
        if stamp(path) != before:
            raise HeldError("changing")
        disk.sync(unnamed)
        kept = unnamed.replace(folder() / sha256)
    except FileNotFoundError as error:
        raise OutsideError("no_such_file") from error
    except PermissionError as error:
        if error.filename == str(path):
            raise OutsideError("no_right") from error
        raise StoreError("not_writable", folder=folder(), reason=os.strerror(error.errno or 0)) from error
    finally:
        unnamed.unlink(missing_ok=True)
    return Original(kept, sha256)


def note(original: Named) -> Note:
    """What is known of an original; a note without anything when it is new."""
    path = _note(original.sha256)
    return notes.read(path) if path.exists() else Note(original.sha256)


def arrived(known: Note, arrival: Arrival) -> Note:
    """Note that it came once more."""
    return _keep_note(replace(known, arrivals=(*known.arrivals, arrival)))


def decide(delivery_id: str, what: str, because: str, who: str | None = None) -> Note:
    """Note what was decided about a delivery: notes.AGREE, RELEASE, REJECT or WITHDRAW. KeyError when there is none."""
    known = find(delivery_id)
    if not known:
        raise KeyError(delivery_id)
    now = datetime.now(UTC).replace(tzinfo=None)
    decision = Decision(_next(), what, because, who or settings.user(), now)
    kept = _keep_note(replace(known, decisions=(*known.decisions, decision)))
    sync()
    return kept


def read_by(known: Note, layout: Layout | None) -> Note:
    """Note by which layout it was read."""
    return known if known.layout == layout else _keep_note(replace(known, layout=layout))


def settle(known: Note, outcome: dict[str, Any] | None) -> Note:
    """Note the row that it has among the deliveries that are served, None for none."""
    said = None if outcome is None else {key: _plain(value) for key, value in outcome.items()}
    return known if known.outcome == said else _keep_note(replace(known, outcome=said))


def deliveries() -> list[Note]:
    """The notes of all originals, in the order in which what they say counts: by sequence, not by clock."""
    found = [notes.read(path) for path in folder().glob("*.json")]
    return sorted(found, key=lambda one: one.place)


def find(delivery_id: str) -> Note | None:
    """The note of one delivery."""
    path = next(iter(folder().glob(f"{glob.escape(delivery_id)}*.json")), None)
    return notes.read(path) if path else None


def sync() -> None:
    """Have on the disk which files the vault holds: only then may what lay in the inbox go."""
    disk.sync(folder())


def _note(sha256: str) -> Path:
    return folder() / f"{sha256}.json"


def _keep_note(new: Note) -> Note:
    disk.write(_note(new.sha256), new.text())
    return new


def _next() -> int:
    return 1 + max((one.last for one in deliveries()), default=0)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


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
