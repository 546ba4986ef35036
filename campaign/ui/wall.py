"""For a screen on a wall (`?wall=1`): four pages in turn, in large type, with a banner when the figures are old."""

from datetime import datetime, timedelta
from time import monotonic

import streamlit as st

from campaign import settings, words
from campaign.figures import html
from campaign.language import formats

PAGES = ("overview", "map", "pace", "comparison")
STALE = timedelta(hours=26)  # a day's extract and two hours of patience


def hang(stem: str) -> None:
    """On a wall, give the page of file `stem` its look and its time; otherwise nothing."""
    if st.query_params.get("wall") != "1":
        return
    since = _published()
    old = words.t("wall.stale", time=f"{since:%H:%M}", day=formats.day(since)) if stale() else ""
    st.html(html.tag("div", html.text(old), "wall" + (" stale" if old else "")))
    st.session_state["wall"] = (stem, monotonic())
    _turn()


def stale() -> bool:
    """Whether no snapshot has been published for longer than a day's extract takes to come."""
    return datetime.now() - _published() > STALE


def _published() -> datetime:
    return datetime.fromtimestamp((settings.store() / "CURRENT").stat().st_mtime)


@st.fragment(run_every=settings.wall_every())
def _turn() -> None:
    """Go on to the next page once this one has had its time; what was chosen stays."""
    stem, since = st.session_state["wall"]
    if monotonic() - since >= settings.wall_every() - 1:
        after = PAGES[(PAGES.index(stem) + 1) % len(PAGES)] if stem in PAGES else PAGES[0]
        st.switch_page(f"pages/{after}.py", query_params=st.query_params.to_dict())
