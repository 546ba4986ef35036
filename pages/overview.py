"""Will we make it? By how many days, which stage and which units hold us back?"""

import streamlit as st

from campaign import words
from campaign.serving import queries
from campaign.subjects.cleansing import exhibits as cleansing
from campaign.subjects.connections import exhibits as connections
from campaign.subjects.direction import exhibits as direction
from campaign.subjects.pace import exhibits as pace
from campaign.subjects.places import exhibits as places
from campaign.subjects.standing import exhibits as standing
from campaign.subjects.standing.blocks import answers
from campaign.ui import access, filters, navigation, screen

scope = access.guard()
unit, as_of = filters.bar(scope, below=1)
here = {"unit": unit.code, "as_of": as_of}

screen.finding(standing.finding(scope, **here))
screen.strip(scope, unit, as_of)

stages, where = st.columns([13, 7], gap="medium")
with stages:
    screen.block(standing.stages(scope, **here))
    lines = {"cleansing": cleansing.line(scope, **here), "connections": connections.line(scope, **here)}
    screen.block(answers(lines, navigation.PAGES, filters.query()))
with where:
    measure = filters.measure()
    asked = here | {"measure": measure.id}
    screen.map_figure(places.below(scope, **asked))
decisions, changes = st.columns([13, 7], gap="medium")
with decisions:
    screen.block(direction.decisions(scope, **here))
with changes:
    screen.block(direction.changes(scope, **asked))
curve, lists = st.columns([13, 7], gap="medium")
with curve:
    screen.chart(pace.burndown(scope, **asked))
with lists:
    screen.block(standing.extremes(scope, **asked))

praise, urge = direction.praise(scope, **asked), direction.urge(scope, **asked)
screen.listing(praise, words.t("direction.praise_list", units=len(praise), days=direction.days_early()), key="praise")
screen.listing(urge, words.t("direction.urge_list", units=len(urge)), key="urge")
silent = queries.table("not_reporting", scope, **here)
screen.listing(silent, words.t("overview.not_reporting", units=len(silent)), key="not_reporting")
published = queries.table("published", scope, **asked)
screen.listing(published, words.t("overview.published"), key="published")
