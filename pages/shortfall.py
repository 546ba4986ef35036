"""Where will the missing items be when the deadline comes: which units, and how few of them make up most of it?"""

import streamlit as st

from campaign.forecast import sentences as forecast_sentences
from campaign.forecast import served
from campaign.serving import queries
from campaign.subjects.shortfall import exhibits as shortfall
from campaign.subjects.shortfall import sentences as shortfall_sentences
from campaign.ui import access, filters, screen

scope = access.guard()
unit, as_of = filters.bar(scope, below=served.DEPTH)
measure = filters.measure()

asked = {"unit": unit.code, "measure": measure.id, "as_of": as_of}
row = queries.one("overview", scope, **asked)
ahead = served.outlook(scope, **asked).of(measure.id)

screen.finding(
    shortfall_sentences.shortfall(served.below(scope, **asked), measure, served.MOST),
    forecast_sentences.outlook(row, ahead, measure, unit),
)
screen.strip(scope, unit, as_of)

left, right = st.columns([3, 2], gap="large")
with left:
    screen.chart(shortfall.largest(scope, **asked))
with right:
    screen.small(shortfall.cumulative(scope, **asked))
