"""The campaign whose snapshot is served: its definition, read once per snapshot."""

import streamlit as st

from campaign import definition, settings, store
from campaign.definition import Definition


def campaign() -> Definition:
    """Definition of the campaign that is followed. NothingPublished, DefinitionError."""
    return _load(store.version(), str(settings.home()))


@st.cache_resource(max_entries=4, show_spinner=False)
def _load(_snapshot: str, home: str) -> Definition:
    return definition.load(settings.Path(home))
