"""Readers for the tests: a roster, and the claims of a login as a provider gives them."""

import time
from pathlib import Path

ISSUER = "https://sign-in.test"
ROSTER = """
[[people]]
issuer = "{issuer}"
subject = "leader"
role = "leader"

[[people]]
issuer = "{issuer}"
subject = "admin"
role = "admin"

[[people]]
issuer = "{issuer}"
subject = "chief"
role = "chief"
unit = "{unit}"

[[people]]
issuer = "{issuer}"
subject = "staff"
role = "staff"
unit = "{unit}"
"""


def write(home: Path, unit: str, issuer: str = ISSUER, extra: str = "") -> Path:
    """A roster with a leader, an admin, and the chief and a member of staff of `unit`."""
    path = home / "roster.toml"
    path.write_text(ROSTER.format(issuer=issuer, unit=unit) + extra, encoding="utf-8")
    return path


def claims(subject: str, lasts: float = 3600, **more: object) -> dict:
    """What a provider says of somebody who has just signed in."""
    now = time.time()
    return {"iss": ISSUER, "sub": subject, "iat": int(now), "exp": now + lasts, "is_logged_in": True} | more
