"""One of many by typing a part of its name; Streamlit's own list wants every diacritic typed."""

from collections.abc import Callable, Iterable

import streamlit as st

from campaign import words
from campaign.figures import html
from campaign.language import formats, lookup
from campaign.ui import choices

LISTED = 80  # units that are listed at once: the provinces with what is above them


def picked(
    key: str,
    names: dict[str, str],
    sought: Callable[[], dict[str, str]],
    near: Callable[[str], Iterable[str]],
    instead: str | None = None,
) -> str:
    """One of `names` (id to name), its id in the URL as `key`; `instead` where the URL asks for something else.

    What it opens is made once it is open: `near` the one shown, or whatever has what is typed in its text `sought`.
    """
    now = choices.chosen(key, names, instead)
    box = st.popover(
        html.escape_markdown(names[now]),
        key=f"open_{key}_{now}",  # another one, which is closed, once another is chosen
        on_change="rerun",
        width=340,
    )
    if box.open:
        with box:
            _list(key, names, sought, near(now), now)
    return now


@choices.fragment()
def _list(key: str, names: dict[str, str], sought: Callable[[], dict[str, str]], near: Iterable[str], now: str) -> None:
    """A field to type in, and what it finds as buttons. Typing runs this alone and not the page."""
    typed = st.text_input(
        words.t("filters.find"),
        key=f"find_{key}_{now}",
        type="search",
        live=True,
        placeholder=words.t("filters.find"),
        label_visibility="collapsed",
    )
    found = lookup.found(typed, sought()) if typed else [one for one in near if one in names]
    with st.container(height=360, border=False, gap=None):
        for one in found[:LISTED]:
            label = html.escape_markdown(names[one])
            if st.button(label, key=f"{key}_{one}", type="tertiary"):
                st.query_params[key] = one
                st.rerun()
    if not found:
        st.caption(words.t("filters.none_found", typed=html.escape_markdown(typed)))
    elif len(found) > LISTED:
        st.caption(words.t("filters.more_found", more=formats.number(len(found) - LISTED)))
