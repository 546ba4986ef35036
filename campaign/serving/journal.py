"""Files to which one line after another is added: one that a full disk or a power cut left half stops nothing."""

import errno
import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LOG = logging.getLogger("campaign.journal")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """What the whole lines say; the log names the others."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                said = json.loads(line)
            except ValueError:
                said = None
            if isinstance(said, dict):
                yield said
            elif line.strip():
                LOG.warning("line %s of %s is not whole and is passed over", number, path)


def cut(path: Path) -> bool:
    """Whether the last line is not ended: what is added must not be glued to it."""
    if not path.exists() or not path.stat().st_size:
        return False
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read() != b"\n"


def add(path: Path, row: dict[str, Any], keep: bool = False, mode: int = 0o600) -> None:
    """Add a line, to a new file that `mode` says who reads; with `keep` it is on the disk before this returns. OSError,
    also where a full disk takes half of it.

    One short write to a file opened for appending is whole, also when several processes write (POSIX).
    """
    line = json.dumps(row, ensure_ascii=False) + "\n"
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, mode)
    try:
        whole = b"\n" * cut(path) + line.encode()
        if os.write(handle, whole) < len(whole):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if keep:
            os.fsync(handle)
    finally:
        os.close(handle)
