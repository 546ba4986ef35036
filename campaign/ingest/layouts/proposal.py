"""A layout that is proposed for a file, for a person to look at on a page and say yes to."""

import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from campaign.definition import Definition
from campaign.ingest import child
from campaign.ingest.errors import FileError
from campaign.ingest.layouts import model, trial
from campaign.ingest.layouts.model import Layout
from campaign.ingest.layouts.trial import Trial


def of(definition: Definition, path: Path, name: str, today: date) -> Layout | None:
    """The layout by which rows of the file could be taken; None where there is none."""
    try:
        found = _tried(definition, path, name, today)
    except (FileError, child.ChildError):
        return None
    return found.layout if found.accepted else None


def accept(definition: Definition, path: Path, name: str, today: date, who: str, seen_in: str) -> str:
    """Write the layout that is proposed for a file; its name. FileError, child.ChildError."""
    found = _tried(definition, path, name, today)
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    return model.write(replace(found.layout, accepted_by=who, accepted_at=now, seen_in=seen_in)).stem


def _tried(definition: Definition, path: Path, name: str, today: date) -> Trial:
    with tempfile.TemporaryDirectory() as work:
        return child.run(trial.run, definition, path, name, today, Path(work), ())
