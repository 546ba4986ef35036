"""Who can reach the dashboard that starts here, in one line of its log for each campaign."""

import logging

import streamlit as st

from campaign import settings, words
from campaign.definition import languages
from campaign.people import roster
from campaign.ui import access

LOG = logging.getLogger("campaign.reach")


def tell() -> None:
    """Log it of each campaign, in its first language; as a warning where nobody can see anything."""
    for home in settings.homes():
        with settings.following(home):
            words.use("", languages.of(home))
            sentence, somebody = said(st.secrets.load_if_toml_exists() and "auth" in st.secrets)
            of_several = f"{home.name}: " if settings.campaigns() else ""
            LOG.log(logging.INFO if somebody else logging.WARNING, of_several + sentence)


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
