"""Parses one file in a process of its own, with limits on memory, time and output: what crashes there stays there."""

import multiprocessing
import os
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, TypeVar

import duckdb

from campaign import words
from campaign.ingest import child_progress
from campaign.ingest.errors import FileError, HeldError, RefusedError

GIB = 1 << 30
PROGRESS = "progress"
OnProgress = Callable[[float, int], None]
Result = TypeVar("Result")
_Answer = tuple[str | FileError | None, Any]  # what went wrong, if anything did, and the result
SPAWNER = multiprocessing.get_context("forkserver")
SPAWNER.set_forkserver_preload(["campaign.ingest.parse", "campaign.ingest.check"])


class ChildError(Exception):
    """The file was not processed: nothing is wrong with it as far as is known, and it can come again."""


@dataclass(frozen=True)
class Limits:
    """What a file may cost: bytes of address space and of any one file it writes, seconds of CPU and on the clock.

    98 million rows take 60 s of CPU and 2 GB of address space.
    """

    memory: int = 8 * GIB
    output: int = 64 * GIB
    cpu: int = 1800
    clock: int = 3600


def unheard(_share: float, _rows: int) -> None:
    """Nobody wants to know how far the work has come."""


def run(
    task: Callable[..., Result], *arguments: object, limits: Limits = Limits(), on_progress: OnProgress = unheard
) -> Result:
    """Result of `task(*arguments)` in a child. FileError as raised there, ChildError when it broke or hit a limit.

    `on_progress` is told on the way which share of the work is done, and how many rows.
    """
    ours, theirs = SPAWNER.Pipe(duplex=False)
    child = SPAWNER.Process(target=_child, args=(theirs, words.language(), limits, task, arguments), daemon=True)
    try:
        child.start()
    except OSError as error:
        raise ChildError(reason(fault_of(error))) from error
    theirs.close()
    end = time.monotonic() + limits.clock
    answer: _Answer = ("timeout", None)
    try:
        while ours.poll(max(0.0, end - time.monotonic())):
            said = ours.recv()
            if said[0] != PROGRESS:
                answer = said
                break
            on_progress(*said[1])
    except EOFError:
        answer = ("crashed", None)
    finally:
        child.kill()
        child.join()
        ours.close()
    fault, result = answer
    if isinstance(fault, FileError):
        raise fault
    if fault:
        raise ChildError(reason(fault))
    return result


def reason(fault: str) -> str:
    """Words for crashed, timeout, memory, long_temp or disk_full."""
    return words.t(f"ingest.reason_{fault}")


def fault_of(error: Exception) -> str:
    """What an error means, without its text: that may hold what stands in the file."""
    if isinstance(error, (MemoryError, duckdb.OutOfMemoryException)):
        return "memory"
    if "AF_UNIX path too long" in str(error):
        return "long_temp"
    full = any(sign in str(error) for sign in ("No space left", "File too large", "Errno 28", "Errno 27"))
    return "disk_full" if full else "crashed"


def _child(
    answer: Connection, language: str, limits: Limits, task: Callable[..., object], arguments: tuple[object, ...]
) -> None:
    """Errors go back as a word only: their text may hold what stands in the file, and so may a trace on stderr."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    words.use(language)
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.output),
        (resource.RLIMIT_CPU, limits.cpu),
        (resource.RLIMIT_CORE, 0),
    ):
        allowed = resource.getrlimit(kind)[1]
        most = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(kind, (most, most))
    child_progress.listen(lambda share, rows: answer.send((PROGRESS, (share, rows))))
    try:
        answer.send((None, task(*arguments)))
    except (RefusedError, HeldError) as fault:
        answer.send((fault, None))
    except (MemoryError, OSError, duckdb.Error) as error:
        answer.send((fault_of(error), None))
