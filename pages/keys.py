"""Which programs ask for figures in my name, until when, and when did each ask last?"""

import streamlit as st

from campaign import words
from campaign.ui import access, filters, keys, screen

selection = filters.bar(access.guard(), below=0)
screen.finding(words.t("keys.title"), words.t("keys.about"))
screen.strip(selection)

left, right = st.columns([9, 11], gap="medium")
with left:
    keys.make()
with right:
    keys.known()
