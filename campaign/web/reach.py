"""Who can reach the dashboard that starts here, in one line of its log."""

import logging

import streamlit as st

from campaign import settings, words
from campaign.definition import languages
from campaign.people import roster
from campaign.ui import access

LOG = logging.getLogger("campaign.reach")


def tell() -> None:
    """Log it, in the campaign's first language; as a warning where nobody can see anything."""
    words.use("", languages.of(settings.home()))
    sentence, somebody = said(st.secrets.load_if_toml_exists() and "auth" in st.secrets)
    LOG.log(logging.INFO if somebody else logging.WARNING, sentence)


def said(login: bool) -> tuple[str, bool]:
    """The sentence, and whether there is anybody, with a login configured or without."""
    address = str(st.get_option("server.address"))
    at = {"address": address, "port": st.get_option("server.port")}
    if not login:
        here = access.is_loopback(address)
        return words.t("reach.machine" if here else "reach.nobody_there", **at), here
    try:
        people = [entry for entry in roster.read(settings.roster()) if entry.get("revoked") is not True]
    except roster.AccessRefusedError:
        people = []
    return words.t("reach.people" if people else "reach.nobody", people=len(people), **at), bool(people)
