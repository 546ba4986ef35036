"""Waits for files in the inbox and takes in together what is still; answers what lies on the desk of the pages."""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from campaign import settings
from campaign.definition import Definition, DefinitionError, load, signature
from campaign.ingest import desk, forecast, ingest, mailing, publish
from campaign.ingest.outcome import Outcome

STILL = 1.0  # seconds without a change of size or time after which a file has been copied
LOOKS = 4  # in that time
IDLE = 20.0  # seconds for which the desk is attended once nothing comes
PATIENCE = 60.0  # seconds until a file that could not be copied is tried again
Fingerprint = tuple[int, int]
LOG = logging.getLogger("campaign.watch")


def watch(campaign: Definition, still: float = STILL, rounds: int | None = None) -> Iterator[Outcome]:
    """Outcomes as files come, for ever or for so many looks into the inbox; the forecast follows when none waits."""
    with desk.attended() as mine, _forecaster() as forecaster:
        yield from _watched(campaign, still, rounds, mine, forecaster)


def _watched(
    campaign: Definition, still: float, rounds: int | None, attends: bool, forecaster: "Forecaster"
) -> Iterator[Outcome]:
    inbox = settings.home() / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    yield from _taken(campaign, [])
    said, carrier = campaign.signature, mailing.Carrier()
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
        if attends:
            desk.Clerk(campaign).serve()
        if not now and not forecaster.makes(campaign):
            carrier.look(campaign)
        seen = now
        rounds = None if rounds is None else rounds - 1
        time.sleep(still / LOOKS)


def _taken(definition: Definition, paths: list[Path]) -> list[Outcome]:
    """What became of these files, and before them of those of which more is taken since the definition was mended."""
    looked: list[Outcome] = []
    try:
        outcomes = ingest(definition, paths, tell_again=looked.append)
    except DefinitionError as error:  # they stay where they lie until it is mended
        LOG.warning("%s", error)
        return []
    return [*(one for one in looked if one not in outcomes), *outcomes]


def _mended(before: Definition) -> Definition:
    """The definition as it stands now; while it cannot be read the one `before`."""
    try:
        return load(settings.home())
    except DefinitionError as error:
        LOG.warning("%s", error)
        return before


def attend(definition: Definition, idle: float = IDLE) -> None:
    """Answer what lies on the desk until nothing has come for so many seconds, unless somebody does so already.

    A definition that is changed there counts from then on, and is published.
    """
    with desk.attended() as mine, _forecaster() as forecaster:
        clerk, last = desk.Clerk(definition), time.monotonic()
        while mine and time.monotonic() - last < idle:
            if clerk.serve():
                if signature(settings.home()) != definition.signature:
                    definition = _mended(definition)
                    clerk = desk.Clerk(definition)
                    _taken(definition, [])
                last = time.monotonic()
            elif time.monotonic() - last > STILL:
                forecaster.makes(definition)
            time.sleep(STILL / LOOKS / 5)


class Forecaster:
    """Makes the forecast beside whoever answers the desk: it takes seconds, on a busy machine a minute."""

    def __init__(self) -> None:
        self._work, self._tried, self._again = threading.Thread(), "", 0.0

    def makes(self, definition: Definition) -> bool:
        """Begin where what is served has none, again after a while where it could not be kept; whether one is made."""
        bare = None if self._work.is_alive() else publish.without_forecast()
        if bare and (bare.name != self._tried or time.monotonic() >= self._again):
            self._tried, self._again = bare.name, time.monotonic() + PATIENCE
            self._work = threading.Thread(target=forecast, args=(definition,))
            self._work.start()
        return self._work.is_alive()

    def end(self) -> None:
        """Wait until it is there."""
        if self._work.is_alive():
            self._work.join()


@contextmanager
def _forecaster() -> Iterator[Forecaster]:
    made = Forecaster()
    try:
        yield made
    finally:
        made.end()


def fingerprint(path: Path) -> Fingerprint:
    """Size and time of a file: what changes while it is still being copied."""
    state = path.lstat()
    return state.st_size, state.st_mtime_ns


def line(outcome: Outcome, said: Callable[[str], str] = str) -> str:
    """An outcome in one line of a log."""
    counted = f"{outcome.lines} = 1 + {outcome.accepted} + {outcome.quarantined}" if outcome.published else ""
    return " · ".join(said(part) for part in (outcome.file, outcome.state, counted, outcome.message) if part)
