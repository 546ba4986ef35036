"""Who looked at what, and when: one JSON line per view or export, one file per month, the oldest months removed."""

import hashlib
import logging
from collections.abc import Iterator, MutableMapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from campaign import settings
from campaign.serving import journal

MONTHS = 24  # kept
LOG = logging.getLogger("campaign.audit")


def record(subject: str, role: str, action: str, **about: str | None) -> None:
    """Add a line: at, subject, role, action (view, export, refused), and what it was about. Nothing else of a person.

    Where it cannot be written, as on a full disk, the pages go on and the log says so.
    """
    try:
        _write(subject, role, action, about)
    except OSError as error:
        LOG.error("audit line not written", exc_info=error, extra={"about": {"action": action, "role": role}})


def _write(subject: str, role: str, action: str, about: dict[str, str | None]) -> None:
    now = datetime.now(UTC)
    path = settings.audit() / f"{now:%Y-%m}.jsonl"
    if not path.exists():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        for old in _months()[: 1 - MONTHS]:
            old.unlink(missing_ok=True)
    known = {"at": f"{now:%Y-%m-%dT%H:%M:%SZ}", "subject": subject, "role": role, "action": action}
    journal.add(path, known | about)


def once(session: MutableMapping[str | int, Any], subject: str, role: str, action: str, **about: str | None) -> None:
    """Add a line unless it says what the last one of this session said: a rerun is not another view."""
    said = (subject, role, action, tuple(about.items()))
    if session.get("audited") != said:
        session["audited"] = said
        record(subject, role, action, **about)


def lines() -> Iterator[dict[str, Any]]:
    """Everything that is kept, oldest first."""
    for path in _months():
        yield from _lines(path)


def latest() -> Iterator[dict[str, Any]]:
    """The same, the latest first: whoever stops early reads no month before."""
    for path in reversed(_months()):
        yield from reversed(_lines(path))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [row for row in journal.rows(path) if "at" in row and "subject" in row]


def sign_out(subject: str) -> None:
    """Tokens that this person was given until now no longer count: a cookie outlives the click on "sign out"."""
    path = _signed_out(subject)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)


def signed_out_at(subject: str) -> int:
    """When this person last signed out, in seconds since 1970; 0 for never."""
    try:
        return int(_signed_out(subject).stat().st_mtime)
    except FileNotFoundError:
        return 0


def _signed_out(subject: str) -> Path:
    return settings.audit() / "signed-out" / hashlib.sha256(subject.encode()).hexdigest()


def _months() -> list[Path]:
    return sorted(settings.audit().glob("????-??.jsonl"))
