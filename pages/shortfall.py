"""Where will the missing items be when the deadline comes: which units, and how few of them make up most of it?"""

import streamlit as st

from campaign import access, filters, outlook, prospects, queries, screen, words
from campaign.charts import shortfall

scope = access.guard()
unit, as_of = filters.bar(scope, below=outlook.DEPTH)
measure = filters.measure()

row = queries.one("overview", scope, unit=unit.code, measure=measure.id, as_of=as_of)
ahead = outlook.outlook(scope, unit, measure.id, as_of).of(measure.id)
below = outlook.below(scope, unit, measure.id, as_of)

found = prospects.shortfall(below, measure, outlook.MOST)
screen.finding(found, prospects.outlook(row, ahead, measure, unit))
screen.strip(scope, unit, as_of)

left, right = st.columns([3, 2], gap="large")
with left:
    screen.chart(
        shortfall.largest(below, outlook.MOST), title=words.t("shortfall.largest"),
        note=prospects.made_from(measure, unit, as_of), sentence=f"{found}.", table=below, key="shortfall",
    )
with right:
    screen.small(shortfall.cumulative(below, outlook.MOST), words.t("shortfall.adding"),
                 words.t("shortfall.adding_sentence"), key="adding")
