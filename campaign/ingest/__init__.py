"""Takes extract files in: checks every line, and publishes a new snapshot with what they say."""

import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from campaign import settings, words
from campaign.definition import Definition
from campaign.ingest import child, deliveries, gate, notes, publish, unpublished, vault
from campaign.ingest.alone import WORK, alone
from campaign.ingest.errors import FileError, HeldError, OutsideError, RefusedError
from campaign.ingest.local import Engine, Kept, Local
from campaign.ingest.memory import Memory
from campaign.ingest.outcome import (
    ACCEPTED,
    FAILED,
    HELD,
    KNOWN,
    NOTHING_NEW,
    QUARANTINED,
    REFUSED,
    UNREAD,
    WITHDRAWN,
    Outcome,
)
from campaign.ingest.parse import Parsed
from campaign.ingest.progress import RunProgress, Tracker
from campaign.ingest.remarks import sentence
from campaign.ingest.speaks import Sent
from campaign.serving.store import outdated

LIMITS = child.Limits()  # what a file may cost unless told otherwise


def ingest(
    definition: Definition,
    paths: Sequence[Path | str],
    limits: child.Limits = LIMITS,
    tell: Callable[[RunProgress], None] = lambda _: None,
    engine: Engine[Any] | None = None,
    sent: Sent | None = None,
) -> list[Outcome]:
    """Take in the files at `paths`, in this order, and publish them together; one outcome each.

    Without any, what is known is published once more if the software asks for more than the served snapshot has.
    What lies in the inbox is moved to the vault, once it could be copied there; other files are copied.
    `tell` hears how far it has come. `engine` does the heavy work, this machine within `limits` when none is given; it
    may also read what is no path here, an address. `sent` says who sent the one file, and under which name.
    """
    with alone() as store, tempfile.TemporaryDirectory(prefix=WORK, dir=store) as work, ExitStack() as ends:
        here = Local(limits)
        ends.callback(here.worker.end)
        memory = Memory(sent)
        door = ends.enter_context(gate.opened(definition))
        outcomes: list[Outcome] = []
        arrivals: list[publish.Arrival] = []
        remembered, tracker = True, Tracker(paths, tell)
        for position, path in enumerate(paths):
            tracker.begin(position)
            results = Path(work, str(position))
            results.mkdir()
            outcome = _take(definition, path, memory, results, engine or here, tracker.update)
            if outcome.published and memory.decided(outcome.sha256) != notes.RELEASE:
                outcome = door.held(outcome, memory.name(path), results, sent)
            outcomes.append(outcome)
            tracker.end(outcome.lines)
            if outcome.state not in NOTHING_NEW and not memory.says(outcome):
                arrivals.append((outcome, results if outcome.published else None))
            if outcome.published:
                memory.received[outcome.sha256] = outcome.received_at
        if arrivals or outdated():
            tracker.say(words.t("ingest.publishing"))
            outcomes, remembered = _publish(definition, outcomes, arrivals, memory)
        vault.sync()
        if remembered:
            for path, outcome in zip(paths, outcomes, strict=True):
                _clear_inbox(path, outcome)
        return outcomes


def decide(definition: Definition, delivery_id: str, what: str, because: str, who: str | None = None) -> Outcome:
    """What becomes of a held delivery once it is decided: notes.RELEASE or REJECT. KeyError when it is not held.

    Of two who decide at the same moment the second is told that it is no longer held.
    """
    with alone():
        if not any(row["state"] == HELD for row in deliveries.table("deliveries", delivery_id)):
            raise KeyError(delivery_id)
        note = vault.decide(delivery_id, what, because, who)
    (outcome,) = ingest(definition, [vault.folder() / note.sha256])
    return outcome


def forecast(definition: Definition) -> None:
    """Add the forecast to what is served; without it, when it cannot be kept, the pages make it as they need it."""
    with alone(), suppress(child.ChildError):
        publish.forecast(definition)


def _clear_inbox(path: Path | str, outcome: Outcome) -> None:
    """Remove a file from the inbox, unless it could not be copied yet."""
    settled = outcome.sha256 or outcome.state == REFUSED
    if settled and isinstance(path, Path) and path.parent.resolve() == (settings.home() / "inbox").resolve():
        path.unlink(missing_ok=True)


def _take(
    definition: Definition,
    address: Path | str,
    memory: Memory,
    results: Path,
    engine: Engine[Kept],
    on_progress: child.OnProgress,
) -> Outcome:
    """Keep one file, note that it came, and parse it."""
    name, today = memory.name(address), date.today()
    now = datetime.now(UTC).replace(tzinfo=None)
    outcome = Outcome(vault.unread(address), vault.shown(name), FAILED, received_at=now)
    try:
        original = engine.keep(address)
        outcome = replace(outcome, delivery_id=original.delivery_id, sha256=original.sha256)
        if because := memory.withdrawn(original.sha256):
            return replace(outcome, state=WITHDRAWN, message=because)
        if original.sha256 in memory.received:
            message = words.t("ingest.known", day=f"{memory.received[original.sha256]:%d/%m/%Y}")
            return replace(outcome, state=KNOWN, message=message)
        memory.arrive(original.sha256, name, now, today)
        if memory.decided(original.sha256) == notes.REJECT:
            raise RefusedError("rejected", **memory.decision(original.sha256))
        parsed = engine.parse(definition, original, name, today, results, on_progress)
    except OutsideError as error:
        return replace(outcome, state=UNREAD, message=str(error))
    except FileError as error:
        return replace(outcome, state=HELD if isinstance(error, HeldError) else REFUSED, message=str(error))
    except child.ChildError as error:
        return replace(outcome, message=words.t("ingest.failed", reason=error))
    except OSError as error:
        return replace(outcome, message=words.t("ingest.failed", reason=child.reason(child.fault_of(error))))
    return taken(outcome, parsed)


def taken(outcome: Outcome, parsed: Parsed) -> Outcome:
    """The outcome of a delivery that was parsed: what it turned out to be, and how much of it is accepted."""
    return replace(
        outcome,
        state=QUARANTINED if parsed.quarantined else ACCEPTED,
        message=" ".join(map(sentence, parsed.remarks)),
        kind=parsed.kind,
        source=", ".join(parsed.sources) or None,
        simulated="simulated" in parsed.sources,
        reported_on=parsed.reported_on,
        period_from=parsed.period_from,
        period_to=parsed.period_to,
        latest=parsed.latest,
        lines=parsed.lines,
        accepted=parsed.accepted,
        quarantined=parsed.quarantined,
    )


def _publish(
    definition: Definition, outcomes: list[Outcome], arrivals: list[publish.Arrival], memory: Memory
) -> tuple[list[Outcome], bool]:
    """Publish, or mark every delivery of this run as failed; and whether that is remembered: a full disk forbids it."""
    earlier: list[publish.Arrival] = [(outcome, None) for outcome in unpublished.pending()]
    try:
        publish.publish(definition, [*earlier, *arrivals])
    except child.ChildError as error:
        message = words.t("ingest.failed", reason=error)
        failed = [outcome.failed(message) if outcome.published else outcome for outcome in outcomes]
        return failed, unpublished.note([outcome for outcome in failed if outcome.state not in NOTHING_NEW])
    unpublished.clear()
    memory.settle()
    return outcomes, True
