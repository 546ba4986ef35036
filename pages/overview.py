"""Will we make it? By how many days, which stage and which units hold us back?"""

import streamlit as st

from campaign import access, catalogue, filters, queries, screen, sentences, words
from campaign.blocks import direction as blocks
from campaign.blocks.board import board
from campaign.blocks.ranking import extremes
from campaign.exhibits import direction, places, progress

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
published, below = (queries.table(name, scope, **asked) for name in ("published", "units_below"))
silent = queries.table("not_reporting", scope, unit=unit.code, as_of=as_of)

with where:
    screen.place(places.below(scope, **asked))
decisions, changes = st.columns([13, 7], gap="medium")
with decisions:
    screen.block(blocks.decide(direction.decide(scope, unit.code, as_of)))
with changes:
    screen.block(blocks.digest(direction.digest(scope, **asked), direction.since(as_of)))
curve, lists = st.columns([13, 7], gap="medium")
with curve:
    screen.chart(progress.burndown(scope, **asked))
with lists:
    screen.block(extremes(below))

praise, urge = direction.praise(scope, **asked), direction.urge(scope, **asked)
screen.listing(praise, words.t("direction.praise_list", units=len(praise), days=direction.days_early()), key="praise")
screen.listing(urge, words.t("direction.urge_list", units=len(urge)), key="urge")
screen.listing(silent, words.t("overview.not_reporting", units=len(silent)), key="not_reporting")
screen.listing(published.drop(columns="source_address"), words.t("overview.published"), key="published")
