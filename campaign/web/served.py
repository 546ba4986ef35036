"""The page that a browser opens: Streamlit's, which says its language and has our script and our style for paper."""

import hashlib
import json
import re
from functools import cache
from html import escape
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from campaign import words
from campaign.serving import catalogue
from campaign.ui import navigation

FRONT = Path(__file__).parent / "front"
INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
# What Streamlit's own buttons, fields and lists say, whatever the language; ours are in words/streamlit.toml.
STREAMLIT = {
    "Open": "open",
    "Choose an option": "choose",
    "Clear value": "clear",
    "Show/hide columns": "columns",
    "Fullscreen": "fullscreen",
    "Close fullscreen": "close_fullscreen",
    "Decrement": "decrement",
    "Increment": "increment",
    "No results": "no_results",
    "Press Enter to apply": "enter",
    "Press Ctrl+Enter to submit form": "submit",
    "Press ⌘+Enter to submit form": "submit",
    "Upload": "upload",
    "Add files": "other_file",
    "Drag and drop a file here": "drop",
}
WORDS = '<meta name="words" content="{words}">'
# Streamlit looks for its server below the page's address first: one that is told where it is saves a round trip.
SERVER = (
    "<script>window.__streamlit = {BACKEND_BASE_URL: location.origin, MAIN_PAGE_BASE_URL: location.origin}</script>"
)
# Streamlit's files that draw the parts of a page, sentence before figure (which is 4.7 MB): a browser fetches them
# while it still asks for the page.
PARTS = ("Html", "PageLink", "ButtonGroup", "Selectbox", "PlotlyChart")
PART = '<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/{file}">'
SCRIPT = '<script src="/front/page.js?{version}" defer></script>'
STYLE = '<link rel="stylesheet" media="print" href="/front/print.css?{version}">'


@cache
def index(language: str, spoken: tuple[str, ...]) -> str:
    """Streamlit's page for a reader of `language`, one of those `spoken`. AssertionError when it is not as it was
    known."""
    page = INDEX.read_text(encoding="utf-8")
    ahead = "".join(PART.format(file=file) for file in parts())
    for known, ours in {
        '<html lang="en">': f'<html lang="{language}">',
        "<head>": f"<head>{SERVER}",
        "</head>": f"{ahead}{(WORDS + SCRIPT + STYLE).format(version=version(), words=said(spoken))}</head>",
    }.items():
        assert page.count(known) == 1, f"Streamlit's index.html has no {known}"
        page = page.replace(known, ours)
    return page


@cache
def parts() -> list[str]:
    """Names of the files that PARTS are in and of those that they import, none twice, that Streamlit's page lacks."""
    page, scripts = INDEX.read_text(encoding="utf-8"), INDEX.parent / "static" / "js"
    found = [file.name for part in PARTS for file in scripts.glob(f"{part}.*.js")]
    for file in found:  # which grows meanwhile
        imported = re.findall(r"""from["`]\./([^"`]+)""", (scripts / file).read_text(encoding="utf-8"))
        found += [name for name in imported if name not in found]
    return [file for file in found if file not in page]


def said(spoken: tuple[str, ...]) -> str:
    """What Streamlit's words are in each language, for page.js: {"vi": {"Fullscreen": …}, …} as an attribute's text."""
    known = {
        language: {theirs: words.said(f"streamlit.{ours}", language) for theirs, ours in STREAMLIT.items()}
        for language in dict.fromkeys((*words.LANGUAGES, *spoken))
    }
    return escape(json.dumps(known, ensure_ascii=False))


@cache
def version() -> str:
    """Of our script and style, part of their addresses: a browser that has them asks again once they change."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in sorted(FRONT.iterdir()))).hexdigest()[:8]


async def page(request: Request) -> HTMLResponse:
    """Any page of the menu, in the language of its address; the browser asks each time whether it is still so."""
    words.use(request.query_params.get("lang", ""), catalogue.languages())
    return HTMLResponse(index(words.language(), words.offered()), headers={"Cache-Control": "no-cache"})


ROUTES = [
    *(Route(f"/{address}", page) for address in ("", *navigation.ADDRESSES.values())),
    Mount("/front", StaticFiles(directory=FRONT)),
]
