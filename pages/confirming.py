"""Are these the figures of the day that the head of the unit stands for, and what changed since the last time?"""

import streamlit as st

from campaign import words
from campaign.people.roster import CONFIRMERS
from campaign.subjects.confirmation import exhibits as confirmation
from campaign.ui import access, filters, navigation, office, screen

selection = filters.bar(access.guard(navigation.FOR["confirming"]), below=1)
staff = access.staff(CONFIRMERS)
selection = selection.at(staff.unit or selection.unit)
office.told()
screen.finding(*confirmation.finding(selection))
screen.strip(selection)

if office.confirmable(selection):
    left, right = st.columns([13, 7], gap="medium")
    with left:
        screen.block(confirmation.table(selection))
    with right:
        office.confirm(selection)
    with office.desk("confirmation.looking"):
        before = confirmation.history(staff, selection.unit)
    screen.found(before, "confirmation.history_table", key="confirmed_before")
else:
    states = confirmation.states(selection)
    screen.rows(states, words.t("confirmation.units_table"), key="confirmations")
