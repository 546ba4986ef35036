"""Looks at deliveries again: what nobody knew when they came may be known since the campaign's definition was mended.

What is taken then stands where the delivery stood among the others, so a rebuild of the store gives the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from campaign import words
from campaign.definition import Definition
from campaign.ingest import deliveries, history, publish, rebuild, vault
from campaign.ingest.layouts import model
from campaign.ingest.local import Local
from campaign.ingest.notes import Note
from campaign.ingest.outcome import Outcome
from campaign.serving.pointer import StoreError

# The rules of campaign/words/rules.toml that ask the definition; all others ask the line alone.
RULES = (
    "unknown_unit",
    "not_reporting_unit",
    "reporting_unit",
    "unit_of_other_province",
    "unknown_measure",
    "unknown_defect",
    "unknown_reason",
    "unknown_service_kind",
    "unknown_route",
    "unknown_figure",
    "unknown_resource",
    "unknown_supply",
    "date_out_of_window",
    "unit_ended",
    "unit_not_yet",
)


@dataclass(frozen=True)
class Looked:
    """What came of it: by sha256 the deliveries of which more is taken, and all that is to be published for them.

    `lost` are those that could not be looked at, each with the reason as its message.
    `upon` is what that publication stands on; None carries on what is served.
    """

    gained: dict[str, Outcome] = field(default_factory=dict)
    arrivals: list[publish.Arrival] = field(default_factory=list)
    upon: publish.Upon | None = None
    lost: list[Outcome] = field(default_factory=list)


NOTHING = Looked()


def mended(definition: Definition) -> bool:
    """Whether the campaign's definition, or a layout, is another than when the served snapshot was made."""
    served = history.served()
    said = history.meta(served) if served else {}
    return bool(said) and (said.get("definition"), said.get("layouts")) != (definition.signature, model.signature())


def waiting() -> list[Note]:
    """Deliveries on the pages with lines that the definition did not allow, and the original in the vault."""
    return [note for note in _concerned() if _is_kept(note)]


def _concerned() -> list[Note]:
    """Deliveries on the pages with lines that the definition did not allow: nothing else can be taken now."""
    known = deliveries.refused_by(RULES)
    return [note for note in vault.deliveries() if note.delivery_id in known and rebuild.on_pages(note)]


def look(definition: Definition, notes: Iterable[Note], work: Path, engine: Local) -> Looked:
    """Parse these once more below `work`, and say what to publish. StoreError when that needs an original that is gone.

    A delivery of which not more is taken than before stays as it is.
    """
    there = [note for note in notes if rebuild.on_pages(note)]
    found = {note.delivery_id: (note, rebuild.again(definition, note, work, engine)) for note in there}
    gains = {
        delivery_id: (note, arrival)
        for delivery_id, (note, arrival) in found.items()
        if arrival[0].published and arrival[0].accepted > _taken(note)
    }
    if not gains:
        return NOTHING
    first = min(note.place for note, _ in gains.values())
    more = {note.sha256: _said(note, outcome) for note, (outcome, _) in gains.values()}
    instead = {delivery_id: arrival for delivery_id, (_, arrival) in gains.items()}
    has_place = all(_taken(note) for note, _ in gains.values())
    if has_place and not rebuild.leant_upon(note for note in vault.deliveries() if note.place >= first):
        return Looked(more, list(instead.values()))
    others = work / "others"
    others.mkdir()
    return Looked(more, rebuild.arrivals(definition, others, engine, instead), rebuild.upon())


def look_if_possible(definition: Definition, work: Path, engine: Local) -> Looked:
    """The same of all that wait; nothing but what is lost when another original is gone that would be needed."""
    concerned = _concerned()
    kept = [note for note in concerned if _is_kept(note)]
    lost = [_lost(note, words.t("ingest.original_gone")) for note in concerned if note not in kept]
    try:
        return replace(look(definition, kept, work, engine), lost=lost)
    except StoreError as error:
        return Looked(lost=[*lost, *(_lost(note, str(error)) for note in kept)])


def _taken(note: Note) -> int:
    """Lines of a delivery that are on the pages."""
    return int(note.outcome["accepted"]) if note.outcome else 0


def _is_kept(note: Note) -> bool:
    return (vault.folder() / note.sha256).exists()


def _lost(note: Note, reason: str) -> Outcome:
    return replace(rebuild.outcome_of(note), message=reason)


def _said(note: Note, outcome: Outcome) -> Outcome:
    """The outcome, as it is told to whoever looks again."""
    more = words.t("ingest.taken_again", lines=outcome.accepted - _taken(note))
    return replace(outcome, message=f"{more} {outcome.message}".strip())
