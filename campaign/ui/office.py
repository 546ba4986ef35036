"""What staff do at the desk of the intake: wait for its answer, decide with a reason."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from campaign import words
from campaign.figures import html
from campaign.people import audit
from campaign.serving.desk import DeskError
from campaign.subjects.intake import exhibits as intake
from campaign.ui import access, choices

LONGEST = 500  # characters of a reason
SHORTEST = 3
TOLD = "told"  # in the session: what came of the last order


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
    """What came of the last order, once."""
    if said := st.session_state.pop(TOLD, ""):
        st.html(html.tag("p", html.text(said), "told", role="status"))


def decide(delivery_id: str, readable: bool) -> None:
    """A reason and the two ways to decide about a held delivery; one that cannot be read can be rejected only."""
    with st.form(f"decide_{delivery_id}", border=False):
        because = st.text_area(
            words.t("intake.because"),
            placeholder=words.t("intake.because_hint"),
            max_chars=LONGEST,
            key=f"because_{delivery_id}",
        )
        st.caption(words.t("intake.kept_for" if readable else "intake.cannot_release"))
        with st.container(horizontal=True):
            released = readable and st.form_submit_button(words.t("intake.release"), type="primary")
            rejected = st.form_submit_button(words.t("intake.reject"))
    if released or rejected:
        _decided(delivery_id, "release" if released else "reject", (because or "").strip()[:LONGEST])


def _decided(delivery_id: str, what: str, because: str) -> None:
    if len(because) < SHORTEST:
        choices.say(words.t("intake.because_missing"))
        return
    who = access.reader()
    with desk("intake.deciding"):
        st.session_state[TOLD] = intake.decide(access.staff(), delivery_id, what, because)
    audit.record(who.subject, who.role, what, delivery=delivery_id)
    st.rerun()
