"""Remembers deliveries for which no snapshot could be written, until the next one that can."""

import json
import os
from pathlib import Path

from campaign import settings
from campaign.ingest.outcome import Outcome
from campaign.serving import journal


def note(outcomes: list[Outcome]) -> bool:
    """Add these outcomes; whether there was room for all of them."""
    lines = [json.dumps(outcome.row(), default=str) + "\n" for outcome in outcomes]
    before = _path().stat().st_size if _path().exists() else 0
    try:
        with _path().open("a", encoding="utf-8") as file:
            file.writelines(["\n" * journal.cut(_path()), *lines])
    except OSError:
        if _path().exists():
            os.truncate(_path(), before)
        return False
    return True


def pending() -> list[Outcome]:
    """Outcomes noted since the last snapshot, the latest for each delivery."""
    if not _path().exists():
        return []
    rows = [row for row in journal.rows(_path()) if "delivery_id" in row and "received_at" in row]
    return [Outcome.of(row) for row in {row["delivery_id"]: row for row in rows}.values()]


def clear() -> None:
    """Forget them: a snapshot has them now."""
    _path().unlink(missing_ok=True)


def _path() -> Path:
    return settings.store() / "unpublished.jsonl"
