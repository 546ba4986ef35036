"""Will this measure make its deadline, at what pace, and what would change it?"""

import streamlit as st

from campaign import words
from campaign.forecast import sentences as forecast_sentences
from campaign.forecast import served
from campaign.serving import queries
from campaign.subjects.pace import blocks as pace_blocks
from campaign.subjects.pace import exhibits as pace
from campaign.ui import access, filters, screen, what_if

scope = access.guard()
unit, as_of = filters.bar(scope)
with screen.row():
    measure = filters.measure()
    up = filters.option("curve", {"down": words.t("pace.down"), "up": words.t("pace.up")}) == "up"

asked = {"unit": unit.code, "measure": measure.id, "as_of": as_of}
screen.finding(pace.finding(scope, **asked))
screen.strip(scope, unit, as_of)
if not queries.one("overview", scope, **asked)["target"]:
    screen.listing(queries.table("daily_progress", scope, **asked), words.t("screen.table"), key="burndown")
    st.stop()
screen.block(pace.figures(scope, **asked))

left, right = st.columns([3, 2], gap="large")
with left:
    screen.chart(pace.ahead(scope, **asked, up=up))
with right:
    screen.block(pace.thresholds(scope, **asked))
    screen.small(pace.weekdays(scope, **asked))

st.subheader(words.t("what_if.title"), anchor=False)
scenario = what_if.choose(measure, as_of, queries.table("overview", scope, **asked | {"measure": None}))
compared = served.what_if(scope, **asked, scenario=scenario)
if compared:
    as_is, if_so = (found.of(measure.id) for found in compared)
    screen.finding(forecast_sentences.scenario(as_is, if_so, measure))
    screen.block(pace_blocks.side_by_side(as_is, if_so))
    for column, exhibit in zip(st.columns(2), pace.what_if(compared, scope, **asked, up=up), strict=True):
        with column:
            screen.small(exhibit)
else:
    screen.remark(words.t("what_if.nothing" if served.free(unit.code) else "what_if.too_deep"))

thresholds, targets, published = (
    queries.table(name, scope, **asked) for name in ("thresholds", "target_history", "published")
)
screen.listing(pace.fan(scope, **asked), words.t("pace.forecast_table"), key="forecast")
screen.listing(thresholds, words.t("pace.milestones"), key="thresholds")
screen.listing(targets, words.t("pace.targets", times=len(targets)), key="targets")
screen.listing(published, words.t("overview.published"), key="published")
