"""One figure of a page alone (`?only=KEY`), with its source: for a frame in another page, or a tab of its own."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from campaign import words
from campaign.figures import html
from campaign.figures.exhibit import Exhibit
from campaign.ui import choices

KEY = "only"
_drawn: ContextVar[bool] = ContextVar("drawn", default=False)


def asked(exhibit: Exhibit) -> bool:
    """Whether the URL asks for this figure alone."""
    return st.query_params.get(KEY) == exhibit.key


def place(exhibit: Exhibit) -> AbstractContextManager[DeltaGenerator | None]:
    """Where a figure is drawn: in front of the whole page where it is to be seen alone (modes/alone.css)."""
    if not asked(exhibit):
        return nullcontext()
    _drawn.set(True)
    st.html(html.mode("alone"))
    return st.container(key="alone")


@contextmanager
def looked_for(page: str) -> Iterator[None]:
    """Says that all of the `page` is shown where the URL asks for a figure that it does not draw."""
    if not (wanted := st.query_params.get(KEY)):
        yield
        return
    said = st.container()
    _drawn.set(False)
    yield
    if not _drawn.get():
        with said:
            what = words.t("filters.only").lower()
            choices.say(words.t("filters.not_here", what=what, asked=wanted[:40], shown=page))
