"""Waits for files in the inbox and takes them in once they are still, one after the other."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from campaign import settings
from campaign.definition import Definition
from campaign.ingest import ingest
from campaign.ingest.verdict import Verdict

STILL = 1.0  # seconds without a change of size or time after which a file has been copied
Print = tuple[int, int]


def watch(definition: Definition, still: float = STILL, rounds: int | None = None) -> Iterator[Verdict]:
    """Verdicts as files come, for ever or for so many looks into the inbox."""
    inbox = settings.home() / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    seen: dict[Path, Print] = {}
    while rounds is None or rounds > 0:
        now = {path: prints(path) for path in sorted(inbox.iterdir()) if not path.name.startswith(".")}
        for path in [path for path, state in now.items() if seen.get(path) == state]:
            yield from ingest(definition, [path])
            del now[path]
        seen = now
        rounds = None if rounds is None else rounds - 1
        time.sleep(still)


def prints(path: Path) -> Print:
    """Size and time of a file: what changes while it is still being copied."""
    state = path.lstat()
    return state.st_size, state.st_mtime_ns


def line(verdict: Verdict, said: Callable[[str], str] = str) -> str:
    """A verdict in one line of a log."""
    counted = f"{verdict.lines} = 1 + {verdict.accepted} + {verdict.quarantined}" if verdict.published else ""
    return " · ".join(said(part) for part in (verdict.file, verdict.state, counted, verdict.message) if part)
