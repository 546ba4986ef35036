"""A failing page shows a sentence with a reference; the log has the same reference and what happened."""

import logging
from secrets import token_hex

import streamlit as st

from campaign import words

LOG = logging.getLogger("campaign.page")


def tell(error: Exception) -> bool:
    """For `st.App(on_script_error=…)`: log it, show the sentence, and nothing else of it."""
    reference = token_hex(4)
    LOG.error("page failed", exc_info=error, extra={"about": {"reference": reference, "page": st.context.url}})
    st.error(words.t("access.failed", reference=reference))
    return True
