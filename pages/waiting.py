"""Which files wait for a decision, why, and what would each of them change?"""

import streamlit as st

from campaign.serving import catalogue, queries
from campaign.subjects.intake import blocks
from campaign.subjects.intake import exhibits as intake
from campaign.ui import access, choices, filters, navigation, office, screen

selection = filters.bar(access.guard(navigation.FOR["waiting"]), below=0)
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
        screen.block(blocks.agreed(seen))
        screen.block(blocks.proposal(seen, catalogue.campaign()))
        office.explain(seen, delivery_id=chosen)
        screen.block(blocks.difference(seen, catalogue.campaign()))
    with right:
        screen.block(blocks.facts(seen))
        office.decide(chosen, readable=not seen.unread)
    screen.found(seen.difference, "intake.difference_table", key="difference")
    screen.found(seen.quarantine, "intake.quarantine_table", key="quarantine", note="intake.quarantine_note")

refused = queries.table("quarantine_lines", selection)
screen.found(refused, "intake.refused_table", key="quarantine_lines", note="intake.refused_note")
