"""Puts a changed file of the campaign in its place: alone, whole or not at all, its journal first.

The journal has a change before the file does. Between the two the new file lies beside the old one, under the id of
the change: whoever changes something next puts it in its place, or away where no journal knows it.
"""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from campaign import settings, words
from campaign.ingest import disk
from campaign.serving.desk import DeskError
from campaign.upkeep import changes, kept, sections
from campaign.upkeep.changes import Change

ENDING = ".changing"
NOT_OURS = (errno.EACCES, errno.EPERM, errno.EROFS)  # whoever serves the pages may not write here


@contextmanager
def alone() -> Iterator[None]:
    """While nobody else changes a file on a page. DeskError where the folder is not for this process to write."""
    try:
        lock = (settings.home() / ".changes.lock").open("a")
    except OSError as error:
        if error.errno in NOT_OURS:
            raise DeskError(words.t("settings.not_writable")) from error
        raise
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        settle()
        yield


def write(path: Path, text: str, entry: Change) -> None:
    """Write a change down and put the file's new text in its place; who may read it stays as it was. OSError.

    DeskError where the file is a link: the text would stand beside the one that is kept elsewhere.
    """
    if path.is_symlink():
        raise DeskError(words.t("settings.linked", file=path.name))
    beside = path.with_name(f".{path.name}.{entry.id}{ENDING}")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            _like(file.fileno(), path)
            file.write(text)
        disk.sync(beside)
        changes.add(entry)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    beside.replace(path)
    disk.sync(path.parent)


def _like(new: int, old: Path) -> None:
    """Give a file that is open the rights of another, and its owner and group where this process may."""
    if not old.exists():
        os.fchmod(new, 0o640)
        return
    known = old.stat()
    for owner, group in ((known.st_uid, -1), (-1, known.st_gid)):
        with suppress(PermissionError):
            os.fchown(new, owner, group)
    os.fchmod(new, known.st_mode & 0o777)


def settle() -> None:
    """Finish a change that was written down and interrupted; remove what was not written down."""
    for beside in settings.home().glob(f".*{ENDING}"):
        name, id = beside.name.removeprefix(".").removesuffix(ENDING).rsplit(".", 1)
        path = beside.with_name(name)
        was = [one.was for one in changes.all_of(set(sections.SECTIONS)) if one.id == id]
        if was == [kept.seen(path.read_bytes().decode(errors="replace") if path.exists() else "")]:
            beside.replace(path)
        else:
            beside.unlink()
