"""The foot of every page: who is here with what scope, the way out; and the watch that keeps an open page true."""

import streamlit as st
from streamlit.navigation.page import Page

from campaign import settings, words
from campaign.figures import html
from campaign.people import audit
from campaign.people.roster import Reader
from campaign.serving import catalogue, store
from campaign.ui import access, choices, filters


def foot(stem: str, who: Reader | str, own: Page) -> None:
    """Write down that the page of file `stem` is looked at; say who looks, with a way to the page of their `own` mail;
    come back when anything changes."""
    if access.known(who):
        _record(who, stem)
        with st.container(horizontal=True, vertical_alignment="center"):
            guide = html.tag("a", html.text(words.t("screen.help")), href=html.guide())
            st.html(html.tag("p", html.text(described(who)) + html.tag("span", f" · {guide}", "guide"), "presence"))
            if who is not access.OPEN:
                st.page_link(own, query_params={"lang": words.language()})
                st.button(words.t("access.sign_out"), type="tertiary", on_click=access.sign_out)
    _watch((store.version(), who))


def described(reader: Reader) -> str:
    """Who somebody is and what they see, in one line."""
    if reader is access.OPEN:
        return words.t("access.open")
    sees = (
        words.t("access.sees_all")
        if reader.units is None
        else words.t("access.sees_unit", unit=catalogue.campaign().unit[reader.unit or ""].name)
    )
    return f"{words.t(f'access.role_{reader.role}')} · {sees}"


def _record(reader: Reader, stem: str) -> None:
    asked = filters.query()
    audit.once(
        st.session_state,
        reader.subject,
        reader.role,
        "view",
        page=stem,
        unit=asked.get("unit"),
        as_of=asked.get("as_of"),
        snapshot=store.version(),
    )


@choices.fragment(settings.watch_every())
def _watch(shown: tuple[str, Reader | str]) -> None:
    """Run the page again, with its choices as they are, when what it shows is no longer so."""
    if (store.version(), access.reader_or_reason()) != shown:
        st.rerun()
