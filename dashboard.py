"""The frame around every page: who is here, the language, the menu, the page."""

import streamlit as st

from campaign import access, filters, navigation, presence, screen

st.set_page_config(layout="wide", page_icon=str(screen.ICON), initial_sidebar_state="collapsed")
filters.speak()
page = st.navigation(navigation.pages(), position="top" if access.known() else "hidden")
screen.frame()
body, foot = st.container(), st.container()
with foot:
    presence.foot(page.url_path)
with body:
    page.run()
