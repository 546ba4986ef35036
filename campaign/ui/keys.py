"""Tokens of programs on a page: made, seen and revoked by whose they are, and all of them by administrators."""

from datetime import datetime

import streamlit as st

from campaign import words
from campaign.figures.html import note, tag, text
from campaign.language import formats
from campaign.people import audit, tokens
from campaign.people.roster import ADMINISTRATORS, Reader
from campaign.people.tokens import Token
from campaign.serving import catalogue
from campaign.ui import access, choices, screen

LONGEST = 60  # characters of a name


def make() -> None:
    """A form that makes a token for whoever is here and shows it: in this run of the page, and never again."""
    who = access.reader()
    if who is access.OPEN:
        screen.remark(words.t("keys.open"))
        return
    with st.form("new_key", border=False, clear_on_submit=True):
        name = st.text_input(words.t("keys.name"), placeholder=words.t("keys.name_hint"), max_chars=LONGEST)
        days = st.number_input(words.t("keys.days"), 1, tokens.LONGEST, tokens.DAYS)
        unit = st.selectbox(words.t("keys.unit"), _units(who), format_func=_named)
        pressed = st.form_submit_button(words.t("keys.make"), type="primary")
    if pressed and not (name or "").strip():
        choices.say(words.t("keys.name_missing"))
    elif pressed:
        _made(who, (name or "").strip()[:LONGEST], int(days), unit or None)


def _made(who: Reader, name: str, days: int, unit: str | None) -> None:
    tokens.narrowed(who, unit, catalogue.campaign())
    secret = tokens.make(st.user.to_dict(), who.subject, name, days, unit)
    audit.record(who.subject, who.role, "token_made", name=name, unit=unit)
    st.html(tag("p", text(words.t("keys.once")), "told", role="status"))
    st.code(secret, language=None, wrap_lines=True)


def known() -> None:
    """The tokens that the reader may see, each with its end and last use, and a way to revoke one."""
    who = access.reader()
    all_of_them = who.role in ADMINISTRATORS
    found = tokens.known() if all_of_them else tokens.of(st.user.to_dict())
    screen.block(tag("h3", text(words.t("keys.all" if all_of_them else "keys.mine"))))
    if not found:
        screen.block(note(words.t("keys.none")))
        return
    screen.block(tag("dl", "".join(map(_item, found)), css="definitions"))
    names = {one.id: f"{one.name} · {one.person} · {one.id[:8]}" for one in found}
    chosen = choices.dropdown("key", {"": words.t("keys.choose")} | names, width="stretch")
    if chosen and st.button(words.t("keys.revoke"), type="primary"):
        tokens.revoke(chosen)
        audit.record(who.subject, who.role, "token_revoked", token=chosen[:8])
        st.query_params.pop("key", None)
        st.rerun()


def _item(token: Token) -> str:
    campaign = catalogue.campaign()
    unit, used = campaign.unit.get(token.unit or ""), token.used_at
    told = {
        "whose": token.person,
        "sees": unit.name if unit else words.t("keys.whole"),
        "ends": formats.day(campaign.local(datetime.fromisoformat(token.ends_at))),
        "used": f"{campaign.local(used):%H:%M} {formats.day(campaign.local(used))}" if used else words.t("keys.never"),
    }
    lines = "".join(tag("div", text(f"{words.t(f'keys.{key}')}: {value}")) for key, value in told.items())
    return tag("dt", text(token.name) + tag("small", text(token.id[:8]))) + tag("dd", lines)


def _units(who: Reader) -> list[str]:
    """What a token may be narrowed to: "" for all that its person sees, else a unit right below the root."""
    campaign = catalogue.campaign()
    below = [unit.code for unit in campaign.units if unit.parent_code == campaign.root] if who.units is None else []
    return ["", *below]


def _named(code: str) -> str:
    return str(catalogue.campaign().unit[code].name) if code else words.t("keys.whole")
