"""With what is the work done, what does each machine and team do in a day, and how long do supplies last?"""

from functools import partial

import streamlit as st

from campaign import words
from campaign.subjects.resources import exhibits as resources
from campaign.subjects.supplies import exhibits as supplies
from campaign.ui import access, choices, filters, screen

selection = filters.bar(access.guard())
missing, points = resources.missing(selection), resources.published(selection)

if missing:
    screen.finding(missing)
    screen.strip(selection)
else:
    resource = choices.dropdown("resource", resources.kinds(selection), filters.LISTED)
    screen.finding(*resources.finding(selection, resource))
    screen.strip(selection)
    left, right = st.columns([13, 11], gap="large")
    with left:
        screen.chart(resources.paces(selection, resource))
        screen.chart(resources.coverage(selection))
    with right:
        screen.chart(resources.now(selection))
        screen.chart(resources.numbers(selection, resource))
        output = resources.output(selection, resource)
        if output:
            screen.chart(output)

if len(points):
    screen.listing(points, words.t("resources.points"), key="resource_points")

screen.heading(words.t("supplies.title"))
lacking = supplies.missing(selection)
if lacking:
    screen.remark(lacking)
    st.stop()
screen.remark(supplies.finding(selection))
supply = choices.dropdown("supply", supplies.kinds(selection), filters.LISTED)
left, right = st.columns([13, 11], gap="large")
with left:
    screen.chart(supplies.course(selection, supply))
with right:
    screen.chart(supplies.lasting(selection))
screen.found(supplies.late(selection), "supplies.expected", key="expected_supplies")
screen.listing(partial(supplies.shown, selection), words.t("supplies.table"), key="supplies")
