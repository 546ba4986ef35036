"""What staff do at the desk of the intake: wait for its answer, decide with a reason."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import cachetools
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from campaign import settings, words
from campaign.figures import html
from campaign.language import formats
from campaign.people import audit
from campaign.people.roster import CONFIRMERS, STAFF, AccessRefusedError, Claims, Reader
from campaign.serving import catalogue
from campaign.serving.desk import DeskError
from campaign.serving.selection import Selection
from campaign.subjects.confirmation import exhibits as confirmation
from campaign.subjects.intake import exhibits as intake
from campaign.subjects.intake.shapes import Seen
from campaign.ui import access, choices

# The open pages that may send a file: of each session what the login says. Who that is is decided anew each time.
_doors: cachetools.TTLCache[str, tuple[Claims, Path]] = cachetools.TTLCache(2000, 12 * 3600)
LONGEST = 500  # characters of a reason
SHORTEST = 3
SEEN = 60.0  # seconds for which is said what came of an order
SENT = "sent"  # in the session: how many files were sent
TOLD = "told"  # in the session: what came of the last order, and when


@contextmanager
def desk(waiting: str) -> Iterator[None]:
    """While the intake answers, say so; what it cannot do is said in its words and ends the page."""
    try:
        with st.spinner(words.t(waiting)):
            yield
    except DeskError as error:
        choices.say(str(error))
        st.stop()


def told() -> None:
    """What came of the last order, for a while: the page runs anew by itself when the figures change."""
    said, since = st.session_state.get(TOLD, ("", 0.0))
    if said and time.monotonic() - since < SEEN:
        st.html(html.tag("p", html.text(said), "told", role="status"))


def upload() -> str:
    """A place to drop a file; the name it has on the desk once it has come, "" while there is none.

    Another place once a file is sent: it is empty again.
    """
    access.staff()
    if context := get_script_run_ctx():
        _doors[context.session_id] = st.user.to_dict(), settings.home()
    most = settings.upload_bytes() >> 20
    key = f"upload_{st.session_state.get(SENT, 0)}"
    sent = st.file_uploader(words.t("intake.drop"), key=key, max_upload_size=most, label_visibility="collapsed")
    return sent.getvalue().decode("ascii", "replace")[:64] if sent else ""


def at_the_door(session: str, headers: Mapping[str, str]) -> Reader:
    """Who sends a file from the open page of this session. AccessRefusedError where there is none, or is no staff."""
    if session not in _doors:
        raise AccessRefusedError("not_yours")
    claims, home = _doors[session]
    settings.follow(home)
    who = access.decided(claims, headers)
    if who.role not in STAFF:
        raise AccessRefusedError("not_yours")
    return who


def decide(delivery_id: str, readable: bool) -> None:
    """A reason and the two ways to decide about a held delivery; one that cannot be read can be rejected only."""
    ways = ("release", "reject") if readable else ("reject",)
    what, because = reasoned(delivery_id, ways, "intake.kept_for" if readable else "intake.cannot_release")
    if what:
        who = access.reader()
        with desk("intake.deciding"):
            said = intake.decide(access.staff(), delivery_id, what, because)
        audit.record(who.subject, who.role, what, delivery=delivery_id)
        tell(said)


def undo(how: str, what: str) -> None:
    """A reason, and the button that takes back a file or goes back to a publication."""
    pressed, because = reasoned(what, (f"undo_{how}",), "intake.undo_note")
    if pressed:
        who = access.reader()
        with desk("intake.deciding"):
            said = intake.undo(access.staff(), how, what, because)
        audit.record(who.subject, who.role, pressed, what=what, because=because)
        tell(said)


def confirmable(selection: Selection) -> bool:
    """Whether the unit that is looked at is one that confirms its figures: of those right below the root."""
    campaign = catalogue.campaign()
    return campaign.unit[selection.unit].parent_code == campaign.root


def confirm(selection: Selection) -> None:
    """A remark, and the button that confirms the figures that are shown; nothing where these were confirmed."""
    if not confirmation.brief(selection) or selection.unit not in confirmation.marks(selection):
        st.caption(words.t("confirmation.nothing_to_do"))
        return
    with st.form(f"confirm_{selection.unit}_{selection.as_of}", border=False):
        hint = words.t("confirmation.note_hint")
        note = st.text_area(words.t("confirmation.note"), placeholder=hint, max_chars=LONGEST, key="confirm_note")
        st.caption(words.t("confirmation.kept"))
        label = words.t("confirmation.confirm", day=formats.day(selection.as_of))
        pressed = st.form_submit_button(label, type="primary")
    if pressed:
        who, day = access.reader(), selection.as_of.isoformat()
        with desk("confirmation.writing"):
            said = confirmation.confirm(access.staff(CONFIRMERS), selection, (note or "").strip()[:LONGEST])
        audit.record(who.subject, who.role, "confirm", unit=selection.unit, as_of=day)
        tell(said)


def reasoned(key: str, ways: tuple[str, ...], caption: str, ask: Callable[[], None] = lambda: None) -> tuple[str, str]:
    """A reason and a button for each way, by its name; which was pressed, with the reason: "" for none.

    Before them stands what else there is to `ask`.
    """
    with st.form(f"decide_{key}", border=False):
        ask()
        because = st.text_area(
            words.t("intake.because"),
            placeholder=words.t("intake.because_hint"),
            max_chars=LONGEST,
            key=f"because_{key}",
        )
        st.caption(words.t(caption))
        with st.container(horizontal=True):
            pressed = [
                way
                for way in ways
                if st.form_submit_button(words.t(f"intake.{way}"), type="primary" if way == ways[0] else "secondary")
            ]
    said = (because or "").strip()[:LONGEST]
    if pressed and len(said) < SHORTEST:
        choices.say(words.t("intake.because_missing"))
        return "", ""
    return next(iter(pressed), ""), said


def send(token: str, seen: Seen) -> None:
    """A button that takes a file in which has come; nothing of one that came before."""
    if seen.known:
        return
    label = "intake.send_to_hold" if seen.unread or seen.reasons else "intake.send"
    if st.button(words.t(label), type="primary", key=f"send_{token}"):
        who = access.reader()
        with desk("intake.sending"):
            said = intake.send(access.staff(), token)
        audit.record(who.subject, who.role, "send", upload=token)
        st.session_state[SENT] = st.session_state.get(SENT, 0) + 1
        tell(said)


def explain(seen: Seen, wanted: dict[str, str] | None = None, **file: str) -> None:
    """What is proposed for a file that nobody has explained, and for those who answer for all, the way to say yes."""
    if seen.proposal is None or not seen.counts.get("accepted"):
        return
    who, staff = access.reader(), access.staff()
    if staff.unit is not None:
        st.caption(words.t("intake.explain_not_yours"))
    elif st.button(words.t("intake.explain"), key=f"explain_{seen.name}"):
        with desk("intake.explaining"):
            said = intake.explain(staff, wanted or {}, **file)
        audit.record(who.subject, who.role, "explain", **file)
        tell(said)


def tell(said: str) -> None:
    """Show the page anew, with what came of the order."""
    st.session_state[TOLD] = (said, time.monotonic())
    st.rerun()
