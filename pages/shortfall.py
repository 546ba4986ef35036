"""Where will the missing items be when the deadline comes, and why are they missing today?"""

from functools import partial

import streamlit as st

from campaign import words
from campaign.forecast import served
from campaign.subjects.reasons import exhibits as reasons
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

if untold := reasons.absent(selection):
    screen.remark(untold)
else:
    left, right = st.columns([3, 2], gap="large")
    with left:
        screen.chart(reasons.why(selection))
    with right:
        screen.chart(reasons.remedies(selection))
    screen.listing(partial(reasons.by_unit, selection), words.t("reasons.table"), key="reasons_by_unit")
