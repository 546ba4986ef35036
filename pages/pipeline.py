"""Which stage holds the chain back, what waits before it, and when does the bottleneck move?"""

from functools import partial

import streamlit as st

from campaign import words
from campaign.forecast import served
from campaign.serving import catalogue
from campaign.subjects.pipeline import exhibits as pipeline
from campaign.ui import access, filters, screen

selection = filters.bar(access.guard())
project = filters.project().id
chain = catalogue.campaign().chain(project)

screen.finding(*pipeline.finding(selection, project))
screen.strip(selection)
if len(chain) == 1:
    screen.listing(pipeline.chain(selection, project), words.t("pipeline.table"), key="stages")
    st.stop()

left, right = st.columns([13, 11], gap="large")
with left:
    screen.chart(pipeline.stages(selection, project))
with right:
    screen.chart(pipeline.stocks(selection, project))

screen.heading(words.t("pipeline.stages"))
for column, stage in zip(st.columns(len(chain)), chain, strict=True):
    with column:
        screen.small(pipeline.stage(selection.of(stage.id)))

screen.listing(partial(served.ends, selection.of(chain[0].id)), words.t("pipeline.below"), key="below")

aged = pipeline.ages(selection, project)
screen.heading(words.t("age.subheader"))
if aged.table.empty:
    screen.remark(aged.sentence)
    st.stop()

left, right = st.columns([13, 11], gap="large")
with left:
    screen.chart(aged)
with right:
    screen.chart(pipeline.cohorts(selection, project))
screen.listing(*pipeline.ages_below(selection, project), key="ages_below")
