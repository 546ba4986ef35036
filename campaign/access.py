"""Who is here and what they may see. Without a login configured, the dashboard is open on this machine only."""

import ipaddress

import streamlit as st

from campaign import words
from campaign.queries import EVERYTHING, Scope


def guard() -> Scope:
    """Scope of the reader; ends the page when there is none. The first statement of every page (decision 1)."""
    if not _loopback(st.get_option("server.address")):
        st.error(words.t("access.not_local"))
        st.stop()
    return EVERYTHING


def _loopback(address: str | None) -> bool:
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address or "0.0.0.0").is_loopback
    except ValueError:
        return False
