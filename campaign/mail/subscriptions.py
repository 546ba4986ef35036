"""Who wants to be told what by mail: one line after another, the latest of a person and a unit counts.

What somebody may see is decided anew when a message is written and when it is sent, from the roster of that moment.
"""

import hashlib
import re
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from campaign import settings
from campaign.definition import Definition
from campaign.people import roster
from campaign.people.roster import AccessRefusedError, Claims, Reader
from campaign.serving import journal

ALERTS, BRIEF = "alerts", "brief"
KINDS = (ALERTS, BRIEF)
CLAIMS = ("iss", "sub", "email", "email_verified")  # by which the roster knows a person
MOST = 20  # of one person
# Letters, digits and the signs that offices use; nothing that could end a header or begin another address.
ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")


@dataclass(frozen=True)
class Subscription:
    """What goes to an address: `kinds` of mail on a unit, in a language. `claims` are those of its person's login."""

    claims: dict[str, Any]
    address: str
    unit: str
    language: str
    kinds: tuple[str, ...]
    made_at: str = ""

    @property
    def person(self) -> str:
        """The subject of the login."""
        return str(self.claims.get("sub", ""))

    @property
    def id(self) -> str:
        """What stands for a person and a unit."""
        said = f"{self.claims.get('iss')} {self.person} {self.unit}"
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def known() -> list[Subscription]:
    """Those that count, in the order in which they were first made; a line that is not whole is passed over."""
    latest: dict[str, Subscription] = {}
    for row in journal.rows(_path()) if _path().exists() else ():
        if one := _read(row):
            latest[one.id] = one
    return [one for one in latest.values() if one.kinds]


def of(claims: Claims) -> list[Subscription]:
    """Those of one person."""
    return [one for one in known() if all(one.claims.get(key) == claims.get(key) for key in ("iss", "sub"))]


def add(one: Subscription) -> None:
    """Write one down, on the disk when this returns; without `kinds` it ends that of its person and unit. OSError."""
    settings.mail().mkdir(mode=0o700, parents=True, exist_ok=True)
    made_at = datetime.now(UTC).replace(microsecond=0).isoformat()
    journal.add(_path(), asdict(one) | {"made_at": made_at}, keep=True)


def reader(one: Subscription, campaign: Definition) -> Reader:
    """What its person may see now. AccessRefusedError unless that is clear, has the unit, and allows the address."""
    now = datetime.now(UTC)
    claims = one.claims | {"exp": now.timestamp() + 1}  # a subscription lasts as long as the roster has its person
    who = roster.decide(roster.read(settings.roster()), claims, campaign, now)
    if one.unit not in campaign.unit or not (who.units is None or one.unit in who.units):
        raise AccessRefusedError("unclear", one.unit)
    if not allowed(one.address, one.claims):
        raise AccessRefusedError("unclear", "address")
    return who


def allowed(address: str, claims: Claims) -> bool:
    """Whether mail for somebody may go there: to what the login has verified as theirs, or into the offices."""
    if not ADDRESS.fullmatch(address):
        return False
    own = claims.get("email") if claims.get("email_verified") is True else None
    theirs = isinstance(own, str) and own.casefold() == address.casefold()
    return theirs or address.rpartition("@")[2].casefold() in settings.mail_domains()


def identity(claims: Claims) -> dict[str, Any]:
    """Of what a login says only that by which the roster knows its person."""
    return {key: claims[key] for key in CLAIMS if key in claims}


def chosen(kinds: Collection[str]) -> tuple[str, ...]:
    """The kinds that there are of those named, in their order."""
    return tuple(kind for kind in KINDS if kind in kinds)


def _read(row: dict[str, Any]) -> Subscription | None:
    """What a line says; None when it says less."""
    try:
        one = Subscription(**row | {"kinds": chosen(row["kinds"])})
    except (KeyError, TypeError):
        return None
    return one if isinstance(one.claims, dict) else None


def _path() -> Path:
    return settings.mail() / "subscriptions.jsonl"
