"""What is connected of what is to be, who is overdue, which units are linked?"""

import streamlit as st

from campaign import words
from campaign.serving import queries
from campaign.subjects.connections import exhibits as connections
from campaign.subjects.connections.blocks import legend
from campaign.ui import access, filters, screen

scope = access.guard()
unit, as_of = filters.bar(scope, below=1)
here = {"scope": scope, "unit": unit.code, "as_of": as_of}

missing = connections.missing(unit.code, as_of, connections.items(**here))
if missing:
    screen.finding(missing)
    screen.strip(scope, unit, as_of)
    st.stop()

screen.finding(*connections.finding(**here))
screen.strip(scope, unit, as_of)
kinds = connections.progress(**here)

screen.block(legend())
for column, kind in zip(st.columns(len(kinds), gap="medium"), kinds, strict=True):
    with column:
        screen.chart(connections.burnup(**here, kind=kind))

where, who = st.columns(2, gap="large")
with where:
    for kind in connections.gridded(scope, unit.code):
        screen.chart(connections.grid(**here, kind=kind))
with who:
    screen.chart(connections.owners(**here))

with screen.row():
    find = filters.search("find", words.t("connections.find"))
    show = filters.option("show", connections.shows(**here), st.selectbox, width=260)
screen.chart(connections.listing(**here, find=find, show=show))

for kind in kinds:
    published = queries.table("published", scope, unit=unit.code, measure=kind, as_of=as_of)
    if len(published):
        title = f"{kinds[kind].kind.label}: {words.t('overview.published')}"
        screen.listing(published, title, key=f"published_{kind}")
