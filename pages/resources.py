"""With what is the work done, what does each machine and team do in a day, and where are they idle or overloaded?"""

import streamlit as st

from campaign import words
from campaign.subjects.resources import exhibits as resources
from campaign.ui import access, choices, filters, screen

selection = filters.bar(access.guard())
missing, points = resources.missing(selection), resources.published(selection)

if missing:
    screen.finding(missing)
    screen.strip(selection)
else:
    answer = st.container()
    resource = choices.dropdown("resource", resources.kinds(selection), filters.LISTED)
    with answer:
        screen.finding(*resources.finding(selection, resource))
        screen.strip(selection)
    left, right = st.columns([13, 11], gap="large")
    with left:
        screen.chart(resources.paces(selection, resource))
    with right:
        screen.chart(resources.now(selection))
        screen.chart(resources.numbers(selection, resource))
        output = resources.output(selection, resource)
        if output:
            screen.chart(output)
    screen.chart(resources.coverage(selection))

if len(points):
    screen.listing(points, words.t("resources.points"), key="resource_points")
