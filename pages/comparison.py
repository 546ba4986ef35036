"""How do my units compare, fairly? Who stands out, who is like whom, who can lend and who needs?"""

import streamlit as st

from campaign import words
from campaign.serving import catalogue, queries
from campaign.subjects.comparison import exhibits as comparison
from campaign.ui import access, choices, filters, screen

scope = access.guard()
selection = filters.bar(scope, below=len(catalogue.campaign().levels) - 2)
answer = st.container()
with st.container(horizontal=True):
    measure = filters.measure()
    view = choices.option("view", comparison.views())
    by = choices.option("by", comparison.sizes())

selection = selection.of(measure.id)
with answer:
    screen.finding(*comparison.finding(selection, by))
    screen.strip(selection)

match view:
    case "ranking":
        with st.container(horizontal=True):
            find = choices.search("find", words.t("comparison.find"))
            show = choices.dropdown("show", comparison.shows(selection, by), width=260)
            order = choices.dropdown("order", comparison.orders(), width=260)
        screen.chart(comparison.ranking(selection, by, find=find, show=show, order=order))
    case "funnel":
        plot, outside = comparison.funnel(selection, by)
        left, right = st.columns([3, 1], gap="large")
        with left:
            screen.chart(plot)
        with right:
            screen.block(outside)
    case "multiples":
        screen.chart(comparison.small_multiples(selection))
    case "peers":
        peer = filters.peer(comparison.candidates(selection))
        lines, table = comparison.peers(selection.at(peer))
        screen.chart(lines)
        screen.block(table)
        st.caption(words.t("comparison.peers_note"))
    case "lending":
        screen.chart(comparison.lending(selection))
    case "plan":
        screen.chart(comparison.plan(selection))

changed, silent, unplaced = (queries.table(name, selection) for name in ("changed_units", "not_reporting", "unplaced"))
screen.changed(changed)
screen.listing(silent, words.t("comparison.not_reporting", units=len(silent)), key="not_reporting")
screen.listing(unplaced, words.t("comparison.unplaced", lines=unplaced["lines"].sum()), key="unplaced")
