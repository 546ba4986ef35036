"""What a room reads from afar: will we make it, where not, who is behind, by when, what to decide; slide by slide."""

import streamlit as st

from campaign import words
from campaign.serving import catalogue
from campaign.subjects.comparison import exhibits as comparison
from campaign.subjects.direction import exhibits as direction
from campaign.subjects.pace import exhibits as pace
from campaign.subjects.places import exhibits as places
from campaign.subjects.standing import exhibits as standing
from campaign.ui import access, filters, screen, wall

HEIGHT, WIDTH, ROWS = 430, 690, 8  # px of a figure, of a map, and units of a ranking that the stage has room for

scope = access.guard()
wall.stage()
selection = filters.bar(scope).of(filters.measure().id)
answers = standing.answers(selection)
below = comparison.units(selection, "target")
slide, rounds = wall.slide([*answers, *([] if below.empty else ["map", "ranks"]), "pace", "decisions"])
match slide:
    case "map":
        shown = places.below(selection, HEIGHT, WIDTH)
        screen.finding(shown.sentence, shown.note)
        left, right = st.columns([13, 7], gap="medium")
        with left:
            screen.figure(shown)
        with right:
            screen.block(standing.extremes(selection))
    case "ranks":
        shown, first, last = comparison.behind(selection, ROWS, rounds)
        screen.finding(words.t("wall.ranks", first=first, last=last, units=len(below)), shown.note)
        screen.figure(shown)
    case "pace":
        shown = pace.ahead(selection, height=HEIGHT)
        screen.finding(pace.finding(selection), shown.note)
        screen.figure(shown)
    case "decisions":
        screen.finding(str(catalogue.campaign().unit[selection.unit].name))
        screen.block(direction.decisions(selection))
    case project:
        screen.finding(*answers[project])
        screen.block(standing.stages(selection, project))
with st.container(horizontal=True, vertical_alignment="center", key="foot"):
    screen.strip(selection)
    wall.clock()
