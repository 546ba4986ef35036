"""What a reader types of orders and notes: gives, withdraws, answers, writes down; who may is decided each time."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from campaign import words
from campaign.language import formats, typed_days
from campaign.people import audit
from campaign.people.roster import COMMANDERS
from campaign.serving import catalogue
from campaign.serving.desk import Staff
from campaign.serving.selection import Selection
from campaign.subjects.orders import exhibits as orders
from campaign.subjects.orders.draft import Draft
from campaign.subjects.orders.exhibits import OWNER
from campaign.subjects.pace import exhibits as pace
from campaign.ui import access, choices, filters, navigation, office

LONGEST, SHORTEST = 500, 3  # characters
FARTHEST = timedelta(days=730)  # of a day by which something is due
DONE = "entered"  # in the session: how many things were given, answered, written
PROPOSAL = "proposal"  # in the URL: the key of the one that is made an order


def give(selection: Selection) -> None:
    """The form of an order, filled in where the URL says from which proposal; nothing for who has nobody below."""
    to = orders.receivers(selection)
    if not to:
        return
    key = st.query_params.get(PROPOSAL, "")
    draft = orders.drafted(selection, key)
    with (
        st.expander(words.t("orders.give_title"), expanded=bool(draft.proposal)),
        st.form(_key("order", selection), border=False),
    ):
        receiver = choices.listed(words.t("orders.to"), to, draft.unit or "", _key("order_to", selection))
        said = (
            st.text_area(words.t("orders.said"), draft.said, max_chars=LONGEST, key=_key("order_said", selection)) or ""
        )
        measures = {"": words.t("orders.no_measure")} | _measures()
        measure = choices.listed(
            words.t("orders.measure"), measures, draft.measure or "", _key("order_measure", selection)
        )
        goal = (
            st.number_input(words.t("orders.goal"), 0, 10**12, draft.goal or 0, 1, key=_key("order_goal", selection))
            or 0
        )
        due = st.text_input(words.t("orders.due_label"), formats.day(draft.due), key=_key("order_due", selection)) or ""
        st.caption(words.t("orders.give_note", day=formats.day(selection.as_of)))
        pressed = st.form_submit_button(words.t("orders.give"), type="primary")
    if not pressed:
        return
    day = typed_days.read(due, selection.as_of, selection.as_of + FARTHEST)
    wrong = _wrong(said, day, measure, goal)
    if wrong or day is None:
        choices.say(words.t(f"orders.{wrong}", most=formats.number(LONGEST)))
        return
    unit, owner = (None, receiver.removeprefix(OWNER)) if receiver.startswith(OWNER) else (receiver, None)
    order = Draft(said.strip(), day, unit, owner, measure or None, goal or None, draft.proposal)
    st.query_params.pop(PROPOSAL, None)
    _carried_out("order", lambda staff: orders.give(staff, selection, order), to=unit or owner, due=day.isoformat())


def address(selection: Selection) -> str:
    """Where a proposal on this unit becomes an order, up to its key; "" for who has nobody below to give it to."""
    if not orders.receivers(selection):
        return ""
    return f"{navigation.PAGES['orders']}?{urlencode(filters.query() | {'unit': selection.unit, PROPOSAL: ''})}"


def answer(selection: Selection) -> None:
    """A place to answer one of the orders, or to withdraw one; nothing where there is none."""
    named = orders.named(selection)
    if not named:
        return
    with st.expander(words.t("orders.answer_title")), st.form(_key("order_answer", selection), border=False):
        order = choices.listed(words.t("orders.which"), named, "", _key("order_which", selection))
        said = (
            st.text_area(words.t("orders.answer"), max_chars=LONGEST, key=_key("order_answer_said", selection)) or ""
        ).strip()
        with st.container(horizontal=True):
            answered = st.form_submit_button(words.t("orders.send_answer"), type="primary")
            withdrawn = st.form_submit_button(words.t("orders.withdraw"))
    if not (answered or withdrawn):
        return
    if len(said) < SHORTEST:
        choices.say(words.t("orders.no_words", most=formats.number(LONGEST)))
    elif answered:
        _carried_out("answer", lambda staff: orders.answer(staff, selection, order, said), order=order)
    else:
        _carried_out("withdraw_order", lambda staff: orders.withdraw(staff, selection, order, said), order=order)


def note(selection: Selection) -> None:
    """A place to write down what happened on days of the unit, for those who answer for it."""
    campaign = catalogue.campaign()
    if not _answers_for(selection):
        return
    with st.expander(words.t("notes.title")), st.form(_key("note", selection), border=False):
        said = (st.text_input(words.t("notes.said"), max_chars=LONGEST, key=_key("note_said", selection)) or "").strip()
        with st.container(horizontal=True):
            first = (
                st.text_input(
                    words.t("notes.first_on"), formats.day(selection.as_of), key=_key("note_first", selection)
                )
                or ""
            )
            last = st.text_input(words.t("notes.last_on"), key=_key("note_last", selection)) or first
        label = str(campaign.measure[selection.measured].label)
        alone = st.checkbox(words.t("notes.alone", measure=label), key=_key("note_alone", selection))
        pressed = st.form_submit_button(words.t("notes.write"), type="primary")
    if not pressed:
        return
    begins, ends = (typed_days.read(day, campaign.start, selection.as_of) for day in (first, last))
    if len(said) < SHORTEST:
        choices.say(words.t("orders.no_words", most=formats.number(LONGEST)))
    elif begins is None or ends is None or ends < begins:
        choices.say(words.t("notes.no_days"))
    else:
        chosen = selection if alone else selection.of(None)
        _carried_out(
            "note",
            partial(pace.write_note, selection=chosen, first_on=begins, last_on=ends, said=said),
            unit=selection.unit,
        )


def take_back(selection: Selection) -> None:
    """A place to take back a note that stands here and was written on a page, for those who may write one here."""
    named = pace.own_notes(selection) if _answers_for(selection) else {}
    if not named:
        return
    with st.expander(words.t("notes.take_back_title")), st.form(_key("note_back", selection), border=False):
        chosen = choices.listed(words.t("notes.which"), named, "", _key("note_which", selection))
        pressed = st.form_submit_button(words.t("notes.take_back"))
    if pressed:
        _carried_out("take_back_note", lambda staff: pace.take_back_note(staff, chosen), note=chosen)


def _answers_for(selection: Selection) -> bool:
    """Whether the reader answers for the unit looked at."""
    return selection.scope.units is None or selection.scope.own in catalogue.campaign().line(selection.unit)


def _key(name: str, selection: Selection) -> str:
    """The key of a widget: another one, filled in anew, for another unit or proposal and once something is done."""
    proposal = st.query_params.get(PROPOSAL, "")
    return f"{name}_{selection.unit}_{proposal}_{st.session_state.get(DONE, 0)}"


def _wrong(said: str, day: date | None, measure: str, goal: int) -> str:
    """The key of what is wrong with what was typed; "" where nothing is."""
    if len(said.strip()) < SHORTEST:
        return "no_words"
    if day is None:
        return "no_due"
    return "no_goal" if bool(measure) != bool(goal) else ""


def _carried_out(what: str, deed: Callable[[Staff], str], **about: str | None) -> None:
    who = access.reader()
    with office.desk("orders.writing"):
        said = deed(access.staff(COMMANDERS))
    audit.record(who.subject, who.role, what, **about)
    st.session_state[DONE] = st.session_state.get(DONE, 0) + 1
    office.tell(said)


def _measures() -> dict[str, str]:
    campaign = catalogue.campaign()
    kinds = {one.id: str(one.label) for one in campaign.connections}
    return {one.id: str(one.label) for one in campaign.measures} | kinds
