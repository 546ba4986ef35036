"""Can today's figures be trusted, and who must be called?"""

import streamlit as st

from campaign import words
from campaign.serving import queries
from campaign.subjects.quality import checks as quality_checks
from campaign.subjects.quality import exhibits as quality
from campaign.subjects.quality.blocks import calls, checks, reasons
from campaign.ui import access, filters, screen

scope = access.guard()
unit, as_of = filters.bar(scope)
chooser, _ = st.columns([7, 13])
with chooser:
    measure = filters.measure()

here = {"unit": unit.code, "as_of": as_of}
counted = here | {"measure": measure.id}
fresh = queries.one("freshness", scope, **here)
below, silent, order, falls, controls = (
    queries.table(name, scope, **here) for name in ("completeness", "not_reporting", "stage_order", "falls", "controls")
)
delays, revised, outliers = (
    queries.table(name, scope, **counted) for name in ("maturity", "revised_units", "outliers")
)
rules, files = (queries.table(name, scope, as_of=as_of) for name in ("quarantine_rules", "deliveries"))

screen.finding(quality_checks.finding(fresh, below, as_of), quality_checks.trust(fresh, delays, measure))
screen.strip(scope, unit, as_of)
found, people = st.columns([13, 7], gap="medium")
with found:
    screen.block(checks(quality_checks.checks(fresh, below, order, falls, outliers, revised, rules, files, controls)))
with people:
    screen.block(calls(below))

late, changed, refused = st.columns(3, gap="medium")
with late:
    screen.chart(quality.maturity(scope, **counted))
with changed:
    screen.chart(quality.revisions(scope, **counted))
with refused:
    screen.chart(quality.quarantine(scope, as_of))
    screen.block(reasons(rules))

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
