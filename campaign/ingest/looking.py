"""Where the hashed numbers of a delivery are while somebody looks at it: in the vault, in a folder of each look.

Whoever looks holds the vault's folder with a shared lock, which ends with the process: what lies there while nobody
does was left by one that was killed.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from campaign.ingest import vault

LOOKS = ".look-"


@contextmanager
def place() -> Iterator[Path]:
    """An empty folder of the vault, for its owner alone, which is gone afterwards."""
    with _held(fcntl.LOCK_SH), tempfile.TemporaryDirectory(prefix=LOOKS, dir=vault.folder()) as folder:
        yield Path(folder)


def sweep() -> None:
    """Remove what was left there, unless somebody looks just now: then another time."""
    with suppress(BlockingIOError), _held(fcntl.LOCK_EX | fcntl.LOCK_NB):
        for leftover in vault.folder().glob(f"{LOOKS}*"):
            shutil.rmtree(leftover)


@contextmanager
def _held(how: int) -> Iterator[None]:
    folder = os.open(vault.folder(), os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(folder, how)
        yield
    finally:
        os.close(folder)
