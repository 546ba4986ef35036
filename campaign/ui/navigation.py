"""The pages, their addresses and the menu. Every address differs from its file's name (decision 63)."""

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.navigation.page import Page

from campaign import settings, words
from campaign.definition import Definition, DefinitionError
from campaign.figures import html
from campaign.people.roster import ADMINISTRATORS, CONFIRMERS, STAFF, Reader
from campaign.serving import catalogue, store
from campaign.subjects.confirmation import exhibits as confirmation
from campaign.ui import door

PAGES = {
    "overview": "toan-canh",
    "map": "ban-do",
    "comparison": "so-sanh",
    "pace": "tien-do",
    "pipeline": "day-chuyen",
    "resources": "nguon-luc",
    "shortfall": "so-thieu",
    "cleansing": "lam-sach",
    "connections": "ket-noi",
    "orders": "chi-dao",
    "quality": "so-lieu",
    "reports": "bao-cao",
    "method": "phuong-phap",
}
OFFICE = {
    "sending": "nhan-so-lieu",
    "waiting": "cho-quyet-dinh",
    "undoing": "rut-lai",
    "confirming": "xac-nhan",
    "settings": "thiet-lap",
    "keys": "chia-khoa",
    "mail": "nhan-tin",
    "trail": "nhat-ky",
}  # for whom FOR says; nobody else is shown that there are any


def _of(*roles: str) -> Callable[[Reader], bool]:
    return lambda who: who.role in roles


FOR = {
    **dict.fromkeys(OFFICE, _of(*STAFF)),
    "confirming": lambda who: who.role in CONFIRMERS and confirmation.asked_for(),
    "settings": lambda who: who.role in STAFF and who.answers_for is None,
    "trail": _of(*ADMINISTRATORS),
}
# What a campaign must have for a page to stand in its menu; the others always do.
NEEDS: dict[str, Callable[[Definition], object]] = {
    "map": lambda campaign: any(level.boundaries for level in campaign.levels),
    "pipeline": lambda campaign: any(len(campaign.chain(project.id)) > 1 for project in campaign.projects),
    "resources": lambda campaign: campaign.resources or campaign.supplies,
    "cleansing": lambda campaign: campaign.cleansing,
    "connections": lambda campaign: campaign.connections,
}
MAIL = "mail"  # open to everybody who signs in: the foot of each page leads there
DOOR = "campaigns"  # where one of several is chosen
WALL = "wall"  # the page for a screen on a wall, in no menu
ADDRESSES = PAGES | OFFICE | {WALL: "man-hinh"}
CONTENT = "content"  # where the page begins, for those who skip the menu
SHARED = ("campaign", "unit", "as_of", "lang", "measure", "project")  # what every page has of the reader's choices


def pages() -> dict[str, Page]:
    """The pages by the names of their files, the menu's in its order; the first also answers at the bare address.

    While the reader has not chosen one of several campaigns each address asks for that first.
    """
    files = {stem: DOOR if door.is_open() else stem for stem in ADDRESSES}
    found = {stem: _page(file, url_path=ADDRESSES[stem]) for stem, file in files.items()}
    first = next(iter(PAGES))
    return {"": _page(files[first], default=True)} | found


def _page(file: str, **placed: Any) -> Page:
    return st.Page(settings.PROJECT / "pages" / f"{file}.py", title=words.t(f"{file}.menu"), **placed)


def stem(page: Page) -> str:
    """Name of the file of a page."""
    return next((stem for stem, address in ADDRESSES.items() if address == page.url_path), next(iter(PAGES)))


def theirs(who: Reader) -> list[str]:
    """The pages of the office that are for somebody, in this campaign."""
    return [name for name, is_theirs in FOR.items() if is_theirs(who)]


def offered() -> list[str]:
    """The pages of the menu that have something to show of this campaign; all of them where it cannot be read."""
    try:
        campaign = catalogue.campaign()
    except (*store.UNUSABLE, DefinitionError):
        return list(PAGES)
    return [name for name in PAGES if name not in NEEDS or NEEDS[name](campaign)]


def menu(pages: dict[str, Page], page: Page, who: Reader) -> None:
    """A link to every page that is for `who`: to what they last saw there, of the unit, day, language and measure of
    now. Those of the office stand together, in a list that opens and is called after the one of them that is open.

    Before it the way past it, after it the page's name: both are heard and not seen, the way until it has the focus.
    """
    here = st.query_params.to_dict()
    shared = {key: here[key] for key in SHARED if key in here}
    left = st.session_state.setdefault("left", {})
    left[stem(page)] = {key: value for key, value in here.items() if key not in SHARED}
    st.html(html.tag("a", html.text(words.t("screen.skip")), "skip", href=f"#{CONTENT}"))
    with st.container(horizontal=True, key="menu"):
        if settings.campaigns():
            st.page_link(page, label=words.t("campaigns.others"), query_params={"lang": words.language()})
        for name in offered():
            _link(pages[name], shared | left.get(name, {}))
        if own := theirs(who):
            label = page.title if stem(page) in own else words.t("screen.office")
            with st.container(key="office", width="content"), st.popover(label, type="tertiary"):
                for name in own:
                    _link(pages[name], shared | left.get(name, {}))
    st.html(html.tag("h1", html.text(page.title), "page", id=CONTENT, lang=words.language(), tabindex=-1))


def _link(page: Page, query: dict[str, str]) -> None:
    st.page_link(page, query_params=query or None)
