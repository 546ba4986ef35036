"""When somebody last looked, and at what: one small file a person, which the pages' own user may write."""

import hashlib
import json
import logging
import os
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from campaign import settings

LOG = logging.getLogger("campaign.visits")
APART = timedelta(minutes=30)  # looks nearer to each other are one visit: a page loaded again, a second tab


@dataclass(frozen=True)
class Visit:
    """A look at the overview: when (UTC), the day of figures that was shown, and the publication."""

    at: str
    as_of: str
    snapshot: str

    @property
    def day(self) -> date:
        """The day of figures that was shown."""
        return date.fromisoformat(self.as_of)


def before(subject: str) -> Visit | None:
    """The last look of somebody before this visit; None for none, or one of which nothing can be read."""
    now, earlier = _read(subject)
    if now and datetime.now(UTC) - datetime.fromisoformat(now.at) >= APART:
        return now
    return earlier


def note(subject: str, as_of: date, snapshot: str) -> None:
    """Write down that somebody looks now. On a full disk the page goes on, and the log says so."""
    earlier = before(subject)
    visit = Visit(datetime.now(UTC).replace(microsecond=0).isoformat(), f"{as_of}", snapshot)
    path = _file(subject)
    unnamed = path.with_name(f".{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(unnamed, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump([asdict(visit), asdict(earlier) if earlier else None], file)
        unnamed.rename(path)
    except OSError as error:
        LOG.error("visit not written", exc_info=error)


def _read(subject: str) -> tuple[Visit | None, Visit | None]:
    """The last look, and the last one of the visit before."""
    try:
        found = [Visit(**one) if one else None for one in json.loads(_file(subject).read_text(encoding="utf-8"))]
        for one in filter(None, found):
            date.fromisoformat(one.as_of), datetime.fromisoformat(one.at)
        now, earlier = found
    except (OSError, ValueError, TypeError):
        return None, None
    return now, earlier


def _file(subject: str) -> Path:
    return settings.audit() / "visits" / hashlib.sha256(subject.encode()).hexdigest()
