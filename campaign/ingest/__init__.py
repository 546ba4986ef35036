"""Takes extract files in: checks every line, and publishes a new snapshot with what they say."""

import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from campaign import settings, words
from campaign.definition import Definition
from campaign.ingest import again, child, deliveries, gate, history, ids, notes, publish, unpublished, vanished, vault
from campaign.ingest.alone import WORK, alone
from campaign.ingest.local import Engine, Local
from campaign.ingest.memory import Memory
from campaign.ingest.outcome import HELD, NOTHING_NEW, REFUSED, Outcome
from campaign.ingest.progress import RunProgress, Tracker
from campaign.ingest.speaks import Sent
from campaign.ingest.taking import Taking
from campaign.language import formats
from campaign.serving.store import outdated


def ingest(
    definition: Definition,
    paths: Sequence[Path | str],
    limits: child.Limits = child.LIMITS,
    tell: Callable[[RunProgress], None] = lambda _: None,
    engine: Engine[Any] | None = None,
    tell_again: Callable[[Outcome], None] = lambda _: None,
    sent: Sent | None = None,
) -> list[Outcome]:
    """Take in the files at `paths`, in this order, and publish them together; one outcome each.

    Without any, what is known is published once more if the software asks for more than the served snapshot has, or the
    campaign's definition was mended since; where nothing ever was, a snapshot of nothing: pages open in it. Then the
    deliveries of which more can be taken now are taken anew; `tell_again` hears of each, and of those whose original is
    gone. DefinitionError, and nothing is taken, where the definition lacks a unit with figures.
    What lies in the inbox is moved to the vault, once it could be copied there; other files are copied.
    `tell` hears how far it has come. `engine` does the heavy work, this machine within `limits` when none is given; it
    may also read what is no path here, an address. `sent` says who sent the one file, and under which name.
    """
    with alone() as store, tempfile.TemporaryDirectory(prefix=WORK, dir=store) as work, ExitStack() as ends:
        vanished.check(definition)
        here = Local(limits)
        ends.callback(here.worker.end)
        memory = Memory(sent)
        mended = again.mended(definition)
        looked = again.look_if_possible(definition, Path(work), here) if mended else again.NOTHING
        for outcome in (*looked.gained.values(), *looked.lost):
            tell_again(outcome)
        door = ends.enter_context(gate.opened(definition))
        outcomes: list[Outcome] = []
        arrivals: list[publish.Arrival] = []
        remembered, tracker = True, Tracker(paths, tell)
        takings = [
            Taking(definition, path, memory, looked, Path(work, str(position)), engine or here)
            for position, path in enumerate(paths)
        ]
        for position, taking in enumerate(takings):
            tracker.begin(position)
            outcome = taking.outcome(tracker.update)
            for following in takings[position + 1 : position + 2]:
                following.begin(undecided=outcome.sha256)
            if outcome.sha256 in looked.gained:
                outcomes.append(outcome)
                tracker.end(outcome.lines)
                continue
            if outcome.published:
                released = memory.decided(outcome.sha256) == notes.RELEASE
                came = gate.Asked(outcome, taking.name, taking.results, ids.beside(outcome.sha256), sent)
                outcome = door.held(came, released)
            outcomes.append(outcome)
            tracker.end(outcome.lines)
            if outcome.state not in NOTHING_NEW and not memory.says(outcome):
                arrivals.append((outcome, taking.results if outcome.published else None))
            if outcome.published:
                memory.received[outcome.sha256] = outcome.received_at
        if arrivals or mended or outdated() or not (paths or history.served()):
            tracker.say(words.t("ingest.publishing"))
            outcomes, remembered = _publish(definition, outcomes, arrivals, memory, looked)
        vault.sync()
        if remembered:
            for path, outcome in zip(paths, outcomes, strict=True):
                _clear_inbox(path, outcome)
        return outcomes


def decide(definition: Definition, delivery_id: str, what: str, because: str, who: str | None = None) -> Outcome:
    """What becomes of a held delivery once it is decided: notes.RELEASE or REJECT. KeyError when it is not held.

    Of two who decide at the same moment the second is told that it is no longer held. Where the campaign asks that
    several people release it, it stays held until that many have, and its message says who has.
    """
    with alone():
        held = [row for row in deliveries.table("deliveries", delivery_id) if row["state"] == HELD]
        if not held:
            raise KeyError(delivery_id)
        if what == notes.RELEASE and definition.intake.approve > 1:
            note = vault.decide(delivery_id, notes.AGREE, because, who)
            if len(note.agreed) < definition.intake.approve:
                return replace(Outcome.of(held[0]), message=_agreed(note, definition.intake.approve))
        note = vault.decide(delivery_id, what, because, who)
    (outcome,) = ingest(definition, [vault.folder() / note.sha256])
    return outcome


def _agreed(note: notes.Note, approve: int) -> str:
    people = ", ".join(one.who or "–" for one in note.agreed)
    return words.t("gate.agreed", people=people, missing=formats.number(approve - len(note.agreed)))


def look_again(definition: Definition, delivery_id: str) -> Outcome:
    """Take a delivery in once more from the vault, as it came then. KeyError when there is none; StoreError.

    What is on the pages and gains nothing stays as it is.
    """
    with alone() as store, tempfile.TemporaryDirectory(prefix=WORK, dir=store) as work, ExitStack() as ends:
        here = Local(child.LIMITS)
        ends.callback(here.worker.end)
        memory = Memory()
        note = vault.find(delivery_id)
        if not note:
            raise KeyError(delivery_id)
        looked = again.look(definition, [note], Path(work), here)
        if looked.gained:
            (outcome,), _ = _publish(definition, [looked.gained[note.sha256]], [], memory, looked)
            return outcome
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


def _publish(
    definition: Definition,
    outcomes: list[Outcome],
    arrivals: list[publish.Arrival],
    memory: Memory,
    looked: again.Looked,
) -> tuple[list[Outcome], bool]:
    """Publish, or mark every delivery of this run as failed; and whether that is remembered: a full disk forbids it."""
    earlier: list[publish.Arrival] = [(outcome, None) for outcome in unpublished.pending()]
    try:
        publish.publish(definition, [*looked.arrivals, *earlier, *arrivals], looked.upon)
    except child.ChildError as error:
        message = words.t("ingest.failed", reason=error)
        failed = [outcome.failed(message) if outcome.published else outcome for outcome in outcomes]
        new = [one for one in failed if one.state not in NOTHING_NEW and one.sha256 not in looked.gained]
        return failed, unpublished.note(new)
    unpublished.clear()
    memory.settle()
    return outcomes, True
