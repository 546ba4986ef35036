"""Where are we ahead, where behind, down to the lowest level, and how has that moved?"""

import streamlit as st

from campaign.maps import layers
from campaign.maps.views import CHANCE, VIEWS
from campaign.serving import catalogue
from campaign.subjects.places import exhibits as places
from campaign.ui import access, choices, filters, screen

scope = access.guard()
campaign = catalogue.campaign()
selection = filters.bar(scope, below=len(campaign.levels) - 2)
unit = campaign.unit[selection.unit]
filters.trail(unit)
answer = st.container()

with st.container(horizontal=True):
    measure = filters.measure()
    shape = choices.choice("shape", layers.shapes(campaign, unit), deep=campaign.levels[-1].label)
    view = choices.choice("view", [view for view in VIEWS if view != CHANCE.id or shape != "deep"])
    time = choices.choice("time", ["day", "weeks"] if view != CHANCE.id else ["day"])

selection = selection.of(measure.id)
played = time == "weeks" and layers.of(campaign, unit, shape) is not None
days = tuple(filters.weeks(measure, selection.as_of)) if played else ()
query = tuple(filters.query().items())
with answer:
    if days:
        by_day = places.played(selection, view, shape, query, days)
        title, listed, said = by_day.title, by_day.listed, by_day.said
        screen.block(by_day.finding)
    else:
        title, listed, said = *places.listed(selection, view, shape, query), ""
        screen.finding(*places.finding(selection, view, shape))
    screen.strip(selection)

beside, middle = st.columns([2, 5], gap="medium")
with beside:
    screen.heading(title)
    with st.container(height=660, border=False, key="places"):
        screen.block(listed)
with middle:
    screen.map_figure(places.whole(selection, view, shape, days), drill=True, said=said)
