"""Can today's figures be trusted, and who must be called?"""

import streamlit as st

from campaign import words
from campaign.serving import queries
from campaign.subjects.quality import exhibits as quality
from campaign.ui import access, filters, screen

selection = filters.bar(access.guard())
measure = filters.measure()

selection = selection.of(measure.id)
screen.finding(*quality.finding(selection))
screen.strip(selection)
checked, people = st.columns([13, 7], gap="medium")
with checked:
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

found, silent = quality.evidence(selection), queries.table("not_reporting", selection)
screen.listing(found.completeness, words.t("quality.completeness_table"), key="completeness")
screen.listing(silent, words.t("quality.not_reporting_table", units=len(silent)), key="not_reporting")
screen.listing(found.stage_order, words.t("quality.order_table", found=len(found.stage_order)), key="stage_order")
screen.listing(found.falls, words.t("quality.falls_table", found=len(found.falls)), key="falls")
screen.listing(
    found.outliers,
    words.t("quality.outliers_table", measure=measure.label, found=len(found.outliers)),
    key="outliers",
    note=words.t("quality.outliers_rule"),
)
screen.listing(
    found.revised_units,
    words.t("quality.revised_table", measure=measure.label, found=len(found.revised_units)),
    key="revised",
)
screen.listing(found.quarantine_rules, words.t("quality.quarantine"), key="quarantine_rules")
screen.listing(found.controls, words.t("quality.controls_table", found=len(found.controls)), key="controls")
screen.listing(found.deliveries, words.t("quality.deliveries_table", found=len(found.deliveries)), key="deliveries")
screen.remark(words.t("quality.cannot"))
