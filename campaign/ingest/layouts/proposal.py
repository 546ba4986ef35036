"""A layout that is proposed for a file, for a person to look at and say yes to, on a page or the command line."""

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
        found = tried(definition, path, name, today)
    except (FileError, child.ChildError):
        return None
    return found.layout if found.accepted else None


def accept(definition: Definition, path: Path, name: str, today: date, who: str, seen_in: str) -> str:
    """Write the layout that is proposed for a file; its name. FileError, child.ChildError."""
    return write(tried(definition, path, name, today).layout, who, seen_in).stem


def write(layout: Layout, who: str, seen_in: str) -> Path:
    """Write a layout that somebody has accepted now."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    return model.write(replace(layout, accepted_by=who, accepted_at=now, seen_in=seen_in))


def tried(
    definition: Definition, path: Path, name: str, today: date, wanted: tuple[tuple[str, str], ...] = ()
) -> Trial:
    """What a layout would make of the file with the settings that are `wanted`, found out in a process of its own.

    FileError, child.ChildError.
    """
    with tempfile.TemporaryDirectory() as work:
        return child.run(trial.run, definition, path, name, today, Path(work), wanted)
