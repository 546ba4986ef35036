"""Will we make it? By how many days, which stage and which units hold us back?"""

from functools import partial

import streamlit as st

from campaign import words
from campaign.serving import queries
from campaign.subjects.cleansing import exhibits as cleansing
from campaign.subjects.confirmation import exhibits as confirmation
from campaign.subjects.connections import exhibits as connections
from campaign.subjects.direction import exhibits as direction
from campaign.subjects.orders import exhibits as orders
from campaign.subjects.pace import exhibits as pace
from campaign.subjects.places import exhibits as places
from campaign.subjects.standing import exhibits as standing
from campaign.subjects.standing.blocks import answers
from campaign.ui import access, filters, navigation, ordering, screen, share, since

selection = filters.bar(access.guard(), below=1)

answer = st.empty()
answer.caption(words.t("overview.forecasting"))
first = st.empty()
screen.strip(selection)
since.box(selection)
share.card(partial(direction.card, selection), words.t("direction.card"))

stages, where = st.columns([13, 7], gap="medium")
with stages:
    screen.block(standing.stages(selection))
    screen.block(confirmation.note(selection))
    lines = {
        "cleansing": cleansing.line(selection),
        "connections": connections.line(selection),
        "orders": orders.line(selection),
    }
    screen.block(answers(lines, navigation.PAGES, filters.query() | {"unit": selection.unit}))
with answer.container():
    for said, beneath in standing.answers(selection).values():
        screen.finding(said, beneath, folds=True)
with where:
    measured = selection.of(filters.measure().id)
    screen.map_figure(places.below(measured))
decisions, changes = st.columns([13, 7], gap="medium")
with decisions:
    screen.block(direction.decisions(selection, ordering.address(selection)))
    with first:
        screen.block(direction.first(selection))
with changes:
    screen.block(direction.changes(measured))
    for moved, line in standing.asking(selection).items():
        asked = filters.query() | {"measure": moved, "forecast": "moved"}
        screen.block(answers({"pace": line}, navigation.PAGES, asked))
curve, lists = st.columns([13, 7], gap="medium")
with curve:
    screen.chart(pace.burndown(measured))
with lists:
    screen.block(standing.extremes(measured))

praise, urge = direction.praise(measured), direction.urge(measured)
praised = words.t("direction.praise_list", units=len(praise), days=direction.days_early())
screen.listing(praise, praised, key="praise", note=direction.praise_note(measured))
screen.listing(urge, words.t("direction.urge_list", units=len(urge)), key="urge")
silent = queries.table("not_reporting", selection)
screen.listing(silent, words.t("overview.not_reporting", units=len(silent)), key="not_reporting")
screen.found(confirmation.missing(selection), "confirmation.missing_table", key="not_confirmed")
screen.changed(queries.table("changed_units", selection))
screen.found(queries.table("published", measured), "overview.published", key="published")
