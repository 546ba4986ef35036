"""Makes the store anew from the vault alone, and takes one delivery back out of it."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from campaign import words
from campaign.definition import Definition
from campaign.ingest import child, deliveries, names, notes, publish, targets, vanished, vault
from campaign.ingest.alone import WORK, alone
from campaign.ingest.errors import FileError, HeldError
from campaign.ingest.history import publication, served, snapshots
from campaign.ingest.layouts import model
from campaign.ingest.local import Local
from campaign.ingest.memory import Memory
from campaign.ingest.notes import Note
from campaign.ingest.outcome import ACCEPTED, HELD, QUARANTINED, REFUSED, WITHDRAWN, Outcome
from campaign.ingest.taken import taken
from campaign.serving.pointer import StoreError

Tell = Callable[[Note], None]


def rebuild(definition: Definition, tell: Tell = lambda _: None, on_wait: Callable[[], None] = lambda: None) -> None:
    """Publish anew what the vault knows, in its order and with what was decided. StoreError, child.ChildError,
    and DefinitionError where figures of a unit would be lost.

    What is there is neither read nor removed: a store that is lost or broken comes back.
    """
    with alone(on_wait) as store:
        with suppress(StoreError, duckdb.Error):
            vanished.check(definition)
            Memory()  # while there is a whole snapshot, the notes say what it says
        with workplace(store) as (work, engine):
            publish.publish(definition, arrivals(definition, work, engine, {}, tell), upon())
        Memory()


def withdraw(
    definition: Definition,
    delivery_id: str,
    because: str,
    on_wait: Callable[[], None] = lambda: None,
    who: str | None = None,
) -> None:
    """Take back what one delivery said, as if it had never come. KeyError when nothing of it is on the pages."""
    with alone(on_wait) as store:
        vanished.check(definition)
        Memory()  # the notes say what is served from here on
        with workplace(store) as (work, engine):
            publish.publish(definition, *without(definition, delivery_id, because, work, engine))
        Memory()
        if vault.find(delivery_id):
            vault.decide(delivery_id, notes.WITHDRAW, because, who)


def without(
    definition: Definition, delivery_id: str, because: str, work: Path, engine: Local
) -> tuple[list[publish.Arrival], publish.Upon | None]:
    """What to publish, and upon what, so that one delivery says nothing any more. KeyError when it says nothing now;
    StoreError where that takes originals that are gone."""
    rows = [row for row in deliveries.table("deliveries", delivery_id) if row["kind"]]
    if not rows:
        raise KeyError(delivery_id)
    known = vault.find(delivery_id)
    instead: publish.Arrival = (_without(rows[0], because), None)
    if known and leant_upon([note for note in vault.deliveries() if note.place > known.place]):
        return arrivals(definition, work, engine, {delivery_id: instead}), upon()
    return [instead], None


@contextmanager
def workplace(store: Path | None = None) -> Iterator[tuple[Path, Local]]:
    """An empty folder, in the store if one is given, and who parses there."""
    with tempfile.TemporaryDirectory(prefix=WORK, dir=store) as work, ExitStack() as ends:
        engine = Local(child.LIMITS)
        ends.callback(engine.worker.end)
        yield Path(work), engine


def arrivals(
    definition: Definition,
    work: Path,
    engine: Local,
    instead: Mapping[str, publish.Arrival],
    tell: Tell = lambda _: None,
) -> list[publish.Arrival]:
    """What the vault knows, in its order; the results are written below `work`. StoreError when originals are gone."""
    said: list[publish.Arrival] = []
    known = [note for note in vault.deliveries() if note.outcome]
    if not known:
        raise StoreError("nothing_to_rebuild", folder=vault.folder())
    gone = [note for note in known if on_pages(note) and not (vault.folder() / note.sha256).exists()]
    if gone:
        raise StoreError("originals_lost", files=", ".join(note.arrival.name for note in gone))
    for note in known:
        tell(note)
        if note.delivery_id in instead:
            said.append(instead[note.delivery_id])
        elif on_pages(note):
            said.append(again(definition, note, work, engine))
        else:
            said.append((outcome_of(note), None))
    return said


def upon() -> publish.Upon:
    """What a publication of all that the vault knows stands on."""
    return publish.Upon(None, targets.kept(), _last())


def _last() -> str | None:
    """The publication that was served until now, as far as that can be known."""
    try:
        now = served()
    except StoreError:
        now = None
    kept = snapshots()
    now = now or (kept[-1] if kept else None)
    return publication(now) if now else None


def on_pages(note: Note) -> bool:
    """Whether anything that the delivery says is on the pages."""
    return bool(note.outcome and note.outcome["state"] in (ACCEPTED, QUARANTINED))


def leant_upon(later: Iterable[Note]) -> bool:
    """Whether what a delivery of these says may depend on what was known when it came: its name names no day of the
    report."""
    return any(on_pages(note) and names.read(note.arrival.name).reported_on is None for note in later)


def again(definition: Definition, note: Note, work: Path, engine: Local) -> publish.Arrival:
    """Parse an original once more, as it came then and by the layout of then, below `work`."""
    results = work / note.delivery_id
    results.mkdir()
    came = note.arrival
    outcome = replace(outcome_of(note), message="")
    try:
        today = max(came.today, definition.local(came.received_at).date())  # the zone may have been mended
        by = replace(engine, layouts=(model.mended(note.layout),) if note.layout else ())
        parsed = by.parse(definition, vault.original(note), came.name, today, results, child.unheard)
    except FileError as error:  # the campaign's definition has changed
        state = HELD if isinstance(error, HeldError) else REFUSED
        bare = outcome.failed(str(error))
        return replace(bare, state=state), None
    now, then = taken(outcome, parsed), outcome_of(note)
    read_alike = (now.state, now.accepted, now.quarantined) == (then.state, then.accepted, then.quarantined)
    said = replace(now, message=then.message) if read_alike else now  # what was noticed when it came stands
    return said, results


def outcome_of(note: Note) -> Outcome:
    """What became of a delivery, as its note has it."""
    return Outcome.of(note.outcome or {})


def _without(row: dict[str, Any], because: str) -> Outcome:
    """What stands among the deliveries of one that was taken back."""
    bare = Outcome.of(row).failed(words.t("store.withdrawn", because=because, delivery_id=row["delivery_id"]))
    return replace(bare, state=WITHDRAWN)
