"""Waits for files in the inbox and takes in together what is still."""

import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from campaign import settings
from campaign.definition import Definition, DefinitionError, load, signature
from campaign.ingest import forecast, ingest
from campaign.ingest.outcome import Outcome

STILL = 1.0  # seconds without a change of size or time after which a file has been copied
LOOKS = 4  # in that time
PATIENCE = 60.0  # seconds until a file that could not be copied is tried again
Fingerprint = tuple[int, int]
LOG = logging.getLogger("campaign.watch")


def watch(campaign: Definition, still: float = STILL, rounds: int | None = None) -> Iterator[Outcome]:
    """Outcomes as files come, for ever or for so many looks into the inbox; the forecast follows when none waits."""
    inbox = settings.home() / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    yield from _taken(campaign, [])
    said = campaign.signature
    seen: dict[Path, tuple[Fingerprint, float]] = {}
    while rounds is None or rounds > 0:
        if (now_said := signature(settings.home())) != said:
            said, campaign = now_said, _mended(campaign)
            yield from _taken(campaign, [])
        now = {}
        for path in sorted(path for path in inbox.iterdir() if not path.name.startswith(".")):
            with suppress(FileNotFoundError):
                state, known = fingerprint(path), seen.get(path)
                now[path] = known if known and known[0] == state else (state, time.monotonic())
        ready = [path for path, (_, since) in now.items() if time.monotonic() - since >= still]
        if ready:
            yield from _taken(campaign, ready)  # together: many small files are one publication
        for path in ready:
            state, _ = now.pop(path)
            if os.path.lexists(path):
                now[path] = (state, time.monotonic() + PATIENCE)
        if not now:
            forecast(campaign)
        seen = now
        rounds = None if rounds is None else rounds - 1
        time.sleep(still / LOOKS)


def _taken(definition: Definition, paths: list[Path]) -> list[Outcome]:
    """What became of these files, and before them of those of which more is taken since the definition was mended."""
    looked: list[Outcome] = []
    outcomes = ingest(definition, paths, tell_again=looked.append)
    return [*(one for one in looked if one not in outcomes), *outcomes]


def _mended(before: Definition) -> Definition:
    """The definition as it stands now; while it cannot be read the one `before`."""
    try:
        return load(settings.home())
    except DefinitionError as error:
        LOG.warning("%s", error)
        return before


def fingerprint(path: Path) -> Fingerprint:
    """Size and time of a file: what changes while it is still being copied."""
    state = path.lstat()
    return state.st_size, state.st_mtime_ns


def line(outcome: Outcome, said: Callable[[str], str] = str) -> str:
    """An outcome in one line of a log."""
    counted = f"{outcome.lines} = 1 + {outcome.accepted} + {outcome.quarantined}" if outcome.published else ""
    return " · ".join(said(part) for part in (outcome.file, outcome.state, counted, outcome.message) if part)
