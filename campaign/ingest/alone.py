"""One at a time: whoever changes the store or the vault waits until nobody else does."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from campaign import settings
from campaign.ingest import looking, vault
from campaign.ingest.history import forget_begun
from campaign.serving.pointer import StoreError

WORK = ".work-"


@contextmanager
def alone(on_wait: Callable[[], None] = lambda: None) -> Iterator[Path]:
    """The store, while no other ingest is at work, swept of what a killed one left; `on_wait` hears of waiting.

    StoreError when nothing can be written there.
    """
    store = settings.store()
    try:
        store.mkdir(parents=True, exist_ok=True)
        lock = (store / ".lock").open("w")
        vaulted = vault.folder()
    except OSError as error:
        raise StoreError("not_writable", folder=store, reason=os.strerror(error.errno or 0)) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(lock, fcntl.LOCK_EX)
        forget_begun()
        for leftover in (
            *store.glob(".*.part*"),
            *store.glob(f"{WORK}*"),
            *vaulted.glob(".*.part"),
        ):
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        looking.sweep()
        yield store
