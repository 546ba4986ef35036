"""Whoever signs in comes back to the view they left, and nowhere else."""

import asyncio
from http.cookies import SimpleCookie
from urllib.parse import quote

import pytest
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse

from campaign.web import return_to
from campaign.web.return_to import COMES_BACK, LEAVES, NAME

HOST = "dashboard.test"
PROVIDER = "https://sign-in.test/"
ELSEWHERE = [
    "https://beacon.test/",
    "//beacon.test/tien-do",
    "///beacon.test",
    "/\\beacon.test",
    "\\\\beacon.test",
    "/%2Fbeacon.test",
    "javascript:alert(1)",
    "data:text/html,x",
    "/tien-do\r\nSet-Cookie: a=b",
    "/auth/logout",
    "/oauth2callback?error=x",
    "/_stcore/host-config",
    "/tien-do/../auth/logout",
    "tien-do:x",
    "http://[",
    f"https://{HOST}@beacon.test/tien-do",
    "/tien-do?unit=" + "x" * 4000,
]


def answer(path: str, **headers: str) -> Headers:
    """What the browser gets where Streamlit redirects: to the provider, or from there to the first page."""
    said: list[dict] = []

    async def send(message: dict) -> None:
        said.append(message)

    asked = [(name.encode(), value.encode("latin-1")) for name, value in ({"host": HOST} | headers).items()]
    streamlit = RedirectResponse(PROVIDER if path == LEAVES else "/")
    asyncio.run(return_to.ReturnTo(streamlit)({"type": "http", "path": path, "headers": asked}, None, send))
    return Headers(raw=said[0]["headers"])


def kept(path: str, **headers: str) -> SimpleCookie:
    """The cookie that the answer sets."""
    return SimpleCookie(answer(path, **headers).get("set-cookie", ""))


def led(cookie: str) -> str:
    """Where somebody ends who signs in with this cookie."""
    return answer(COMES_BACK, cookie=f"{NAME}={cookie}")["location"]


@pytest.mark.parametrize("view", ["/", "/tien-do", "/ban-do?unit=01&as_of=2021-05-20", "/so-lieu?q=H%C3%A0+N"])
def test_one_comes_back_to_the_view_once(view: str) -> None:
    cookie = kept(LEAVES, referer=f"https://{HOST}{view}")[NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", COMES_BACK)
    assert led(cookie.value) == view
    assert kept(COMES_BACK, cookie=f"{NAME}={cookie.value}")[NAME]["max-age"] == "0"


@pytest.mark.parametrize(
    "came_from",
    [
        "https://beacon.test/tien-do",
        f"https://{HOST}:81/tien-do",
        "http://[",
        "",
        *(f"https://{HOST}{one}" for one in ELSEWHERE if one.startswith("/")),
    ],
)
def test_a_page_that_is_not_ours_is_not_remembered(came_from: str) -> None:
    assert kept(LEAVES, referer=came_from)[NAME].value == ""
    assert answer(LEAVES, referer=came_from)["location"] == PROVIDER


@pytest.mark.parametrize("planted", ELSEWHERE)
def test_a_planted_address_leads_nobody_elsewhere(planted: str) -> None:
    assert led(quote(planted, safe="")) == "/"


@pytest.mark.parametrize("planted", ELSEWHERE[:3])
def test_a_way_back_that_believes_every_address_is_found(planted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(return_to, "view", lambda address: address)
    assert led(quote(planted, safe="")) == planted


def test_other_ways_are_left_alone() -> None:
    assert answer("/", cookie=f"{NAME}=%2Ftien-do")["location"] == "/"
    assert "set-cookie" not in answer("/", referer=f"https://{HOST}/tien-do")
