"""What is in the file that I am about to send, what would it change, and what came of those I have sent?"""

import streamlit as st

from campaign import settings, words
from campaign.serving import catalogue
from campaign.subjects.intake import blocks
from campaign.subjects.intake import exhibits as intake
from campaign.ui import access, choices, filters, navigation, office, pointing, screen

selection = filters.bar(access.guard(navigation.FOR["sending"]), below=0)
staff = access.staff()
office.told()
screen.finding(words.t("intake.send_title"), words.t("intake.send_note", most=settings.upload_bytes() >> 20))
screen.strip(selection)
upload = office.upload()

new, known = st.container(), st.container()  # what went before is there, whatever becomes of the new file

with known:
    with office.desk("intake.looking"):
        receipts = intake.receipts(staff)
    if receipts:
        screen.chart(intake.receipt(receipts[choices.dropdown("receipt", intake.receipt_names(receipts), width=480)]))
    else:
        screen.remark(words.t("intake.no_receipts"))

with new:
    if upload:
        with office.desk("intake.looking"):
            seen = intake.trial(staff, upload, pointing.wanted(upload))
        left, right = st.columns([13, 7], gap="medium")
        with left:
            held = "intake.would_hold" if seen.reasons else "intake.check"
            screen.block(blocks.reasons(seen, held, "intake.would_count"))
            screen.block(blocks.proposal(seen, catalogue.campaign()))
            office.explain(seen, pointing.wanted(upload), upload=upload)
            pointing.point(upload, seen)
            screen.block(blocks.difference(seen, catalogue.campaign()))
        with right:
            screen.block(blocks.facts(seen))
            office.send(upload, seen)
        screen.found(seen.first, "intake.first_table", key="first")
        screen.found(seen.difference, "intake.difference_table", key="difference")
        screen.found(seen.quarantine, "intake.quarantine_table", key="quarantine", note="intake.quarantine_note")
