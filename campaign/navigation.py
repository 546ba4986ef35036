"""The pages and their addresses. Every address differs from its file's name (decision 1)."""

import streamlit as st

from campaign import settings, words

PAGES = {"overview": "toan-canh"}


def pages() -> list:
    """The pages in the order of the menu, the first one the default."""
    folder = settings.PROJECT / "pages"
    return [
        st.Page(folder / f"{stem}.py", title=words.t(f"{stem}.menu"), url_path=address, default=position == 0)
        for position, (stem, address) in enumerate(PAGES.items())
    ]
