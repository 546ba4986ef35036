"""Which stage holds the chain back, what waits before it, and when does the bottleneck move?"""

import streamlit as st

from campaign import words
from campaign.forecast import sentences as forecast_sentences
from campaign.forecast import served
from campaign.serving import catalogue, queries
from campaign.subjects.pipeline import exhibits as pipeline
from campaign.subjects.pipeline import sentences as pipeline_sentences
from campaign.ui import access, filters, screen

scope = access.guard()
campaign = catalogue.campaign()
unit, as_of = filters.bar(scope)
project = filters.project()
chain = campaign.chain(project.id)

first = chain[0]
here = {"unit": unit.code, "as_of": as_of}
overview = pipeline.chain(scope, **here, project=project.id)
if len(chain) == 1:
    screen.finding(words.t("pipeline.no_chain", measure=first.label))
    screen.strip(scope, unit, as_of)
    screen.listing(overview, words.t("pipeline.table"), key="stages")
    st.stop()

expected = served.outlook(scope, **here, measure=first.id)
below = queries.table("pipeline_below", scope, **here, measure=first.id)

screen.finding(
    pipeline_sentences.bottleneck(overview, expected.moves(), campaign),
    forecast_sentences.last_stage(expected.last(), campaign),
)
screen.strip(scope, unit, as_of)

left, right = st.columns([3, 2], gap="large")
with left:
    screen.chart(pipeline.funnel(scope, **here, project=project.id))
with right:
    screen.chart(pipeline.stocks(scope, **here, project=project.id))

st.subheader(words.t("pipeline.stages"), anchor=False)
for column, stage in zip(st.columns(len(chain)), chain, strict=True):
    with column:
        screen.small(pipeline.stage(scope, **here, measure=stage.id))

ends = served.ends(scope, **here, measure=first.id, pipeline=below)
screen.listing(ends, words.t("pipeline.below"), key="below")
