"""The frame around every page: who is here, the language, the menu, the page."""

import streamlit as st

from campaign.ui import access, alone, choices, door, filters, navigation, presence, run_times, screen, wall

st.set_page_config(layout="wide", page_icon=str(screen.ICON), initial_sidebar_state="collapsed")
choices.speak()
pages = navigation.pages()
page = st.navigation(list(pages.values()), position="hidden")
screen.look()
if door.is_open():
    page.run()
    st.stop()
who = access.reader_or_reason()
screen.frame()
if access.known(who):
    wall.lead(pages, page)
    navigation.menu(pages, page, who)
body, foot = st.container(), st.container()
with foot:
    presence.foot(navigation.stem(page), who, pages[navigation.MAIL])
with run_times.timed(navigation.stem(page)), body, alone.looked_for(page.title), choices.looked_for(filters.known()):
    page.run()
