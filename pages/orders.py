"""What was ordered of whom, what do the figures say of it, and did it help?"""

import streamlit as st

from campaign.subjects.orders import exhibits as orders
from campaign.ui import access, filters, office, ordering, screen

selection = filters.bar(access.guard())
office.told()
screen.finding(*orders.finding(selection))
screen.strip(selection)

known = orders.register(selection, judged=False)
listed, typed = st.columns([13, 7], gap="medium") if known else (st.container(), st.container())
with listed:
    register = st.empty()
with register:
    screen.block(known)
with typed:
    ordering.give(selection)
    ordering.answer(selection)
with register:
    screen.block(orders.register(selection))
screen.found(orders.table(selection), "orders.table", key="orders", note="orders.table_note")
