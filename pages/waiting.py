"""Which files wait for a decision, why, and what would each of them change?"""

import streamlit as st

from campaign import words
from campaign.people.roster import STAFF
from campaign.serving import catalogue, queries
from campaign.subjects.intake import blocks
from campaign.subjects.intake import exhibits as intake
from campaign.ui import access, choices, filters, office, screen

selection = filters.bar(access.guard(*STAFF), below=0)
staff = access.staff()
office.told()
with office.desk("intake.looking"):
    waiting = intake.held(staff)
screen.finding(*intake.finding(waiting))
screen.strip(selection)

if waiting:
    chosen = choices.dropdown("delivery", intake.names(waiting), width="stretch")
    with office.desk("intake.looking"):
        seen = intake.look(staff, chosen)
    left, right = st.columns([13, 7], gap="medium")
    with left:
        screen.block(blocks.reasons(seen))
        screen.block(blocks.difference(seen, catalogue.campaign()))
    with right:
        screen.block(blocks.facts(seen))
        office.decide(chosen, readable=not seen.unread)
    if len(seen.difference):
        title = words.t("intake.difference_table", found=len(seen.difference))
        screen.listing(seen.difference, title, key="difference")
    if len(seen.quarantine):
        title = words.t("intake.quarantine_table", found=len(seen.quarantine))
        screen.listing(seen.quarantine, title, key="quarantine", note=words.t("intake.quarantine_note"))

refused = queries.table("quarantine_lines", selection)
title = words.t("intake.refused_table", found=len(refused))
screen.listing(refused, title, key="quarantine_lines", note=words.t("intake.refused_note"))
