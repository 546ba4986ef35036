"""Tokens by which programs ask for figures in somebody's name: shown once when made, kept as hashes, each with its end.

What a token may see is decided anew each time, from the roster: who is revoked there has no token that counts.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from campaign import settings
from campaign.definition import Definition
from campaign.people import roster
from campaign.people.roster import AccessRefusedError, Claims, Reader

PREFIX = "cdt_"  # so that one is recognised where it should not be, as in a log
DAYS = 90  # that a token counts unless it is said otherwise
LONGEST = 366
USED = 60  # seconds between two notes that it was used


@dataclass(frozen=True)
class Token:
    """One that was made. `id` is what it is called by; `claims` are those of the login of its person (roster.decide),
    `unit` the one to which it is narrowed, None for all that its person may see."""

    id: str
    name: str
    person: str
    claims: dict[str, object]
    unit: str | None
    made_at: str
    ends_at: str

    @property
    def used_at(self) -> datetime | None:
        """When it was used last, to the minute; None for never."""
        try:
            return datetime.fromtimestamp(_used(self.id).stat().st_mtime, UTC)
        except FileNotFoundError:
            return None


def make(claims: Claims, person: str, name: str, days: int = DAYS, unit: str | None = None) -> str:
    """A new token for whoever has these claims: the only time that it is seen. ValueError for a span that is none."""
    if not 1 <= days <= LONGEST:
        raise ValueError(f"days must be 1 to {LONGEST}, not {days}")
    secret, now = PREFIX + secrets.token_urlsafe(32), datetime.now(UTC).replace(microsecond=0)
    known = {key: claims[key] for key in ("iss", "sub", "email", "email_verified") if key in claims}
    ends = now + timedelta(days=days)
    token = Token(_id(secret), name, person, known, unit, now.isoformat(), ends.isoformat())
    _write(_file(token.id), json.dumps(asdict(token), ensure_ascii=False))
    return secret


def reader(secret: str, campaign: Definition) -> Reader:
    """What a program with this token may see now. AccessRefusedError unless all of it is clear."""
    token = _read(_file(_id(secret)))
    if token is None:
        raise AccessRefusedError("no_token")
    now = datetime.now(UTC)
    claims = token.claims | {"exp": datetime.fromisoformat(token.ends_at).timestamp()}
    who = narrowed(roster.decide(roster.read(settings.roster()), claims, campaign, now), token.unit, campaign)
    if token.used_at is None or (now - token.used_at).total_seconds() > USED:
        _write(_used(token.id), "")
    return who


def narrowed(who: Reader, unit: str | None, campaign: Definition) -> Reader:
    """The same person with no more than a chief of `unit` sees. AccessRefusedError where they do not see that much."""
    if unit is None:
        return who
    if unit not in campaign.unit or not (who.units is None or unit in roster.visible(campaign, str(who.unit))):
        raise AccessRefusedError("unclear", unit)
    within = roster.visible(campaign, unit)
    own = within if who.units is None else tuple(sorted(set(within).intersection(who.units)))
    return replace(who, unit=unit, units=own)


def known(person: str | None = None) -> list[Token]:
    """All tokens, or those of one person, the latest first."""
    found = [token for token in _all() if person in (None, token.person)]
    return sorted(found, key=lambda token: token.made_at, reverse=True)


def of(claims: Claims) -> list[Token]:
    """The tokens of whoever has these claims, made on a page or on the command line, the latest first."""
    return [token for token in known() if _same(token.claims, claims)]


def _same(one: Claims, other: Claims) -> bool:
    """Whether two claims are of one person: by the provider's subject, or by an address that it has verified."""
    if not one.get("iss") or one["iss"] != other.get("iss"):
        return False
    mail, address = one.get("email"), other.get("email")
    verified = one.get("email_verified") is True and other.get("email_verified") is True
    same = isinstance(mail, str) and isinstance(address, str) and mail.casefold() == address.casefold()
    return one.get("sub") == other.get("sub") or (verified and same)


def revoke(id: str, person: str | None = None) -> None:
    """A token counts no longer. KeyError when there is none of this `id`, or it is another person's."""
    if not any(token.id == id for token in known(person)):
        raise KeyError(id)
    for path in (_file(id), _used(id)):
        path.unlink(missing_ok=True)


def _all() -> Iterator[Token]:
    for path in _folder().glob("*.json"):
        if token := _read(path):
            yield token


def _read(path: Path) -> Token | None:
    try:
        return Token(**json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unnamed = path.with_name(f".{secrets.token_hex(8)}")
    with os.fdopen(os.open(unnamed, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    unnamed.rename(path)


def _id(secret: str) -> str:
    """The hash by which a token is kept: it is random and long, so nobody finds it again from that."""
    return hashlib.sha256(secret.encode()).hexdigest()[:32]


def _file(id: str) -> Path:
    return _folder() / f"{id}.json"


def _used(id: str) -> Path:
    return _folder() / f"{id}.used"


def _folder() -> Path:
    return settings.audit() / "tokens"
