"""Will this measure make its deadline, at what pace, and what would change it?"""

from functools import partial

import streamlit as st

from campaign import words
from campaign.forecast import served
from campaign.serving import queries
from campaign.subjects.pace import exhibits as pace
from campaign.ui import access, choices, filters, office, ordering, screen, what_if

selection = filters.bar(access.guard())
with screen.row():
    measure = filters.measure()
    up = choices.option("curve", {"down": words.t("pace.down"), "up": words.t("pace.up")}) == "up"
    view = choices.option("forecast", {one: words.t(f"pace.view_{one}") for one in pace.VIEWS})

selection = selection.of(measure.id)
office.told()
screen.finding(pace.finding(selection), pace.kept_cause(selection))
screen.strip(selection)
if not queries.row("overview", selection)["target"]:
    screen.listing(queries.table("daily_progress", selection), words.t("screen.table"), key="burndown")
    st.stop()
screen.block(pace.figures(selection))

left, right = st.columns([3, 2], gap="large")
with left:
    with st.spinner(words.t("pace.making")):
        shown, instead = pace.view(selection, view, up)
    if shown:
        screen.chart(shown)
    else:
        screen.remark(instead)
    screen.block(pace.events(selection, view == pace.EFFECTS))
with right:
    screen.block(pace.thresholds(selection))
    screen.small(pace.weekdays(selection))

with st.container(key="what_if"):
    screen.heading(words.t("what_if.title"))
    scenario = what_if.choose(selection)
    if changed := pace.what_if(selection, scenario, up):
        screen.finding(changed.finding)
        screen.block(changed.table)
        for column, exhibit in zip(st.columns(2), changed.exhibits, strict=True):
            with column:
                screen.small(exhibit)
    else:
        screen.remark(words.t("what_if.nothing" if served.has_own_forecast(selection.unit) else "what_if.too_deep"))

ordering.note(selection)
ordering.take_back(selection)
screen.found(pace.notes(selection), "notes.table", key="notes")
targets = queries.table("target_history", selection)
screen.listing(partial(pace.fan, selection), words.t("pace.forecast_table"), key="forecast")
screen.listing(partial(queries.table, "thresholds", selection), words.t("pace.milestones"), key="thresholds")
screen.listing(targets, words.t("pace.targets", times=len(targets)), key="targets")
screen.found(queries.table("published", selection), "overview.published", key="published")
