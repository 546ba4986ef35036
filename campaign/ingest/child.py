"""Parses one file in a process of its own, with limits on memory, time and output: what crashes there stays there."""

import logging
import multiprocessing
import os
import resource
import signal
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from campaign import words
from campaign.ingest import child_progress
from campaign.ingest.errors import FileError

GIB = 1 << 30
LOG = logging.getLogger("campaign.child")
FRAMES = 6  # of a trace that are logged
PROGRESS = "progress"
MOST_TASKS = 100  # of one child: its time on the processor is limited as a whole
OnProgress = Callable[[float, int], None]
Result = TypeVar("Result")
_Answer = tuple[str | FileError | None, Any]  # what went wrong, if anything did, and the result, or where it did
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


LIMITS = Limits()  # what a file may cost unless told otherwise


def unheard(_share: float, _rows: int) -> None:
    """Nobody wants to know how far the work has come."""


class Worker:
    """A child that is given one task after another, and replaced when it broke, hit a limit or has done many.

    Starting one costs more than parsing a small file. What breaks there takes nothing else with it: of what was done
    before, the answer is here, and what comes after has a new child. The first argument, the campaign's definition,
    travels once while it is the same: a small file takes less than writing and reading that of 700 units (80 ms).
    """

    def __init__(self) -> None:
        self._child: BaseProcess | None = None
        self._ours: Connection | None = None
        self._tasks = 0
        self._first: tuple[object, ...] = ()  # the first argument of the last task, if any: the child still has it
        self._begun: tuple[object, ...] = ()  # the task at which it is, with its arguments
        self._until = 0.0  # when that must be done

    def begin(self, task: Callable[..., Any], arguments: tuple[object, ...], limits: Limits) -> None:
        """Have the child begin with a task: who asks for it then waits for the rest. ChildError when none started."""
        if self._begun or self._tasks >= MOST_TASKS:
            self.end()
        try:
            ours = self._ours or self._start(limits)
        except OSError as error:
            raise ChildError(reason(fault_of(error))) from error
        self._tasks += 1
        self._begun, self._until = (task, arguments), time.monotonic() + limits.clock
        first, others = arguments[:1], arguments[1:]
        known, self._first = [*map(id, first)] == [*map(id, self._first)], first
        with suppress(BrokenPipeError, ConnectionResetError):  # then it does not answer either
            ours.send((words.speaking(), task, None if known else first, others))

    def ask(
        self, task: Callable[..., Any], arguments: tuple[object, ...], limits: Limits, on_progress: OnProgress
    ) -> _Answer:
        """The answer of the child; ChildError when none could be started."""
        if self._begun != (task, arguments):
            self.begin(task, arguments, limits)
        answer: _Answer | None = None
        try:
            answer = self._answer(on_progress)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            answer = ("crashed", None)
        finally:
            self._begun = ()
            if answer is None or answer[0] in ("timeout", "crashed", "memory"):
                self.end()
        return answer

    def end(self) -> None:
        """End the child."""
        if self._child and self._ours:
            self._child.kill()
            self._child.join()
            self._ours.close()
        self._child, self._ours, self._tasks, self._first, self._begun = None, None, 0, (), ()

    def _start(self, limits: Limits) -> Connection:
        self._ours, theirs = SPAWNER.Pipe()
        self._child = SPAWNER.Process(target=_work, args=(theirs, limits), daemon=True)
        try:
            self._child.start()
        except OSError:
            self._ours.close()
            self._child, self._ours = None, None
            raise
        finally:
            theirs.close()
        return self._ours

    def _answer(self, on_progress: OnProgress) -> _Answer:
        """What the child says in the end, if it does in time."""
        assert self._ours
        while self._ours.poll(max(0.0, self._until - time.monotonic())):
            said = self._ours.recv()
            if said[0] != PROGRESS:
                fault, result = said
                return fault, result
            on_progress(*said[1])
        return "timeout", None


def run(
    task: Callable[..., Result],
    *arguments: object,
    limits: Limits = LIMITS,
    on_progress: OnProgress = unheard,
    worker: Worker | None = None,
) -> Result:
    """Result of `task(*arguments)` in a child. FileError as raised there, ChildError when it broke or hit a limit.

    The child is one of its own, unless a `worker` is given. `on_progress` is told on the way which share of the work
    is done, and how many rows.
    """
    child = worker or Worker()
    try:
        fault, result = child.ask(task, arguments, limits, on_progress)
    finally:
        if not worker:
            child.end()
    if isinstance(fault, FileError):
        raise fault
    if fault:
        if result:
            LOG.warning("%s: %s", getattr(task, "__name__", task), result)
        raise ChildError(reason(fault))
    answered: Result = result
    return answered


def begin(task: Callable[..., object], *arguments: object, limits: Limits, worker: Worker) -> None:
    """Have a worker begin: `run` of the same then gives the result. Where no child can be started `run` says so."""
    with suppress(ChildError):
        worker.begin(task, arguments, limits)


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


def _work(answer: Connection, limits: Limits) -> None:
    """Do what is asked, for as long as anybody asks.

    Errors go back as a word, with their kind and place for the log: their text may hold what stands in the file, and so
    may a trace on stderr.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the process that started it
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.output),
        (resource.RLIMIT_CPU, limits.cpu),
        (resource.RLIMIT_CORE, 0),
    ):
        allowed = resource.getrlimit(kind)[1]
        most = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(kind, (most, most))
    first: tuple[object, ...] = ()
    while True:
        speaking, task, other, others = answer.recv()
        first = first if other is None else other
        words.use(*speaking)
        child_progress.listen(lambda share, rows: answer.send((PROGRESS, (share, rows))))
        try:
            answer.send((None, task(*first, *others)))
        except FileError as fault:
            answer.send((fault, None))
        except Exception as error:  # noqa: BLE001 - its trace must not go with the child
            answer.send((fault_of(error), _place_of(error)))


def _place_of(error: Exception) -> str:
    """Kind and place of an error, the innermost first, without its words: for the log."""
    frames = reversed(traceback.extract_tb(error.__traceback__)[-FRAMES:])
    places = (f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} {frame.name}" for frame in frames)
    return " < ".join((type(error).__name__, *places))
