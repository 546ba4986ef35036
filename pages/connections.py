"""What is connected of what is to be, who is overdue, which units are linked?"""

import streamlit as st

from campaign import words
from campaign.serving import queries
from campaign.subjects.connections import exhibits as connections
from campaign.subjects.connections import outlook, uses
from campaign.subjects.connections.blocks import legend
from campaign.ui import access, choices, filters, screen

selection = filters.bar(access.guard(), below=1)

missing = connections.missing(selection)
if missing:
    screen.finding(missing)
    screen.strip(selection)
    st.stop()

screen.finding(*connections.finding(selection))
screen.strip(selection)
kinds = connections.progress(selection)

screen.block(legend())
for column, kind in zip(st.columns(len(kinds), gap="medium"), kinds, strict=True):
    with column:
        screen.chart(connections.burnup(selection, kind))

grids = connections.gridded(selection)
halves = st.columns(2, gap="large") if grids else [st.container()]
with halves[0]:
    for kind in grids:
        screen.chart(connections.grid(selection, kind))
with halves[-1]:
    screen.chart(connections.owners(selection))

halves = st.columns(2, gap="large")
with halves[0]:
    screen.chart(outlook.outlook(selection))
    if len(chances := outlook.uncertain(selection)):
        screen.listing(chances, words.t("connections.uncertain"), key="uncertain")
    if outlook.tells(selection, "route"):
        screen.chart(outlook.routes(selection))
with halves[1]:
    if outlook.tells(selection, "ready_on", "responsible", "counterpart"):
        screen.chart(outlook.held(selection))

known = uses.figures(selection)
for column, figure in zip(st.columns(len(known), gap="medium") if known else [], known, strict=True):
    with column:
        screen.chart(uses.uptake(selection, figure))
if known:
    screen.listing(uses.by_item(selection), words.t("connections.uptake_items"), key="uptake_items")
if lacking := " ".join(filter(None, (outlook.lacking(selection), uses.lacking(selection)))):
    screen.remark(lacking)

with screen.row():
    find = choices.search("find", words.t("connections.find"))
    show = choices.dropdown("show", connections.shows(selection), width=260)
screen.chart(connections.listing(selection, find=find, show=show))

for kind in kinds:
    published = queries.table("published", selection.of(kind))
    if len(published):
        title = f"{kinds[kind].kind.label}: {words.t('overview.published')}"
        screen.listing(published, title, key=f"published_{kind}")
