"""Brings a reader back to the view they asked for after signing in: Streamlit always returns to the first page."""

from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from campaign.ui import navigation

LEAVES, COMES_BACK = "/auth/login", "/oauth2callback"  # Streamlit's own addresses around a login
NAME = "campaign_view"
KEPT = f"Path={COMES_BACK}; HttpOnly; SameSite=Lax; Max-Age="  # sent where it is read and nowhere else
SECONDS, LONGEST = 900, 3000  # to sign in; characters, a cookie has room for 4096


def view(address: str) -> str:
    """The same address if it is one of our pages with its choices, else nothing: it must not lead elsewhere."""
    parts = urlsplit(address)
    page = parts.path.removeprefix("/")
    if parts.scheme or parts.netloc or page not in ("", *navigation.ADDRESSES.values()) or len(address) > LONGEST:
        return ""
    return f"/{page}?{urlencode(parse_qsl(parts.query))}".removesuffix("?")


def left(headers: Headers) -> str:
    """The view from which a reader went to sign in, as the browser says; nothing when that was another site."""
    try:
        site, page = (asked := urlsplit(headers.get("referer", ""))).netloc, asked._replace(scheme="", netloc="")
        return view(page.geturl()) if site == headers.get("host") else ""
    except ValueError:  # no address at all
        return ""


def remembered(headers: Headers) -> str:
    """The view that was left; what stands in the cookie is believed no more than any address."""
    try:
        return view(unquote(cookie_parser(headers.get("cookie", "")).get(NAME, "")))
    except ValueError:
        return ""


class ReturnTo:
    """Remembers the view in a cookie on the way to the provider, and goes there on the way back."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and 300 <= message["status"] < 400:
                asked, answer = Headers(scope=scope), MutableHeaders(scope=message)
                if scope["path"] == LEAVES:
                    answer.append("Set-Cookie", f"{NAME}={quote(left(asked), safe='')}; {KEPT}{SECONDS}")
                elif back := remembered(asked):
                    answer["Location"] = back
                    answer.append("Set-Cookie", f"{NAME}=; {KEPT}0")
            await send(message)

        on_the_way = scope["type"] == "http" and scope["path"] in (LEAVES, COMES_BACK)
        await self.app(scope, receive, sending if on_the_way else send)
