"""The campaign's files on a page: which record, a form for its fields, and the history with the way back."""

from functools import partial
from typing import Any

import streamlit as st

from campaign import words
from campaign.people import audit
from campaign.serving import catalogue
from campaign.serving.selection import Selection
from campaign.subjects.upkeep import blocks, exhibits, names
from campaign.ui import access, choices, fields, filters, office, screen
from campaign.upkeep import changes, kept, sections
from campaign.upkeep.kept import Kept, Values
from campaign.upkeep.splice import UnchangeableError

OPENED = "opened"  # in the session: which record the form shows, and the state of the file when it was opened
NEW = "new"


def section() -> Kept:
    """The section that is looked at (`section`), of those that are the reader's; ends the page where its file cannot
    be read."""
    staff = access.staff()
    own = sections.of(staff.role, staff.unit)
    chosen = own[choices.option("section", {name: words.t(f"settings.section_{name}") for name in own})]
    try:
        return kept.read(chosen)
    except UnchangeableError:
        choices.say(words.t("settings.by_hand", file=chosen.file))
        st.stop()


def record(now: Kept, selection: Selection) -> int | None:
    """The place of the record that is changed (`record`), None for a new one. Of quotas those of the unit and measure
    that are chosen, the latest first."""
    campaign = catalogue.campaign()
    places = list(range(len(now.records)))
    if now.section.name == "quotas":
        about = (selection.unit, filters.measure().id)
        screen.remark(exhibits.in_force(selection.of(about[1])))
        found = [at for at in places if (now.records[at].get("unit_code"), now.records[at].get("measure")) == about]
        places = sorted(found, key=lambda at: str(now.records[at].get("issued_on")), reverse=True)
    offered = {str(at): names.record(now.section, now.records[at], campaign) for at in places}
    if now.section.grows:
        offered = {NEW: words.t(f"settings.new_{now.section.name}")} | offered
    if not offered:
        screen.remark(words.t("settings.nothing_there"))
        st.stop()
    chosen = choices.dropdown("record", offered, width="stretch") if len(offered) > 1 else next(iter(offered))
    return None if chosen == NEW else int(chosen)


def form(now: Kept, place: int | None, selection: Selection) -> None:
    """The fields of a record, a reason, and the buttons; what is pressed is an order to the desk.

    The form stays as it was opened when the file changes meanwhile: the desk refuses it then, and says so.
    """
    key = f"{now.section.name}_{NEW if place is None else place}"
    opened_as, seen = st.session_state.get(OPENED, ("", ""))
    if opened_as != key:
        seen = now.seen
        st.session_state[OPENED] = (key, seen)
    if seen != now.seen:
        choices.say(words.t("settings.meanwhile"))
        st.button(words.t("settings.open_anew"), on_click=st.session_state.pop, args=(OPENED, None))
    before = _begun(now, selection) if place is None else now.records[place]
    begun = "" if place is not None else "_".join(map(str, before.values()))  # also anew where it begins otherwise
    given, key = dict[str, Any](), f"{key}_{begun}_{seen}"
    ways = ("save", "remove") if place is not None and now.section.grows else ("save",)
    drawn = partial(fields.all_of, now.section, before, key)
    pressed, because = office.reasoned(key, ways, "settings.kept_for", lambda: given.update(drawn()))
    if pressed:
        values = None if pressed == "remove" else _new(given, {} if place is None else before)
        _ordered("change", section=now.section.name, place=place, values=values, because=because, seen=seen)


def history(now: Kept) -> None:
    """What was changed in this section, before and after, and the way to take one change back."""
    campaign, back = catalogue.campaign(), changes.taken_back()
    known = changes.all_of({now.section.name})
    screen.block(blocks.history(known, back, changes.after_a_hand(), campaign))
    offered = {one.id: blocks.told(one, campaign) for one in known if one.id not in back}
    if not offered:
        return
    chosen = choices.dropdown("change", {"": words.t("settings.choose_change")} | offered, width="stretch")
    if chosen:
        pressed, because = office.reasoned(chosen, ("take_back",), "settings.back_note")
        if pressed:
            _ordered("take_back", change=chosen, because=because)


def _ordered(what: str, **about: object) -> None:
    """Give an order to the desk, write it into the audit log, and show the page anew with what came of it."""
    who = access.reader()
    with office.desk("settings.changing"):
        said = access.staff().give(what, **about)
    audit.record(who.subject, who.role, what, change=said["id"], because=str(about["because"]))
    st.session_state.pop(OPENED, None)
    for key in ("record", "change"):
        st.query_params.pop(key, None)
    office.tell(" ".join([words.t("settings.changed"), *(f"{one}." for one in said["warnings"])]))


def _begun(now: Kept, selection: Selection) -> Values:
    """What a new record begins with."""
    if now.section.name == "quotas":
        campaign, today = catalogue.campaign(), catalogue.campaign().today()
        within = campaign.start <= today <= campaign.deadline
        measure = choices.chosen("measure", campaign.measure)
        holds = exhibits.quota(selection.of(measure))
        return {
            "unit_code": selection.unit,
            "measure": measure,
            "deadline": str(holds["deadline"].date() if holds else campaign.deadline),
            "issued_on": (today if within else selection.as_of).isoformat(),
        }
    issuers = [entry["issuer"] for entry in now.records if entry.get("issuer")] if now.section.table else []
    return {"issuer": issuers[-1]} if issuers else {}


def _new(given: Values, old: Values) -> Values:
    """What is given and was not there before; a widget gives an empty value for what is not there."""
    none = {name: None if value is None else type(value)() for name, value in given.items()}
    return {name: value for name, value in given.items() if value != (none | old)[name]}
