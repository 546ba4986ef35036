"""A failing page shows a sentence with a reference; the log has the same reference and what happened.

The next run begins as a page that is just opened: what is chosen stands in its address.
"""

import logging
from secrets import token_hex

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from campaign import words

LOG = logging.getLogger("campaign.page")


def tell(error: Exception) -> bool:
    """For `st.App(on_script_error=…)`: log it, show the sentence, and nothing else of it.

    The session's state is dropped: a value that no widget can read would fail every run from here on. What widgets were
    sent goes first and unread, which st.session_state has no way for (tests/web/test_heals.py).
    """
    reference = token_hex(4)
    LOG.error("page failed", exc_info=error, extra={"about": {"reference": reference, "page": st.context.url}})
    st.error(words.t("access.failed", reference=reference))
    if context := get_script_run_ctx():
        state = context.session_state._state
        state._new_widget_state.states.clear()
        state.clear()
    return True
