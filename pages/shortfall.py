"""Where will the missing items be when the deadline comes: which units, and how few of them make up most of it?"""

import streamlit as st

from campaign.forecast import served
from campaign.subjects.shortfall import exhibits as shortfall
from campaign.ui import access, filters, screen

selection = filters.bar(access.guard(), below=served.DEPTH)
selection = selection.of(filters.measure().id)

screen.finding(*shortfall.finding(selection))
screen.strip(selection)

left, right = st.columns([3, 2], gap="large")
with left:
    screen.chart(shortfall.largest(selection))
with right:
    screen.block(shortfall.sum_up(selection))
    screen.small(shortfall.cumulative(selection))
