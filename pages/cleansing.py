"""How far is the cleansing, do samples bear the claims out, what is still wrong, who has no number?"""

from functools import partial

import streamlit as st

from campaign import words
from campaign.serving import catalogue
from campaign.subjects.cleansing import blocks as cleansing_blocks
from campaign.subjects.cleansing import exhibits as cleansing
from campaign.subjects.cleansing import verification
from campaign.subjects.pace import exhibits as pace
from campaign.subjects.pipeline import exhibits as pipeline
from campaign.subjects.standing.board import board
from campaign.ui import access, choices, filters, screen

selection = filters.bar(access.guard())
campaign = catalogue.campaign()

screen.finding(*cleansing.finding(selection))
screen.strip(selection)
if campaign.cleansing is None:
    st.stop()

project = campaign.measure[campaign.cleansing.measure].project
screen.block(board(pipeline.chain(selection, project), campaign))
part = choices.option("part", cleansing.parts())

match part:
    case "progress":
        measure = filters.measure(cleansing.stages())
        left, right = st.columns([3, 2], gap="large")
        with left:
            screen.chart(pace.burndown(selection.of(measure.id)))
        with right:
            screen.chart(pipeline.stages(selection, project))
    case "verification":
        left, right = st.columns([3, 2], gap="large")
        with left:
            screen.chart(verification.claims_map(selection))
            screen.chart(verification.curve(selection))
        with right:
            screen.chart(verification.overclaimed(selection))
    case "defects":
        queue = cleansing.queue(selection)
        if queue is None:
            screen.remark(words.t("cleansing.no_defects"))
            st.stop()
        screen.block(cleansing_blocks.queue(queue))
        left, right = st.columns(2, gap="large")
        with left:
            chart, legend = cleansing.by_class(selection)
            screen.chart(chart)
        with right:
            screen.block(legend)
        shapes = cleansing.flows, cleansing.pareto_classes, cleansing.pareto_units
        for column, shape in zip(st.columns(3, gap="medium"), shapes, strict=True):
            with column:
                screen.chart(shape(selection))
        screen.listing(partial(cleansing.below, selection), words.t("cleansing.defects_table"), key="defects_below")
    case "numbers" if campaign.cleansing.numbers:
        left, right = st.columns([3, 2], gap="large")
        with left:
            screen.chart(cleansing.bulk(selection))
        with right:
            screen.chart(cleansing.remaining(selection))
    case _:
        screen.remark(words.t("cleansing.no_numbers"))
