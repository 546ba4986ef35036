"""What does every figure mean, how is the forecast made, and how often was it right?"""

import streamlit as st

from campaign import words
from campaign.serving import catalogue
from campaign.subjects.method import blocks as method_blocks
from campaign.subjects.method import exhibits as method
from campaign.ui import access, filters, screen

selection = filters.bar(access.guard(), below=0)
selection = selection.of(filters.measure().id)
answer = st.container()
record, steps = st.columns([3, 2], gap="large")
figures, measures = st.columns([3, 2], gap="large")

with steps:
    screen.block(method.steps())
with figures:
    screen.block(method_blocks.figures())
with measures:
    screen.block(method_blocks.measures(catalogue.campaign()))

with answer, st.spinner(words.t("method.checking")):
    screen.finding(*method.finding(selection))
    screen.strip(selection)
with record:
    if found := method.record(selection):
        chart, table = found
        screen.chart(chart)
        screen.listing(table, words.t("method.record"), key="record")
    if chances := method.chances(selection):
        screen.chart(chances)
