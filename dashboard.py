"""The frame around every page: who is here, the language, the menu, the page."""

import streamlit as st

from campaign import access, filters, navigation, screen

st.set_page_config(layout="wide", page_icon=str(screen.ICON), initial_sidebar_state="collapsed")
filters.speak()
access.guard()
page = st.navigation(navigation.pages(), position="top")
screen.frame()
page.run()
