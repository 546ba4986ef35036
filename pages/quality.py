"""Can today's figures be trusted, and who must be called?"""

import streamlit as st

from campaign import words
from campaign.serving import queries
from campaign.serving.selection import Selection
from campaign.subjects.quality import blocks, sentences
from campaign.subjects.quality import exhibits as quality
from campaign.subjects.quality.checks import checks
from campaign.subjects.quality.evidence import evidence
from campaign.ui import access, filters, screen

scope = access.guard()
unit, as_of = filters.bar(scope)
chooser, _ = st.columns([7, 13])
with chooser:
    measure = filters.measure()

selection = Selection(scope, unit.code, as_of, measure.id)
found = evidence(selection)
below, rules = found.completeness, found.quarantine_rules
delays, silent = (queries.table(name, selection) for name in ("maturity", "not_reporting"))

screen.finding(sentences.finding(found.freshness, below, as_of), sentences.trust(found.freshness, delays, measure))
screen.strip(scope, unit, as_of)
checked, people = st.columns([13, 7], gap="medium")
with checked:
    screen.block(blocks.checks(checks(found)))
with people:
    screen.block(blocks.calls(below))

counted = {"unit": unit.code, "as_of": as_of, "measure": measure.id}
late, changed, refused = st.columns(3, gap="medium")
with late:
    screen.chart(quality.maturity(scope, **counted))
with changed:
    screen.chart(quality.revisions(scope, **counted))
with refused:
    screen.chart(quality.quarantine(scope, as_of))
    screen.block(blocks.reasons(rules))

screen.listing(below, words.t("quality.completeness_table"), key="completeness")
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
screen.listing(rules, words.t("quality.quarantine"), key="quarantine_rules")
screen.listing(found.controls, words.t("quality.controls_table", found=len(found.controls)), key="controls")
screen.listing(found.deliveries, words.t("quality.deliveries_table", found=len(found.deliveries)), key="deliveries")
screen.remark(words.t("quality.cannot"))
