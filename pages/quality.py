"""Can today's figures be trusted, and who must be called?"""

import streamlit as st

from campaign import words
from campaign.serving import queries
from campaign.subjects.quality import exhibits as quality
from campaign.ui import access, filters, screen

selection = filters.bar(access.guard())
chooser, _ = st.columns([7, 13])
with chooser:
    measure = filters.measure()

selection = selection.of(measure.id)
screen.finding(*quality.finding(selection))
screen.strip(selection)
found, people = st.columns([13, 7], gap="medium")
with found:
    screen.block(quality.checklist(selection))
with people:
    screen.block(quality.calls(selection))

late, changed, refused = st.columns(3, gap="medium")
with late:
    screen.chart(quality.maturity(selection))
with changed:
    screen.chart(quality.revisions(selection))
with refused:
    screen.chart(quality.quarantine(selection))
    screen.block(quality.reasons(selection))

below, silent, order, falls, controls, outliers, revised, rules, files = (
    queries.table(name, selection)
    for name in (
        "completeness",
        "not_reporting",
        "stage_order",
        "falls",
        "controls",
        "outliers",
        "revised_units",
        "quarantine_rules",
        "deliveries",
    )
)
screen.listing(below, words.t("quality.completeness_table"), key="completeness")
screen.listing(silent, words.t("quality.not_reporting_table", units=len(silent)), key="not_reporting")
screen.listing(order, words.t("quality.order_table", found=len(order)), key="stage_order")
screen.listing(falls, words.t("quality.falls_table", found=len(falls)), key="falls")
screen.listing(
    outliers,
    words.t("quality.outliers_table", measure=measure.label, found=len(outliers)),
    key="outliers",
    note=words.t("quality.outliers_rule"),
)
screen.listing(revised, words.t("quality.revised_table", measure=measure.label, found=len(revised)), key="revised")
screen.listing(rules, words.t("quality.quarantine"), key="quarantine_rules")
screen.listing(controls, words.t("quality.controls_table", found=len(controls)), key="controls")
screen.listing(files, words.t("quality.deliveries_table", found=len(files)), key="deliveries")
screen.remark(words.t("quality.cannot"))
