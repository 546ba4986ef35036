"""The first page where several campaigns are behind one door: the reader's own, each with its answer in a line."""

from collections.abc import Mapping

import streamlit as st

from campaign import settings, words
from campaign.definition import DefinitionError
from campaign.people.roster import Reader
from campaign.serving import catalogue, store
from campaign.serving.selection import Selection
from campaign.subjects.campaigns import blocks, exhibits
from campaign.ui import access, choices, door, filters, screen

WIDE = 420  # px, of a list
Mine = Mapping[str, Selection | str]  # by name what is looked at of a campaign, or why it cannot be


def mine() -> Mine:
    """The campaigns of which the reader may see anything. Ends the run where nobody is here."""
    access.at_the_door()
    found = {}
    for name in settings.campaigns():
        with catalogue.followed(name):
            if access.known(who := access.reader_or_reason()):
                found[name] = _looked_at(who)
    return found


def language() -> None:
    """The languages of the interface to choose from, and a line where the address names no campaign that there is."""
    choices.buttons("lang", words.LANGUAGES)
    if asked := st.query_params.get(door.KEY):
        choices.say(words.t("filters.unknown", what=words.t("filters.campaign").lower(), asked=asked[:40]))


def listed(mine: Mine) -> None:
    """Each with the way to it; nobody is told of others."""
    if not mine:
        screen.remark(words.t("campaigns.none"))
    lines = {name: exhibits.line(name, looked_at) for name, looked_at in mine.items()}
    screen.block(blocks.listed(lines, filters.query()))


def beside(mine: Mine) -> None:
    """Two measures laid over one another; nothing where no two campaigns have a measure with a target."""
    readable = {name: found for name, found in mine.items() if not isinstance(found, str)}
    of_each = [labels for name, found in readable.items() if (labels := exhibits.measures(name, found))]
    if len(of_each) < 2:
        return
    offered = {id: label for labels in of_each for id, label in labels.items()}
    first, second = (next(iter(labels)) for labels in of_each[:2])
    screen.heading(words.t("campaigns.beside"))
    with screen.row():
        chosen = [
            choices.dropdown("first", {first: offered[first], **offered}, WIDE),
            choices.dropdown("second", {second: offered[second], **offered}, WIDE),
        ]
    courses = [exhibits.course(one, readable[one.split("/")[0]]) for one in chosen]
    drawn = exhibits.beside(courses)
    screen.remark(drawn.note)
    screen.block(blocks.legend(courses))
    screen.figure(drawn)
    screen.remark(drawn.sentence)
    screen.block(blocks.tenths(drawn.table, courses))


def leave() -> None:
    """The way out, for whoever signed in."""
    if st.user.to_dict():
        st.button(words.t("access.sign_out"), type="tertiary", on_click=access.sign_out)


def _looked_at(who: Reader) -> Selection | str:
    try:
        store.check()
        campaign = catalogue.campaign()
        return Selection(who.scope, who.unit or campaign.root, campaign.opens(store.cut_off()))
    except store.NothingPublishedError:
        return words.t("screen.nothing_published")
    except (*store.UNUSABLE, DefinitionError) as error:
        return str(error)
