"""Which file was wrong and is taken back, and what would the figures be without it?"""

import streamlit as st

from campaign import words
from campaign.serving import catalogue
from campaign.subjects.intake import blocks
from campaign.subjects.intake import exhibits as intake
from campaign.ui import access, choices, filters, navigation, office, screen

selection = filters.bar(access.guard(navigation.FOR["undoing"]), below=0)
staff = access.staff()
office.told()
screen.finding(words.t("intake.undo_title"), words.t("intake.undo_lead"))
screen.strip(selection)

how = choices.option("undo", {way: words.t(f"intake.way_{way}") for way in intake.ways(staff)})
with office.desk("intake.looking"):
    known = intake.undoable(staff, how)

if not known:
    screen.remark(words.t(f"intake.nothing_{how}"))
elif what := choices.dropdown(how, {"": words.t(f"intake.choose_{how}")} | known, width="stretch"):
    with office.desk("intake.comparing"):
        difference = intake.undone(staff, how, what)
    left, right = st.columns([13, 7], gap="medium")
    with left:
        campaign = catalogue.campaign()
        screen.block(blocks.changes(difference, staff.unit or campaign.root, campaign, "intake.undone"))
    with right:
        office.undo(how, what)
    screen.found(difference, "intake.difference_table", key="difference")
