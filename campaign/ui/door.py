"""Several campaigns behind one door (CAMPAIGNS): which one a page follows, as its address says (`?campaign=NAME`)."""

from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from campaign import settings

KEY = "campaign"


def enter() -> None:
    """From here on this run follows the campaign that its address names; what a page of another one left is forgotten.

    Where there are several and it names none of them, nothing can be asked: see `is_open`.
    """
    if not (known := settings.campaigns()):
        return
    name = st.query_params.get(KEY, "")
    if name != st.session_state.get(KEY):
        st.session_state.clear()
        st.session_state[KEY] = name
    settings.follow(known.get(name))


def is_open() -> bool:
    """Whether there are several campaigns and the reader has not chosen one yet."""
    known = settings.campaigns()
    return bool(known) and st.query_params.get(KEY) not in known


def _of_session() -> Path | None:
    """The campaign whose page a widget stands on: what it calls runs before the page does."""
    return (
        settings.campaigns().get(st.session_state.get(KEY, "")) if get_script_run_ctx(suppress_warning=True) else None
    )


settings.ask_also(_of_session)
