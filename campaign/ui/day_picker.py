"""One day of many, in a calendar in the reader's language; Streamlit's own speaks English and begins on Sunday."""

from calendar import Calendar
from contextlib import suppress
from datetime import date, timedelta
from typing import Literal

import streamlit as st

from campaign import words
from campaign.figures import html
from campaign.language import formats, typed_days
from campaign.ui import choices

WIDTH = 44  # px, of a day; seven of them in a box as wide as a phone leaves


def picked(key: str, first: date, last: date, instead: date, label: str = "") -> tuple[date, str]:
    """A day from `first` to `last`, in the URL as `key`, else `instead`; what to say where the URL's is not shown.

    `label` says what the day is for: it stands before the day.
    """
    now, missed = _asked(key, first, last, instead)
    box = st.popover(
        f"{label} {formats.day(now)}".strip(),
        key=f"open_{key}_{now}",  # another one, which is closed, once another day is chosen
        on_change="rerun",
        width="content",
    )
    if box.open:
        with box:
            _calendar(key, first, last, now)
    return now, missed


def _asked(key: str, first: date, last: date, instead: date) -> tuple[date, str]:
    asked = st.query_params.get(key)
    if asked is None:
        return instead, ""
    with suppress(ValueError):
        if first <= date.fromisoformat(asked) <= last:
            return date.fromisoformat(asked), ""
    span = {"first": formats.day(first), "last": formats.day(last)}
    return instead, words.t("filters.no_day", asked=asked[:40], shown=formats.day(instead), **span)


@choices.fragment()
def _calendar(key: str, first: date, last: date, now: date) -> None:
    """A field to type the day in, and the days of a month. Typing and leafing run this alone and not the page."""
    hint = words.t("filters.type_day", day=formats.day(now))
    typed = st.text_input(hint, key=f"type_{key}_{now}", placeholder=hint, label_visibility="collapsed")
    if typed:
        if day := typed_days.read(typed, first, last):
            _choose(key, day)
        st.caption(words.t("filters.no_such_day", first=formats.day(first), last=formats.day(last)))
    month = _leafed(f"month_{key}_{now}", now.replace(day=1), first, last)
    st.html("".join(html.tag("b", html.text(formats.weekday(day)), "weekday") for day in range(1, 8)))
    for week in Calendar().monthdatescalendar(month.year, month.month):
        with st.container(horizontal=True, gap=None):
            for day in week:
                possible = day.month == month.month and first <= day <= last
                chosen: Literal["primary", "tertiary"] = "primary" if day == now else "tertiary"
                if st.button(f"{day.day}", key=f"{key}_{day}", disabled=not possible, type=chosen, width=WIDTH):
                    _choose(key, day)


def _leafed(key: str, month: date, first: date, last: date) -> date:
    """The first day of the month that is seen, between the ways to the one before it and the one after."""
    seen: date = st.session_state.setdefault(key, month)
    before, after = (seen - timedelta(days=1)).replace(day=1), (seen + timedelta(days=31)).replace(day=1)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        _leaf(key, "‹", words.t("filters.month_before"), before, seen > first)
        st.markdown(formats.month(seen), width="content")
        _leaf(key, "›", words.t("filters.month_after"), after, after <= last)
    return seen


def _leaf(key: str, sign: str, name: str, month: date, possible: bool) -> None:
    st.button(
        sign,
        key=f"{key}{sign}",
        help=name,
        disabled=not possible,
        type="tertiary",
        width=WIDTH,
        on_click=st.session_state.__setitem__,
        args=(key, month),
    )


def _choose(key: str, day: date) -> None:
    st.query_params[key] = day.isoformat()
    st.rerun()
