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
kept = st.container()
figures, measures = st.columns([3, 2], gap="large")

with figures:
    screen.block(method_blocks.figures())
with measures:
    screen.block(method_blocks.measures(catalogue.campaign()))

with answer, st.spinner(words.t("method.checking")):
    screen.finding(*method.finding(selection))
    screen.strip(selection)
found, chances = method.record(selection), method.chances(selection)
with kept:
    record, steps = st.columns([3, 2], gap="large") if found or chances else [st.container()] * 2
with record:
    if found:
        chart, table = found
        screen.chart(chart)
        screen.listing(table, words.t("method.record"), key="record")
    if chances:
        screen.chart(chances)
with steps:
    screen.block(method.steps())
