"""Who may come in, which quotas, days, events and addressees hold, who changed them, and what is taken back?"""

import streamlit as st

from campaign import words
from campaign.ui import access, filters, navigation, office, screen, upkeep

selection = filters.bar(access.guard(navigation.FOR["settings"]))
office.told()
now = upkeep.section()
screen.finding(words.t(f"settings.title_{now.section.name}"), words.t(f"settings.note_{now.section.name}"))
screen.strip(selection)

left, right = st.columns([11, 9], gap="medium")
with left:
    upkeep.form(now, upkeep.record(now, selection), selection)
with right:
    upkeep.history(now)
