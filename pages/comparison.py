"""How do my units compare, fairly? Who stands out, who is like whom, who can lend and who needs?"""

import streamlit as st

from campaign import access, catalogue, comparing, filters, queries, screen, words

scope = access.guard()
campaign = catalogue.campaign()
unit, as_of = filters.bar(scope, below=len(campaign.levels) - 2)
answer = st.container()
sizes = comparing.sizes()
with st.container(horizontal=True):
    measure = filters.measure(width=260)
    view = filters.option("view", comparing.views())
    by = filters.option("by", sizes)

asked = {"scope": scope, "unit": unit.code, "measure": measure.id, "as_of": as_of}
note = f"{screen.note(measure, unit, as_of)} · {words.t('filters.by')}: {sizes[by]}"
with answer:
    screen.finding(*comparing.finding(**asked, by=by))
    screen.strip(scope, unit, as_of)

match view:
    case "ranking":
        with st.container(horizontal=True):
            find = filters.search("find", words.t("comparison.find"))
            show = filters.option("show", comparing.shows(**asked, by=by), st.selectbox, width=260)
            order = filters.option("order", comparing.orders(), st.selectbox, width=260)
        listed = comparing.ranking(**asked, by=by, find=find, show=show, order=order)
        screen.chart(**vars(listed), note=note, key="ranking")
    case "funnel":
        plot, outside = comparing.funnel(**asked, by=by)
        left, right = st.columns([3, 1], gap="large")
        with left:
            screen.chart(**vars(plot), note=note, key="funnel")
        with right:
            screen.block(outside)
    case "multiples":
        screen.chart(**vars(comparing.small_multiples(**asked)), note=note, key="multiples")
    case "peers":
        peer = filters.option("peer", comparing.names(scope, unit.code), st.selectbox, width=340)
        lines, table = comparing.peers(**asked | {"unit": peer})
        screen.chart(**vars(lines), note=note, key="peers")
        screen.block(table)
        st.caption(words.t("comparison.peers_note"))
    case "lending":
        screen.chart(**vars(comparing.lending(**asked)), note=note, key="lending")

silent = queries.table("not_reporting", scope, unit=unit.code, as_of=as_of)
screen.listing(silent, words.t("comparison.not_reporting", units=len(silent)), key="not_reporting")
unplaced = queries.table("unplaced", scope, as_of=as_of)
screen.listing(unplaced, words.t("comparison.unplaced", lines=unplaced["lines"].sum()), key="unplaced")
