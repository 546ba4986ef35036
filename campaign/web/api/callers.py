"""Which person a program asks for, and how often it may."""

import base64
import binascii
import time
from collections.abc import Mapping

import cachetools
from streamlit.auth_util import get_secrets_auth_section

from campaign.people import tokens
from campaign.people.roster import AccessRefusedError, Reader
from campaign.serving import catalogue
from campaign.ui import access

MOST, WHILE = 6000, 60  # requests of one person in so many seconds: fifty a second have room beside others
_asked: cachetools.TTLCache[tuple[str, int], int] = cachetools.TTLCache(10_000, 2 * WHILE)


class TooOftenError(Exception):
    """Asked too often; `seconds` until the next request is answered."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def who(headers: Mapping[str, str]) -> Reader:
    """The person whose token comes with a request, decided anew; where no login is configured whoever asks on this
    machine. AccessRefusedError, TooOftenError."""
    secret = _secret(headers.get("authorization", ""))
    if secret is not None:
        found = tokens.reader(secret, catalogue.campaign())
    elif get_secrets_auth_section():
        raise AccessRefusedError("no_token")
    else:
        found = access.decided({}, headers)
    _count(found.subject)
    return found


def _secret(said: str) -> str | None:
    """The token of a header: Bearer, or the password of Basic, which Excel and R keep for their users."""
    kind, _, value = said.partition(" ")
    if kind.lower() == "basic":
        try:
            return base64.b64decode(value, validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return value.strip() if said else None


def _count(subject: str) -> None:
    now = time.monotonic()
    key = (subject, int(now // WHILE))
    _asked[key] = _asked.get(key, 0) + 1
    if _asked[key] > MOST:
        raise TooOftenError(WHILE - int(now % WHILE))
