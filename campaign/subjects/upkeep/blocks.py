"""The history of a campaign's files as HTML: who changed what, when and why, with what stood there before."""

from datetime import datetime

from campaign import words
from campaign.definition import Definition
from campaign.figures import lists
from campaign.figures.html import note, tag, text
from campaign.language import formats
from campaign.subjects.upkeep import names
from campaign.upkeep.changes import Change
from campaign.upkeep.sections import SECTIONS

SHOWN = 20


def history(changes: list[Change], taken_back: set[str], after_a_hand: set[str], campaign: Definition) -> str:
    """The latest changes, each with the fields that differ; a quiet line where there is none.

    Of those whose ids are in `taken_back` and `after_a_hand` it is said.
    """
    if not changes:
        return _title() + note(words.t("settings.no_changes"))
    items = "".join(_item(one, _marks(one, taken_back, after_a_hand), campaign) for one in changes[:SHOWN])
    return _title() + tag("dl", items, css="definitions") + lists.rest(len(changes) - SHOWN, "settings.more_changes")


def told(change: Change, campaign: Definition) -> str:
    """A change by its time and its record, as a text."""
    return names.BETWEEN.join((when(change, campaign), about(change, campaign)))


def about(change: Change, campaign: Definition) -> str:
    """The record that changed; of quotas whose it is and of what."""
    section, values = SECTIONS[change.section], change.after or change.before or {}
    if section.name != "quotas":
        return names.record(section, values, campaign)
    unit, measure, *_ = section.fields
    return names.BETWEEN.join(filter(None, (names.said(field, values, campaign) for field in (unit, measure))))


def when(change: Change, campaign: Definition) -> str:
    """When it was made, by the campaign's clock."""
    at = campaign.local(datetime.fromisoformat(change.when))
    return f"{at:%H:%M} {formats.day(at)}"


def _marks(change: Change, taken_back: set[str], after_a_hand: set[str]) -> str:
    """What kind of a change it was, and what became of it."""
    what = "new" if change.before is None else "gone" if change.after is None else "edit"
    back = words.t("settings.was_back") if change.undoes else ""
    undone = words.t("settings.was_undone") if change.id in taken_back else ""
    by_hand = words.t("settings.was_by_hand") if change.id in after_a_hand else ""
    return words.t(f"settings.was_{what}") + back + undone + by_hand


def _item(change: Change, marks: str, campaign: Definition) -> str:
    who = tag("small", text(names.BETWEEN.join((change.who or formats.MISSING, when(change, campaign)))))
    head = text(about(change, campaign)) + tag("small", text(marks)) + who
    told = "".join(tag("div", one) for one in _differences(change, campaign))
    return tag("dt", head) + tag("dd", told + tag("small", text(words.t("settings.why", because=change.because))))


def _differences(change: Change, campaign: Definition) -> list[str]:
    """The fields that differ, each as `before → after`; of a record that is new or gone those that it has."""
    found = []
    for field in SECTIONS[change.section].fields:
        before, after = (names.said(field, one or {}, campaign) for one in (change.before, change.after))
        said = words.t("settings.from_to", before=before or formats.MISSING, after=after or formats.MISSING)
        if before != after:
            alone = change.before is None or change.after is None
            label = text(words.t(f"settings.field_{field.name}"))
            found.append(label + ": " + tag("b", text(after or before if alone else said)))
    return found


def _title() -> str:
    return tag("h3", text(words.t("settings.history")))
