"""Which stage holds the chain back, what waits before it, and when does the bottleneck move?"""

import streamlit as st

from campaign import access, catalogue, filters, outlook, prospects, queries, screen, words
from campaign.charts import stages

scope = access.guard()
campaign = catalogue.campaign()
unit, as_of = filters.bar(scope)
project = filters.project()
chain = campaign.chain(project.id)

first = chain[0]
asked = {"unit": unit.code, "measure": first.id, "as_of": as_of}
overview = queries.table("overview", scope, **asked | {"measure": None})
overview = overview[overview["project"] == project.id]
if len(chain) == 1:
    screen.finding(words.t("pipeline.no_chain", measure=first.label))
    screen.strip(scope, unit, as_of)
    screen.listing(overview, words.t("pipeline.table"), key="stages")
    st.stop()

waited, below = (queries.table(name, scope, **asked) for name in ("stocks", "pipeline_below"))
expected = outlook.outlook(scope, unit, first.id, as_of)
ends = outlook.ends(scope, unit, first.id, as_of, below)

screen.finding(prospects.bottleneck(overview, expected.moves(), campaign),
               prospects.last_stage(expected.last(), campaign))
screen.strip(scope, unit, as_of)

left, right = st.columns([3, 2], gap="large")
with left:
    screen.chart(
        stages.funnel(overview, campaign), title=words.t("pipeline.funnel"),
        note=words.t("pipeline.funnel_note", project=project.label, unit=unit.name),
        sentence=prospects.funnel(overview, campaign), table=overview, key="funnel",
    )
with right:
    screen.chart(
        stages.stocks(waited, expected.stocks(), overview, campaign, as_of), title=words.t("pipeline.stocks"),
        note=words.t("pipeline.stocks_note", unit=unit.name), sentence=prospects.stocks(as_of),
        table=waited, key="stocks",
    )

st.subheader(words.t("pipeline.stages"), anchor=False)
for column, stage in zip(st.columns(len(chain)), chain, strict=True):
    of = asked | {"measure": stage.id}
    with column:
        screen.small(
            stages.stage(*(queries.table(name, scope, **of) for name in ("daily_progress", "plan")),
                         expected.fan(stage.id), expected.until(as_of, campaign.deadline)),
            str(stage.label), prospects.stage(overview, expected.of(stage.id), stage), key=f"stage_{stage.id}",
        )

screen.listing(ends, words.t("pipeline.below"), key="below")
