"""Answers what staff ask for on the pages: looks at what waits, decides, takes in, changes the campaign's files.

Each looks at whose it is.

What is laid on the desk is carried out here, by the one user who may write the store, and one after another.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property, partial
from inspect import signature
from typing import Any

from campaign import words
from campaign.definition import Definition
from campaign.ingest import (
    changing,
    child,
    confirming,
    decide,
    deliveries,
    history,
    look,
    notes,
    noting,
    ordering,
    sent,
    subscribing,
    undo,
    vault,
)
from campaign.ingest.errors import FileError
from campaign.ingest.layouts import model, proposal
from campaign.ingest.outcome import HELD
from campaign.ingest.speaks import Sent
from campaign.serving import desk, lock, pointer
from campaign.serving.desk import DeskError, Order, Said

LOG = logging.getLogger("campaign.desk")

MOST = 1000  # deliveries of which is remembered whose they are
KEPT = 24 * 3600.0  # seconds for which an answer is kept
FAULTS = (DeskError, FileError, child.ChildError, pointer.StoreError, OSError)

OTHERS: tuple[Callable[..., Said], ...] = (
    *(sent.head, sent.trial, sent.send, sent.receipts),
    *(changing.change, changing.take_back),
    *(undo.counting, undo.without, undo.withdraw, undo.earlier, undo.back, undo.roll_back),
    *(confirming.confirm, confirming.confirmed),
    *(ordering.give_order, ordering.withdraw_order, ordering.answer_order),
    *(noting.write_note, noting.take_back_note),
    *(subscribing.subscribe, subscribing.subscribed, subscribing.posted),
)  # what is answered elsewhere, of a definition and an order


@dataclass(frozen=True)
class Clerk:
    """Answers orders for one campaign."""

    definition: Definition

    def serve(self) -> int:
        """Answer what lies there, the oldest first; how many that were."""
        waiting = sorted(desk.folder(desk.ORDERS).glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        for path in waiting:
            order = desk.order(path)
            path.unlink(missing_ok=True)
            if order:
                desk.write(desk.folder(desk.ANSWERS) / path.name, self.answer(order))
        if waiting:
            _sweep()
        return len(waiting)

    def answer(self, order: Order) -> Said:
        """What comes of an order: what it gives, or `fault`, a sentence for whoever asked."""
        words.use(order.language, self.definition.languages)
        try:
            return self._deed(order)()
        except FAULTS as error:
            fault = child.reason(child.fault_of(error)) if isinstance(error, OSError) else str(error)
            return {"fault": fault}
        except Exception:  # such as an argument of another type: whoever asks next is answered all the same
            LOG.exception("not carried out: %s", order.what)
            return {"fault": words.t("desk.not_understood")}

    def _deed(self, order: Order) -> Callable[[], Said]:
        """What is asked for. DeskError when nothing is called so, or takes no such arguments."""
        try:
            deed = partial(self._deeds[order.what], order, **order.about)
            signature(deed.func).bind(*deed.args, **deed.keywords)
        except (KeyError, TypeError) as error:
            raise DeskError(words.t("desk.not_understood")) from error
        return deed

    @property
    def _deeds(self) -> dict[str, Callable[..., Said]]:
        """What may be asked for, by name, each with who answers."""
        own = {deed.__name__: deed for deed in (self.held, self.look, self.decide, self.explain)}
        return own | {deed.__name__: partial(deed, self.definition) for deed in OTHERS}

    def held(self, order: Order) -> Said:
        """The deliveries that wait for a decision of the one who asks, as in the store."""
        return {"deliveries": [row for row in deliveries.table("deliveries") if self._waits(row, order)]}

    def look(self, order: Order, delivery_id: str) -> Said:
        """What a held delivery is and would change; where it cannot be read, why, as `unread`."""
        note = self._note(order, delivery_id)
        came = note.arrival
        as_sent = Sent(came.name, came.by, came.unit)
        seen = sent.seen(self.definition, vault.original(note), as_sent, order.unit, came.today)
        agreed = [{"who": one.who, "because": one.because} for one in note.agreed]
        missing = self.definition.intake.approve - len(agreed)
        return seen | {"by": came.by, "name": vault.shown(came.name), "agreed": agreed, "missing": missing}

    def decide(self, order: Order, delivery_id: str, what: str, because: str) -> Said:
        """Release or reject a held delivery; what became of it."""
        self._note(order, delivery_id)
        if what not in (notes.RELEASE, notes.REJECT) or not because.strip():
            raise DeskError(words.t("desk.not_understood"))
        try:
            outcome = decide(self.definition, delivery_id, what, because, order.who or None)
        except KeyError as error:
            raise DeskError(words.t("desk.not_held")) from error
        return {"outcome": outcome.row()}

    def explain(
        self, order: Order, upload: str = "", delivery_id: str = "", wanted: dict[str, str] | None = None
    ) -> Said:
        """Say yes to the layout that is proposed for a file on the desk, or for a held one, with what they have
        `wanted` of it. Files of all units are read by it, so it is for those who answer for all."""
        if order.unit is not None:
            raise DeskError(words.t("desk.not_for_all"))
        if upload:
            mine = sent.mine(order, upload)
            path, name, day = mine.original.path, mine.sent.name, self.definition.today()
        else:
            note = self._note(order, delivery_id)
            path, name, day = vault.original(note).path, note.arrival.name, note.arrival.today
        settings = tuple((wanted or {}).items())
        return {"layout": proposal.accept(self.definition, path, name, day, order.who, vault.shown(name), settings)}

    def _note(self, order: Order, delivery_id: str) -> notes.Note:
        """The note of a delivery that waits for whoever gives the order. DeskError for any other, all in one sentence:
        whether there is one that is somebody else's is not said."""
        waiting = {row["sha256"] for row in self.held(order)["deliveries"] if row["delivery_id"] == delivery_id}
        if not waiting:
            raise DeskError(words.t("desk.not_held"))
        (sha256,) = waiting
        return _note(sha256)

    def _waits(self, row: dict[str, Any], order: Order) -> bool:
        """Whether a delivery waits for the one who gives the order: of others it speaks of none."""
        if row["state"] != HELD or order.unit is None:
            return bool(row["state"] == HELD)
        unit = self._unit(row["sha256"])
        return unit is not None and order.unit in self.definition.line(unit)

    def _unit(self, sha256: str) -> str | None:
        """The lowest unit that has all of which a delivery speaks; of one that cannot be read, that of its sender.

        Asked anew when something is published or a layout accepted: it may be read another way then.
        """
        state = (sha256, history.served(), tuple(layout.name for layout in model.known()))
        if state not in self._units:
            if len(self._units) > MOST:
                self._units.clear()
            note = _note(sha256)
            try:
                unit = look.unit_of(self.definition, vault.original(note), note.arrival.name, note.arrival.today)
            except (FileError, child.ChildError):
                unit = note.arrival.unit
            self._units[state] = unit
        return self._units[state]

    @cached_property
    def _units(self) -> dict[tuple[object, ...], str | None]:
        return {}


@contextmanager
def attended() -> Iterator[bool]:
    """Sit at the desk; whether it was free."""
    with lock.held(desk.folder(desk.ORDERS).parent / desk.LOCK) as free:
        yield free


def _note(sha256: str) -> notes.Note:
    return vault.note(vault.Original(vault.folder() / sha256, sha256))


def _sweep() -> None:
    """Remove answers that nobody will ask for again."""
    for path in desk.folder(desk.ANSWERS).iterdir():
        with suppress(FileNotFoundError):  # whoever asked has just taken it away
            if time.time() - path.stat().st_mtime > KEPT:
                path.unlink()
