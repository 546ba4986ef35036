"""Who is here and what they may see: asked on every run, since a login ends and a roster changes while a page is open.

Without a login configured ([auth] in .streamlit/secrets.toml) the dashboard is open, on this machine only.
"""

import ipaddress
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from secrets import token_hex
from typing import TypeGuard
from urllib.parse import urlsplit

import streamlit as st

from campaign import settings, words
from campaign.definition import DefinitionError
from campaign.people import audit, roster
from campaign.people.roster import STAFF, AccessRefusedError, Claims, Reader
from campaign.serving import catalogue, store
from campaign.serving.desk import Staff
from campaign.serving.selection import Scope

OPEN = Reader("", roster.OPEN, None, None)


def guard(theirs: Callable[[Reader], bool] = lambda _: True) -> Scope:
    """Scope of the reader; ends the page when there is none. The first statement of every page (decision 63).

    A page that is not `theirs` (navigation.FOR) ends as if it were not there.
    """
    try:
        who = reader()
        if not theirs(who):
            raise AccessRefusedError("not_yours")
        return who.scope
    except AccessRefusedError as refusal:
        _refuse(refusal)
        st.stop()


def staff(roles: Collection[str] = STAFF) -> Staff:
    """Who asks and decides at the desk of the intake. AccessRefusedError when the reader has none of these roles."""
    who = reader()
    if who.role not in roles:
        raise AccessRefusedError("not_yours")
    return Staff(who.subject, who.answers_for, who.role)


def reader() -> Reader:
    """Who is here. AccessRefusedError when that is nobody, or not clear."""
    return decided(st.user.to_dict(), st.context.headers)


def decided(claims: Claims, headers: Mapping[str, str]) -> Reader:
    """Who asks with these claims and these headers, decided anew. AccessRefusedError."""
    if "is_logged_in" not in claims:  # Streamlit adds it, as False, where a login is configured
        if not (is_loopback(st.get_option("server.address")) and _asked_here(headers)):
            raise AccessRefusedError("not_local")
        return OPEN
    if not claims["is_logged_in"]:
        raise AccessRefusedError("signed_out")
    if not store.published():
        raise AccessRefusedError("unpublished")
    try:
        campaign = catalogue.campaign()
    except DefinitionError as error:
        raise AccessRefusedError("undefined") from error
    known = roster.decide(roster.read(settings.roster()), claims, campaign, datetime.now(UTC))
    if _issued_at(claims) < audit.signed_out_at(_name(claims)):
        raise AccessRefusedError("signed_out")
    return known


def known(who: Reader | str) -> TypeGuard[Reader]:
    """Whether it is somebody who may see anything, and not the reason why nothing may be seen."""
    return isinstance(who, Reader)


def reader_or_reason() -> Reader | str:
    """Who is here, or the reason why nothing may be seen."""
    try:
        return reader()
    except AccessRefusedError as refusal:
        return refusal.reason


def whose() -> str:
    """In whose name files are made: the subject, or this session's own name where nobody signs in."""
    return reader().subject or st.session_state.setdefault("nobody", token_hex(8))


def sign_out() -> None:
    """End the login here, at the provider, and on every other screen of the same person."""
    audit.sign_out(_name(st.user.to_dict()))
    st.logout()


def _name(claims: Claims) -> str:
    return f"{claims.get('iss')} {claims.get('sub')}"


def _issued_at(claims: Claims) -> float:
    """When a token was issued, in seconds since 1970; 0 where it does not say."""
    issued = claims.get("iat")
    return issued if isinstance(issued, int | float) else 0


def _refuse(refusal: AccessRefusedError) -> None:
    """Say why, in a sentence a person can act on, and offer what there is to do."""
    st.title(words.t("access.title"), anchor=False)
    st.write(words.t(f"access.{refusal.reason}"))
    if refusal.reason in ("signed_out", "expired"):
        st.button(words.t("access.sign_in"), type="primary", on_click=st.login)
    elif refusal.reason != "not_local":
        audit.once(st.session_state, str(st.user.get("sub", "")), "", "refused", reason=refusal.reason)
        if refusal.reason != "not_yours":
            st.button(words.t("access.sign_out"), on_click=sign_out)


def _asked_here(headers: Mapping[str, str]) -> bool:
    """Whether the browser asked this machine by its own name, and no proxy passed it on from elsewhere."""
    host = urlsplit(f"//{headers.get('Host', 'localhost')}").hostname
    return is_loopback(host) and "X-Forwarded-For" not in headers


def is_loopback(address: str | None) -> bool:
    """Whether an address, or a name, is this machine's own."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address or "0.0.0.0").is_loopback
    except ValueError:
        return False
