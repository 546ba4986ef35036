"""Will we make it? By how many days, which stage and which units hold us back?"""

import streamlit as st

from campaign import access, catalogue, filters, maps, queries, screen, sentences, words
from campaign.blocks.board import board
from campaign.blocks.ranking import ranking
from campaign.charts.burndown import burndown

scope = access.guard()
campaign = catalogue.campaign()
unit, as_of = filters.bar(scope, below=1)

overview = queries.table("overview", scope, unit=unit.code, measure=None, as_of=as_of)
screen.finding(sentences.finding(overview, campaign))
screen.strip(scope, unit, as_of)

stages, places = st.columns([5, 3], gap="medium")
with stages:
    screen.block(board(overview, campaign))
with places:
    measure = filters.measure()

asked = {"unit": unit.code, "measure": measure.id, "as_of": as_of}
row = queries.one("overview", scope, **asked)
daily, plan, published = (queries.table(name, scope, **asked) for name in ("daily_progress", "plan", "published"))
events = queries.table("events", scope, unit=unit.code, as_of=as_of)
below = queries.table("units_below", scope, **asked)
silent = queries.table("not_reporting", scope, unit=unit.code, as_of=as_of)

with places:
    screen.map(maps.gap(below, campaign, unit, height=590), below, sentences.map(below, measure), key="map")

curve, lists = st.columns([5, 3], gap="medium")
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
    screen.block(ranking(below.head(5), words.t("ranking.behind")))
    screen.block(ranking(below[5:].tail(5)[::-1], words.t("ranking.ahead")))

screen.listing(silent, words.t("overview.not_reporting", units=len(silent)), key="not_reporting")
screen.listing(published.drop(columns="source_address"), words.t("overview.published"), key="published")
