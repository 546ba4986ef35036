"""What does every figure mean, how is the forecast made, and how often was it right?"""

import streamlit as st

from campaign import catalogue, outlook, prospects, track_record, words
from campaign.blocks import definitions
from campaign.charts.reliability import reliability
from campaign.exhibits import Exhibit, note
from campaign.ui import access, filters, screen

scope = access.guard()
campaign = catalogue.campaign()
unit, as_of = filters.bar(scope, below=0)
measure = filters.measure()
answer = st.container()
record, steps = st.columns([3, 2], gap="large")
figures, measures = st.columns([3, 2], gap="large")

with steps:
    screen.block(definitions.steps(outlook.PATHS))
with figures:
    screen.block(definitions.figures())
with measures:
    screen.block(definitions.measures(campaign))

with answer, st.spinner(words.t("method.checking")):
    judged = track_record.judged(scope, measure.id, as_of)
    screen.finding(*prospects.record(judged, measure, unit))
    screen.strip(scope, unit, as_of)
with record:
    if len(judged):
        by_horizon = track_record.by(judged, "horizon")
        screen.chart(
            Exhibit(
                "reliability",
                reliability(by_horizon),
                words.t("method.reliability"),
                note(unit.code, measure.id, as_of),
                prospects.reliability(by_horizon),
                by_horizon,
            )
        )
        screen.listing(track_record.by(judged, "horizon", "size"), words.t("method.record"), key="record")
