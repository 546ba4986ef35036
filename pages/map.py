"""Where are we ahead, where behind, down to the lowest level, and how has that moved?"""

import streamlit as st

from campaign import access, catalogue, filters, outlook, queries, screen, sentences, words
from campaign.blocks.places import listed
from campaign.maps import layers, places
from campaign.maps.views import CHANCE, VIEWS

scope = access.guard()
campaign = catalogue.campaign()
unit, as_of = filters.bar(scope, below=len(campaign.levels) - 2)
filters.trail(unit)

with st.container(horizontal=True):
    measure = filters.measure(width=270)
    shape = filters.choice("shape", layers.shapes(campaign, unit), deep=campaign.levels[-1].label)
    view = VIEWS[filters.choice("view", [view for view in VIEWS if view != CHANCE.id or shape != "deep"])]
    time = filters.choice("time", ["day", "weeks"] if view != CHANCE else ["day"])
level = campaign.level_below(unit) if shape != "deep" else campaign.levels[-1]
layer = layers.of(campaign, unit, shape)

asked = {"unit": unit.code, "level": level.id, "measure": measure.id}
units = queries.table("units_at_level", scope, **asked, as_of=as_of)
if view == CHANCE:
    units = outlook.chances(units, scope, unit, measure.id, as_of)
listing = places.listing(units, view, as_of)

screen.finding(sentences.spread(units, measure))
screen.strip(scope, unit, as_of)

beside, middle = st.columns([2, 5], gap="medium")
with beside:
    shown = listing.head(25) if shape == "deep" else listing
    st.subheader(words.t("map.few" if shape == "deep" else "map.list", units=len(listing)), anchor=False)
    with st.container(height=640, border=False):
        screen.block(listed(shown, filters.query(), links=shape != "deep" and level.id != campaign.reporting_level))
with middle:
    if time == "weeks":
        days = filters.weeks(measure, as_of)
        known = {day: queries.table("units_at_level", scope, **asked, as_of=day) for day in days}
        figure = places.weekly(known, view, layer)
    else:
        figure = places.figure(units, view, layer, as_of)
    screen.place(figure, sentences.ends(listing, view.label, measure), units, f"map_{unit.code}", level,
                 drill=True)
