"""Mail that somebody asks for on a page, for themselves; to administrators also what was sent to whom."""

from datetime import datetime

import pandas as pd
import streamlit as st

from campaign import words
from campaign.figures.html import note, tag, text
from campaign.language import formats
from campaign.language import names as language_names
from campaign.mail import subscriptions
from campaign.people import audit, roster
from campaign.people.roster import ADMINISTRATORS
from campaign.serving import catalogue
from campaign.serving.desk import Said
from campaign.serving.selection import Scope
from campaign.ui import access, choices, filters, office, screen

ANYBODY = ("leader", "chief", "staff", "admin")  # roles that sign in
LONGEST = 254  # characters of an address
COLUMNS = ["done_at", "subject", "mailbox", "mail_kind", "mail_about", "mail_state", "tries", "why"]


def subscribing(scope: Scope) -> None:
    """What the reader gets with a way to stop it, and a form to ask for more; why not, where no mail goes out."""
    who = access.reader()
    if who.role == roster.OPEN:
        screen.remark(words.t("mail.open_access"))
        return
    with office.desk("mail.asking"):
        said = access.staff(ANYBODY).give("subscribed", claims=_claims())
    if not said["possible"]:
        choices.say(words.t("mail.impossible"))
    left, right = st.columns([9, 11], gap="medium")
    with left:
        _form(scope)
    with right:
        _mine(said["subscriptions"])


def _form(scope: Scope) -> None:
    campaign, own = catalogue.campaign(), _claims().get("email")
    names = filters.units(scope)
    languages = language_names.own(campaign.languages)
    with st.form("new_mail", border=False):
        typed = st.text_input(
            words.t("mail.address"), str(own or ""), placeholder=words.t("mail.address_hint"), max_chars=LONGEST
        )
        unit = st.selectbox(words.t("mail.unit"), list(names), format_func=names.__getitem__)
        language = st.selectbox(
            words.t("mail.language"),
            list(languages),
            index=list(languages).index(words.language()),
            format_func=languages.__getitem__,
        )
        kinds = st.pills(
            words.t("mail.kinds"),
            subscriptions.KINDS,
            selection_mode="multi",
            default=subscriptions.KINDS,
            format_func=lambda kind: words.t(f"mail.kind_{kind}"),
        )
        pressed = st.form_submit_button(words.t("mail.save"), type="primary")
    if pressed and not kinds:
        choices.say(words.t("mail.kinds_missing"))
    elif pressed:
        address = (typed or "").strip()
        _give(str(unit), address=address, language=language, kinds=list(kinds))
        office.tell(words.t("mail.saved", unit=campaign.unit[str(unit)].name, address=address))


def _mine(listed: list[Said]) -> None:
    screen.block(tag("h3", text(words.t("mail.mine"))))
    if not listed:
        screen.block(note(words.t("mail.none")))
        return
    screen.block(tag("dl", "".join(map(_item, listed)), css="definitions"))
    names = {one["unit"]: filters.name(one["unit"]) for one in listed if one["unit"] in catalogue.campaign().unit}
    unit = choices.dropdown("mail", {"": words.t("mail.choose")} | names, width="stretch")
    if unit and st.button(words.t("mail.stop"), type="primary"):
        _give(unit, address="", language=words.language(), kinds=[])
        st.query_params.pop("mail", None)
        office.tell(words.t("mail.stopped", unit=names[unit]))


def _item(one: Said) -> str:
    languages = language_names.own(catalogue.campaign().languages)
    kinds = [words.t(f"mail.kind_{kind}") for kind in one["kinds"]]
    lines = [*kinds, f"{one['address']} · {languages.get(one['language'], one['language'])}"]
    name = filters.name(one["unit"]) if one["unit"] in catalogue.campaign().unit else one["unit"]
    return tag("dt", text(name)) + tag("dd", "".join(tag("div", text(line)) for line in lines))


def posted() -> None:
    """What became of every message, for administrators; nothing for anybody else."""
    if access.reader().role not in ADMINISTRATORS:
        return
    with office.desk("mail.asking"):
        said = access.staff(ADMINISTRATORS).give("posted")
    table = pd.DataFrame([_row(one) for one in said["messages"]], columns=COLUMNS)
    screen.listing(table, words.t("mail.posted"), key="posted", note=words.t("mail.posted_note"))


def _row(one: Said) -> dict[str, object]:
    campaign = catalogue.campaign()
    unit = campaign.unit.get(one["unit"])
    return {
        "done_at": f"{campaign.local(datetime.fromisoformat(one['at'])):%Y-%m-%d %H:%M:%S}",
        "subject": one["person"],
        "mailbox": one["address"],
        "mail_kind": one["kind"],
        "mail_about": f"{unit.name if unit else one['unit']}, {formats.day(datetime.fromisoformat(one['as_of']))}",
        "mail_state": one["state"],
        "tries": one["tries"],
        "why": one["why"],
    }


def _give(unit: str, **about: object) -> None:
    """Ask the intake to write it down, and write in the audit log that it was asked."""
    who = access.reader()
    with office.desk("mail.asking"):
        access.staff(ANYBODY).give("subscribe", claims=_claims(), unit=unit, **about)
    audit.record(who.subject, who.role, "subscribe" if about["kinds"] else "unsubscribe", unit=unit)


def _claims() -> dict[str, object]:
    return subscriptions.identity(st.user.to_dict())
