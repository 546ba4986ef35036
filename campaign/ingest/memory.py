"""What the vault and the served snapshot know of every delivery, held equal: a killed ingest may leave them apart."""

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from campaign import settings
from campaign.ingest import deliveries, publish, targets, vault
from campaign.ingest.layouts.model import Layout
from campaign.ingest.notes import Arrival, Decision, Note
from campaign.ingest.outcome import WITHDRAWN, Outcome
from campaign.ingest.speaks import Sent
from campaign.serving.pointer import StoreError


class Memory:
    """The notes of all originals by sha256, and when each file that is on the pages was received.

    What comes is noted as `sent`, where somebody sent it; else under its own name, by whoever gives the command.
    """

    def __init__(self, sent: Sent | None = None) -> None:
        self.sent = sent
        self.notes = {note.sha256: note for note in vault.deliveries()}
        self.last = max((note.last for note in self.notes.values()), default=0)
        came = sum(note.outcome is not None for note in self.notes.values())
        if came and publish.served() is None:
            raise StoreError("lost", folder=settings.store(), files=came)
        self.settle()

    def settle(self) -> None:
        """Have each note say what is served: while there is a snapshot, it is what holds."""
        rows = deliveries.table("deliveries")
        self.states = {row["delivery_id"]: (row["state"], row["message"]) for row in rows}
        served = {row["sha256"]: row for row in rows if row["sha256"]}
        self.said = {sha256: row["message"] for sha256, row in served.items() if row["state"] == WITHDRAWN}
        for sha256, row in served.items():
            if sha256 not in self.notes:  # it came before there were notes
                self.arrive(sha256, row["file"], row["received_at"], row["received_at"].date(), settings.user())
        with suppress(OSError):  # without room for it the next ingest does it
            for sha256, note in self.notes.items():
                self.notes[sha256] = vault.settle(note, served.get(sha256))
            if snapshot := publish.served():
                targets.keep(snapshot)
        self.received = {sha256: row["received_at"] for sha256, row in served.items() if row["kind"]}

    def withdrawn(self, sha256: str) -> str | None:
        """What is said of a file that was taken back; it stays so when it comes again."""
        return self.said.get(sha256)

    def says(self, outcome: Outcome) -> bool:
        """Whether the same stands there already of a file that is not taken, and is tried again and again."""
        return not outcome.published and self.states.get(outcome.delivery_id) == (outcome.state, outcome.message)

    def arrive(self, sha256: str, name: str, received_at: datetime, today: date, by: str | None) -> None:
        """Note that a file came."""
        self.last += 1
        note = self.notes.get(sha256, Note(sha256))
        unit = self.sent.unit if self.sent else None
        arrival = Arrival(self.last, name, received_at, today, by, unit)
        self.notes[sha256] = vault.arrived(note, arrival)

    def read_by(self, sha256: str, layout: Layout | None) -> None:
        """Note by which layout a file was read."""
        self.notes[sha256] = vault.read_by(self.notes[sha256], layout)

    def name(self, address: Path | str) -> str:
        """Under which name a file comes; one of the vault, under that it came."""
        if self.sent:
            return self.sent.name
        note = self._kept(address)
        return note.arrival.name if note else vault.name_of(address)

    def sender(self, address: Path | str) -> str | None:
        """By whom a file comes; one of the vault, by whom it came."""
        if self.sent:
            return self.sent.who
        note = self._kept(address)
        return note.arrival.by if note else settings.user()

    def _kept(self, address: Path | str) -> Note | None:
        """The note of a file of the vault."""
        return self.notes.get(address.name) if isinstance(address, Path) and address.parent == vault.folder() else None

    def decided(self, sha256: str) -> str | None:
        """The latest decision about a file."""
        return self.notes[sha256].decided if sha256 in self.notes else None

    def decision(self, sha256: str) -> Decision:
        """The latest decision about a file of which one was taken."""
        return self.notes[sha256].decisions[-1]
