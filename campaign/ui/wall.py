"""For a screen on a wall (`?wall=1`): one slide after another on a stage as large as the screen, never scrolled."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from time import monotonic

import streamlit as st
from babel.dates import format_timedelta
from streamlit.navigation.page import Page

from campaign import settings, words
from campaign.figures import html
from campaign.language import formats
from campaign.serving import catalogue
from campaign.ui import choices, navigation

STALE = timedelta(hours=26)  # a day's extract and two hours of patience


def lead(pages: dict[str, Page], page: Page) -> None:
    """With `?wall=1` any page leads to the wall, with the choices of its address."""
    if st.query_params.get("wall") == "1" and navigation.stem(page) != navigation.WALL:
        here = {key: value for key, value in st.query_params.items() if key in navigation.SHARED}
        st.switch_page(pages[navigation.WALL], query_params=here)


def stage() -> None:
    """Makes a page a slide. It comes first: without it the choices would be seen until the slide is ready."""
    st.html(html.tag("i", "", "wall") + html.mode("wall"))


def slide(names: Sequence[str]) -> tuple[str, int]:
    """Which slide is to be seen now, and how many times all of them were seen before. `slide` says the first one."""
    first = st.query_params.get("slide", "")
    shown, _ = st.session_state.setdefault("wall", (names.index(first) if first in names else 0, monotonic()))
    rounds, place = divmod(shown, len(names))
    return names[place], rounds


@choices.fragment(settings.wall_every())
def clock() -> None:
    """How old the figures are, in red once they are too old; goes on to the next slide when this one had its time."""
    since = catalogue.campaign().local(datetime.fromtimestamp((settings.store() / "CURRENT").stat().st_mtime, UTC))
    passed = datetime.now(UTC) - since
    age = format_timedelta(passed, locale=words.language(), threshold=1.5)
    said, kind = ("wall.stale", "clock stale") if passed > STALE else ("wall.age", "clock")
    told = words.t(said, time=f"{since:%H:%M}", day=formats.day(since), age=age)
    st.html(html.tag("p", html.text(told), kind))
    shown, begun = st.session_state["wall"]
    if monotonic() - begun >= settings.wall_every() - 1:
        st.session_state["wall"] = (shown + 1, monotonic())
        st.rerun()
