"""The pages and their addresses. Every address differs from its file's name (decision 63)."""

import streamlit as st
from streamlit.navigation.page import Page

from campaign import settings, words

PAGES = {
    "overview": "toan-canh",
    "map": "ban-do",
    "comparison": "so-sanh",
    "pace": "tien-do",
    "pipeline": "day-chuyen",
    "shortfall": "so-thieu",
    "cleansing": "lam-sach",
    "connections": "ket-noi",
    "quality": "so-lieu",
    "reports": "bao-cao",
    "method": "phuong-phap",
}


def pages() -> list[Page]:
    """The pages in the order of the menu; the first one also answers at the bare address."""
    folder = settings.PROJECT / "pages"
    menu = [
        st.Page(folder / f"{stem}.py", title=words.t(f"{stem}.menu"), url_path=address)
        for stem, address in PAGES.items()
    ]
    home = st.Page(folder / f"{next(iter(PAGES))}.py", title=menu[0].title, default=True, visibility="hidden")
    return [home, *menu]


def stem(page: Page) -> str:
    """Name of the file of a page of the menu."""
    return next((stem for stem, address in PAGES.items() if address == page.url_path), next(iter(PAGES)))
