"""How do my units compare, fairly? Who stands out, who is like whom, who can lend and who needs?"""

import streamlit as st

from campaign import words
from campaign.serving import catalogue, queries
from campaign.subjects.comparison import exhibits as comparison
from campaign.ui import access, filters, screen

scope = access.guard()
campaign = catalogue.campaign()
unit, as_of = filters.bar(scope, below=len(campaign.levels) - 2)
answer = st.container()
with st.container(horizontal=True):
    measure = filters.measure(width=260)
    view = filters.option("view", comparison.views())
    by = filters.option("by", comparison.sizes())

asked = {"scope": scope, "unit": unit.code, "measure": measure.id, "as_of": as_of}
with answer:
    screen.finding(*comparison.finding(**asked, by=by))
    screen.strip(scope, unit, as_of)

match view:
    case "ranking":
        with st.container(horizontal=True):
            find = filters.search("find", words.t("comparison.find"))
            show = filters.option("show", comparison.shows(**asked, by=by), st.selectbox, width=260)
            order = filters.option("order", comparison.orders(), st.selectbox, width=260)
        screen.chart(comparison.ranking(**asked, by=by, find=find, show=show, order=order))
    case "funnel":
        plot, outside = comparison.funnel(**asked, by=by)
        left, right = st.columns([3, 1], gap="large")
        with left:
            screen.chart(plot)
        with right:
            screen.block(outside)
    case "multiples":
        screen.chart(comparison.small_multiples(**asked))
    case "peers":
        peer = filters.option("peer", comparison.candidates(**asked), st.selectbox, width=340)
        lines, table = comparison.peers(**asked | {"unit": peer})
        screen.chart(lines)
        screen.block(table)
        st.caption(words.t("comparison.peers_note"))
    case "lending":
        screen.chart(comparison.lending(**asked))

silent = queries.table("not_reporting", scope, unit=unit.code, as_of=as_of)
screen.listing(silent, words.t("comparison.not_reporting", units=len(silent)), key="not_reporting")
unplaced = queries.table("unplaced", scope, as_of=as_of)
screen.listing(unplaced, words.t("comparison.unplaced", lines=unplaced["lines"].sum()), key="unplaced")
