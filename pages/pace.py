"""Will this measure make its deadline, at what pace, and what would change it?"""

import streamlit as st

from campaign import words
from campaign.forecast import served
from campaign.serving import queries
from campaign.subjects.pace import exhibits as pace
from campaign.ui import access, choices, filters, screen, what_if

selection = filters.bar(access.guard())
with screen.row():
    measure = filters.measure()
    up = choices.option("curve", {"down": words.t("pace.down"), "up": words.t("pace.up")}) == "up"

selection = selection.of(measure.id)
screen.finding(pace.finding(selection))
screen.strip(selection)
if not queries.row("overview", selection)["target"]:
    screen.listing(queries.table("daily_progress", selection), words.t("screen.table"), key="burndown")
    st.stop()
screen.block(pace.figures(selection))

left, right = st.columns([3, 2], gap="large")
with left:
    screen.chart(pace.ahead(selection, up))
with right:
    screen.block(pace.thresholds(selection))
    screen.small(pace.weekdays(selection))
    screen.block(pace.events(selection))

with st.container(key="what_if"):
    st.subheader(words.t("what_if.title"), anchor=False)
    scenario = what_if.choose(selection)
    if changed := pace.what_if(selection, scenario, up):
        screen.finding(changed.finding)
        screen.block(changed.table)
        for column, exhibit in zip(st.columns(2), changed.exhibits, strict=True):
            with column:
                screen.small(exhibit)
    else:
        screen.remark(words.t("what_if.nothing" if served.has_own_forecast(selection.unit) else "what_if.too_deep"))

targets = queries.table("target_history", selection)
screen.listing(pace.fan(selection), words.t("pace.forecast_table"), key="forecast")
screen.listing(queries.table("thresholds", selection), words.t("pace.milestones"), key="thresholds")
screen.listing(targets, words.t("pace.targets", times=len(targets)), key="targets")
screen.listing(queries.table("published", selection), words.t("overview.published"), key="published")
