"""What does every figure mean, how is the forecast made, and how often was it right?"""

import streamlit as st

from campaign import words
from campaign.figures.exhibit import Exhibit, subtitle
from campaign.forecast import served, track_record
from campaign.serving import catalogue
from campaign.subjects.method import blocks as method_blocks
from campaign.subjects.method import sentences as method_sentences
from campaign.subjects.method.charts import reliability
from campaign.ui import access, filters, screen

scope = access.guard()
campaign = catalogue.campaign()
unit, as_of = filters.bar(scope, below=0)
measure = filters.measure()
answer = st.container()
record, steps = st.columns([3, 2], gap="large")
figures, measures = st.columns([3, 2], gap="large")

with steps:
    screen.block(method_blocks.steps(served.PATHS))
with figures:
    screen.block(method_blocks.figures())
with measures:
    screen.block(method_blocks.measures(campaign))

with answer, st.spinner(words.t("method.checking")):
    judged = track_record.judged(scope, measure.id, as_of)
    screen.finding(*method_sentences.record(judged, measure, unit))
    screen.strip(scope, unit, as_of)
with record:
    if len(judged):
        by_horizon = track_record.by(judged, "horizon")
        screen.chart(
            Exhibit(
                "reliability",
                reliability(by_horizon),
                words.t("method.reliability"),
                subtitle(unit.code, measure.id, as_of),
                method_sentences.reliability(by_horizon),
                by_horizon,
            )
        )
        screen.listing(track_record.by(judged, "horizon", "size"), words.t("method.record"), key="record")
