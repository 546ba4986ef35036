"""Will we make it? By how many days, which stage and which units hold us back?"""

import streamlit as st

from campaign import access, catalogue, filters, queries, screen, sentences, words
from campaign.blocks.board import board
from campaign.blocks.ranking import extremes
from campaign.charts.burndown import burndown
from campaign.maps import layers, places
from campaign.maps.views import GAP

scope = access.guard()
campaign = catalogue.campaign()
unit, as_of = filters.bar(scope, below=1)

overview = queries.table("overview", scope, unit=unit.code, measure=None, as_of=as_of)
screen.finding(sentences.finding(overview, campaign))
screen.strip(scope, unit, as_of)

stages, where = st.columns([13, 7], gap="medium")
with stages:
    screen.block(board(overview, campaign))
with where:
    measure = filters.measure()

asked = {"unit": unit.code, "measure": measure.id, "as_of": as_of}
row = queries.one("overview", scope, **asked)
daily, plan, published = (queries.table(name, scope, **asked) for name in ("daily_progress", "plan", "published"))
events = queries.table("events", scope, unit=unit.code, as_of=as_of)
below = queries.table("units_below", scope, **asked)
silent = queries.table("not_reporting", scope, unit=unit.code, as_of=as_of)

with where:
    screen.place(
        places.figure(below, GAP, layers.below(campaign, unit), as_of, height=560),
        sentence=sentences.spread(below, measure),
        table=below,
        key="map",
        level=campaign.level_below(unit),
    )

curve, lists = st.columns([13, 7], gap="medium")
with curve:
    screen.chart(
        burndown(daily, plan, published, events, as_of, str(measure.unit)),
        title=sentences.capital(sentences.gap(row["days_ahead"])),
        note=screen.note(measure, unit, as_of),
        sentence=sentences.standing(row, measure, unit),
        table=daily,
        key="burndown",
    )
with lists:
    screen.block(extremes(below))

screen.listing(silent, words.t("overview.not_reporting", units=len(silent)), key="not_reporting")
screen.listing(published.drop(columns="source_address"), words.t("overview.published"), key="published")
