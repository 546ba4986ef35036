"""Where are we ahead, where behind, down to the lowest level, and how has that moved?"""

import streamlit as st

from campaign import access, catalogue, filters, screen, sentences, words
from campaign.blocks.places import listed
from campaign.exhibits import places
from campaign.maps import layers
from campaign.maps.views import CHANCE, VIEWS

scope = access.guard()
campaign = catalogue.campaign()
unit, as_of = filters.bar(scope, below=len(campaign.levels) - 2)
filters.trail(unit)

with st.container(horizontal=True):
    measure = filters.measure(width=270)
    shape = filters.choice("shape", layers.shapes(campaign, unit), deep=campaign.levels[-1].label)
    view = filters.choice("view", [view for view in VIEWS if view != CHANCE.id or shape != "deep"])
    time = filters.choice("time", ["day", "weeks"] if view != CHANCE.id else ["day"])
level = places.level(unit.code, shape)

asked = {"unit": unit.code, "measure": measure.id, "as_of": as_of, "view": view, "shape": shape}
listing = places.listing(scope, **asked)

screen.finding(sentences.spread(places.units(scope, **asked), measure))
screen.strip(scope, unit, as_of)

beside, middle = st.columns([2, 5], gap="medium")
with beside:
    shown = listing.head(25) if shape == "deep" else listing
    st.subheader(words.t("map.few" if shape == "deep" else "map.list", units=len(listing)), anchor=False)
    with st.container(height=640, border=False):
        screen.block(listed(shown, filters.query(), links=shape != "deep" and level.id != campaign.reporting_level))
with middle:
    days = filters.weeks(measure, as_of) if time == "weeks" else ()
    screen.place(places.whole(scope, **asked, days=tuple(days)), drill=True)
