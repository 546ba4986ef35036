"""What does the report say, and how do I take it away, for whom and in which form?"""

import streamlit as st

from campaign import words
from campaign.ui import access, filters, letters, reports, screen

selection = filters.bar(access.guard())
with st.spinner(words.t("report.writing")):
    report = reports.report(selection)

screen.finding(report.title, report.subtitle)
screen.strip(selection)

with st.container(key="take_away"):
    st.caption(words.t("report.take_away"))
    with screen.row():
        for form in reports.FORMATS:
            reports.offer(report, form)
letters.offer(selection)
screen.block(reports.read(report))
