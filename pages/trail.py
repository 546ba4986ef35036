"""Who looked at what, sent, decided or took back, and when?"""

from campaign import words
from campaign.ui import access, choices, filters, navigation, screen, trail

selection = filters.bar(access.guard(navigation.FOR["trail"]), below=0)
everything = {"": words.t("trail.everything")} | {one: words.t(f"columns.action_{one}") for one in trail.actions()}
action = choices.dropdown("action", everything, width=360)
lines = trail.table(action)

screen.finding(trail.finding(lines), trail.note())
screen.strip(selection)
screen.rows(lines, words.t("trail.menu"), key="trail")
