"""Notes of units on their days, as they are written and taken back on a page."""

import secrets
from dataclasses import replace

from campaign import words
from campaign.definition import Definition
from campaign.ingest import day_notes, entries, publish, typed
from campaign.ingest.alone import alone
from campaign.ingest.day_notes import DayNote
from campaign.serving.desk import DeskError, Order, Said


def write_note(
    definition: Definition,
    order: Order,
    unit: str,
    day: str,
    first_on: str,
    last_on: str,
    said: str,
    measure: str | None = None,
) -> Said:
    """Write a note on days of a unit that one answers for, seen on `day`. DeskError."""
    if unit not in definition.unit or (order.unit is not None and order.unit not in definition.line(unit)):
        raise DeskError(words.t("notes.not_yours"))
    if measure is not None and measure not in definition.measure:
        raise DeskError(words.t("desk.not_understood"))
    seen, first, last = typed.day(definition, day), typed.date_of(first_on), typed.date_of(last_on)
    there = definition.unit[unit].there
    if not (definition.start <= first <= last <= seen and there(first) and there(last)):
        raise DeskError(words.t("notes.no_days"))
    text = typed.text(said)
    note = DayNote(
        secrets.token_hex(4), unit, measure, first, last, seen, entries.now(), order.who or None, text, gone=False
    )
    return _enter(note)


def take_back_note(definition: Definition, order: Order, id: str) -> Said:
    """Take back a note that was written on a page, for a unit that one answers for. DeskError."""
    note = next((one for one in day_notes.known() if one.id == id), None)
    if note is None or (order.unit is not None and order.unit not in definition.line(note.unit)):
        raise DeskError(words.t("notes.not_yours"))
    return _enter(replace(note, at=entries.now(), who=order.who or None, gone=True))


def _enter(note: DayNote) -> Said:
    with alone():
        entries.add(day_notes.JOURNAL, note)
        publish.entered()
    return {"note": note.id}
