"""Who may see what: reads `roster.toml` and decides from a person's login. Whatever is unclear is refused.

[[people]]
issuer = "https://sign-in.example"    # the OpenID provider's address, as in its tokens
subject = "8f14e45f"                  # or email = "…", believed only when the provider has verified it
role = "chief"                        # leader | chief | staff | admin
unit = "01"                           # chief: a unit right below the root; staff: that or the root
revoked = false
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from campaign.definition import Definition
from campaign.serving.selection import Scope

OPEN = "open"  # role of whoever is here where no login is configured
STAFF = ("staff", "admin", OPEN)  # roles that look after deliveries
CONFIRMERS = ("chief", *STAFF)  # roles that confirm figures, where the campaign asks for it
COMMANDERS = ("leader", *CONFIRMERS)  # roles that give orders to those below them, answer them and write notes
ADMINISTRATORS = ("admin", OPEN)  # roles that look after people
SEES_ALL = ("leader", "admin")
OF_A_UNIT = ("chief", "staff")
Claims = Mapping[str, object]  # of a login's token, by name; what it says is believed only once it is looked at
Entry = dict[str, Any]  # of the roster, as TOML has it: `fault` says what is wrong with one
FIELDS = {"issuer": str, "subject": str, "email": str, "role": str, "unit": str, "revoked": bool}


class AccessRefusedError(Exception):
    """Nothing may be seen; `reason` is a key of words/access.toml."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason


@dataclass(frozen=True)
class Reader:
    """Who is here: `units` are those whose own figures they may see, None means all."""

    subject: str
    role: str
    unit: str | None
    units: tuple[str, ...] | None

    @property
    def answers_for(self) -> str | None:
        """The unit for which, with all below it, they answer; None for all."""
        return None if self.units is None else self.unit

    @property
    def scope(self) -> Scope:
        """What of the data that is."""
        return Scope(self.units, self.answers_for)


def read(path: Path) -> tuple[Entry, ...]:
    """The entries of a roster, read anew when the file changes. AccessRefusedError when it cannot be read."""
    try:
        state = path.stat()
        return _read(path, state.st_mtime_ns, state.st_size, state.st_ino)
    except (OSError, ValueError) as error:  # a file that is no TOML, or no UTF-8, is a ValueError
        raise AccessRefusedError("unreadable", str(error)) from error


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int, _size: int, _inode: int) -> tuple[Entry, ...]:
    people = tomllib.loads(path.read_text(encoding="utf-8")).get("people")
    if not isinstance(people, list) or not all(isinstance(entry, dict) for entry in people):
        raise ValueError("a roster is a list of [[people]] tables")
    return tuple(people)


def decide(people: tuple[Entry, ...], claims: Claims, campaign: Definition, now: datetime) -> Reader:
    """What the person of a token (`claims`) may see at `now`. AccessRefusedError unless all of it is clear."""
    expires = claims.get("exp")
    if not isinstance(expires, int | float) or expires <= now.timestamp():
        raise AccessRefusedError("expired")
    return _reader([entry for entry in people if _is(entry, claims)], str(claims["sub"]), campaign)


def named(people: tuple[Entry, ...], name: str, campaign: Definition) -> Reader:
    """What the person with this subject or e-mail may see. AccessRefusedError unless all of it is clear."""
    return _reader([entry for entry in people if name in (entry.get("subject"), entry.get("email"))], name, campaign)


def _is(entry: Entry, claims: Claims) -> bool:
    """Whether an entry is about the person of a token: same provider, and same subject or same verified e-mail."""
    if not claims.get("sub") or not entry.get("issuer") or entry["issuer"] != claims.get("iss"):
        return False
    if "subject" in entry:
        return entry["subject"] == claims["sub"]
    address, own = entry.get("email"), claims.get("email")
    if claims.get("email_verified") is not True or not isinstance(address, str) or not isinstance(own, str):
        return False
    return address.casefold() == own.casefold()


def _reader(entries: list[Entry], subject: str, campaign: Definition) -> Reader:
    if not entries:
        raise AccessRefusedError("unknown")
    if any(entry.get("revoked") is True for entry in entries):
        raise AccessRefusedError("revoked")
    entry, *others = entries
    wrong = fault(entry, campaign)
    if others or wrong:
        raise AccessRefusedError("unclear", wrong or "more than one entry")
    role, unit = entry["role"], entry.get("unit")
    whole = role in SEES_ALL or unit == campaign.root
    return Reader(subject, role, unit, None if whole else visible(campaign, entry["unit"]))


def fault(entry: Entry, campaign: Definition) -> str:
    """What is wrong with an entry, empty when nothing is."""
    for field, value in entry.items():
        if field not in FIELDS or not isinstance(value, FIELDS[field]):
            return f"{field} = {value!r}"
    if "issuer" not in entry or ("subject" in entry) == ("email" in entry):
        return "an entry needs an issuer and either a subject or an email"
    role, unit = entry.get("role"), entry.get("unit")
    if role in SEES_ALL and unit is None:
        return ""
    known = campaign.unit.get(unit or "")
    below_root = known is not None and known.parent_code == campaign.root
    at_root = role == "staff" and unit == campaign.root
    return "" if role in OF_A_UNIT and (below_root or at_root) else f"role = {role!r}, unit = {unit!r}"


def visible(campaign: Definition, unit: str) -> tuple[str, ...]:
    """Codes of the root, of all units right below it, and of everything below `unit`.

    A figure of a unit is a total over those below it: the units right below the root are compared by their totals,
    further down only one's own are seen.
    """
    seen = {campaign.root} | {one.code for one in campaign.units if one.parent_code == campaign.root}
    own = {unit}
    for _ in campaign.levels:
        own |= {one.code for one in campaign.units if one.parent_code in own}
    return tuple(sorted(seen | own))
