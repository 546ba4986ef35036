"""An unknown address gets a 404 in the reader's language; Streamlit would show its own English text."""

from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from campaign import theme, words
from campaign.figures import html
from campaign.serving import catalogue
from campaign.ui import navigation

# What a browser may open by itself: pages, and the ways of a login and of whoever watches over the service.
KNOWN = {"", *navigation.ADDRESSES.values(), "auth/login", "auth/logout", "oauth2callback", "health", "version", "help"}
OTHERS = ("_stcore/", "media/", "api/", "help/")  # ways of Streamlit, where a file may have no ending, and of programs
PAGE = """<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/app/static/icon.svg">
<style>@font-face {{ font-family: "Be Vietnam Pro"; src: url(/app/static/fonts/be-vietnam-pro-400.woff2) }}
body {{ font: 16px/1.6 "Be Vietnam Pro", sans-serif; color: {ink};
  max-width: 36rem; margin: 12vh auto; padding: 0 1.5rem }}
h1 {{ font-size: 1.75rem; line-height: 1.3 }} a {{ color: {accent} }}</style></head>
<body><h1>{title}</h1><p>{text}</p><p><a href="/?lang={language}">{home}</a></p></body></html>"""


class Unknown:
    """Answers 404 with a sentence and the way to the first page where a browser opens what there is not."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await (self._answer(scope) if self._missing(scope) else self.app)(scope, receive, send)

    def _missing(self, scope: Scope) -> bool:
        """Only what is opened as a page is looked at: scripts, data and files are Streamlit's own to find."""
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            return False
        path = scope["path"].strip("/")
        return path not in KNOWN and "." not in path.rpartition("/")[2] and not path.startswith(OTHERS)

    def _answer(self, scope: Scope) -> HTMLResponse:
        words.use(parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[0], catalogue.languages())
        said = {
            key: html.text(words.t(f"access.no_page{part}"))
            for key, part in {"title": "", "text": "_why", "home": "_home"}.items()
        }
        page = PAGE.format(language=words.language(), ink=theme.INK, accent=theme.ACCENT, **said)
        return HTMLResponse(page, status_code=404)
