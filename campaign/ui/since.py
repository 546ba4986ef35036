"""Since you last looked: for whoever is signed in, from their own last look at the overview."""

from datetime import datetime

import streamlit as st

from campaign import words
from campaign.figures.html import escape_markdown
from campaign.language import formats
from campaign.people import visits
from campaign.people.visits import Visit
from campaign.serving import catalogue, store
from campaign.serving.selection import Selection
from campaign.subjects.orders import exhibits as orders
from campaign.ui import access, screen

BEFORE = "visit_before"  # in the session: the last look before this visit


def box(selection: Selection) -> None:
    """What crossed a line, was corrected, ordered and is due since then, made once it is opened: to compare with
    another day takes half a second that nobody waits for otherwise. Nothing for a first look, or where nothing is
    new."""
    who = access.reader()
    if who is access.OPEN:
        return
    before = _before(who.subject)
    visits_now = (selection.as_of, store.version())
    if st.session_state.get("visit_noted") != visits_now:
        st.session_state["visit_noted"] = visits_now
        visits.note(who.subject, *visits_now)
    if before is None or (before.day >= selection.as_of and before.snapshot == store.version()):
        return
    at = catalogue.campaign().local(datetime.fromisoformat(before.at))
    label = words.t("since.title", at=f"{at:%H:%M} {formats.day(at)}", day=formats.day(before.day))
    opened = st.expander(escape_markdown(label), key="since_open", on_change="rerun")
    if opened.open:
        with opened:
            screen.block(orders.since_last(selection, before.day))


def _before(subject: str) -> Visit | None:
    """The last look before this visit, read once in the session."""
    if BEFORE not in st.session_state:
        st.session_state[BEFORE] = visits.before(subject)
    before: Visit | None = st.session_state[BEFORE]
    return before
