"""Changes of a campaign's files that staff ask for on a page: one record after another, each checked and journalled."""

import secrets
from datetime import UTC, datetime

from campaign import words
from campaign.definition import Definition
from campaign.ingest import checked, keeping
from campaign.people import roster
from campaign.serving.desk import DeskError, Order, Said
from campaign.upkeep import changes, kept, sections
from campaign.upkeep.changes import Change
from campaign.upkeep.kept import Kept, Values
from campaign.upkeep.splice import Splice, UnchangeableError


def change(
    definition: Definition,
    order: Order,
    section: str,
    place: int | None,
    values: Values | None,
    because: str,
    seen: str,
) -> Said:
    """Give the record at `place` (None: a new one) of a section these `values` (None: it goes), in a file that is as
    it was `seen`; new warnings of the check come back as `warnings`. DeskError: refused, and nothing is changed."""
    with keeping.alone():
        now = _read(order, section)
        if now.seen != seen:
            raise DeskError(words.t("settings.meanwhile"))
        if values is not None and values.keys() - now.section.names(definition.languages):
            raise DeskError(words.t("desk.not_understood"))
        try:
            splice = now.changed(place, values)
        except UnchangeableError as error:
            raise DeskError(words.t("settings.by_hand", file=now.section.file)) from error
        return _carried_out(order, now, splice, because)


def take_back(_definition: Definition, order: Order, change: str, because: str) -> Said:
    """Write what stood there before a change, as another change. DeskError where that record has changed since."""
    with keeping.alone():
        known = {one.id: one for one in changes.all_of(set(sections.of(order.role, order.unit)))}
        if change not in known or change in changes.taken_back():
            raise DeskError(words.t("settings.not_there"))
        now = _read(order, known[change].section)
        try:
            splice = now.undone(known[change].splice, known[change].before, known[change].after)
        except UnchangeableError as error:
            raise DeskError(words.t("settings.changed_since")) from error
        return _carried_out(order, now, splice, because, change)


def _read(order: Order, section: str) -> Kept:
    """The file of a section that is for whoever gives the order. DeskError."""
    own = sections.of(order.role, order.unit)
    if section not in own:
        raise DeskError(words.t("settings.not_yours"))
    try:
        return kept.read(own[section])
    except UnchangeableError as error:
        raise DeskError(words.t("settings.by_hand", file=own[section].file)) from error


def _carried_out(order: Order, now: Kept, splice: Splice, because: str, undoes: str = "") -> Said:
    """Check the file with the change, write the change down, and put the file in its place."""
    if not because.strip():
        raise DeskError(words.t("desk.not_understood"))
    then = kept.of(now.section, splice.made_in(now.text))
    if then.text == now.text:
        raise DeskError(words.t("settings.nothing_new"))
    _keep_an_administrator(now, then)
    warnings = checked.warnings(now.section.file, then.text)
    before, after = now.differences(then)
    entry = Change(
        id=secrets.token_hex(8),
        when=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}+00:00",
        who=order.who,
        because=because.strip(),
        section=now.section.name,
        before=next(iter(before), None),
        after=next(iter(after), None),
        at=splice.at,
        removed=splice.removed,
        added=splice.added,
        was=now.seen,
        became=then.seen,
        undoes=undoes,
    )
    keeping.write(now.section.path, then.text, entry)
    return {"id": entry.id, "warnings": warnings}


def _keep_an_administrator(now: Kept, then: Kept) -> None:
    """DeskError when nobody would be left who may change the roster."""
    left = [any(map(_administers, one.records)) for one in (now, then)]
    if now.section.table == "people" and left == [True, False]:
        raise DeskError(words.t("settings.last_administrator"))


def _administers(entry: Values) -> bool:
    return entry.get("role") in roster.ADMINISTRATORS and entry.get("revoked") is not True
