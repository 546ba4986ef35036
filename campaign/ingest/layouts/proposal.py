"""A layout that is proposed for a file, for a person to look at and say yes to, on a page or the command line."""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from campaign import words
from campaign.definition import Definition
from campaign.ingest import child
from campaign.ingest.errors import FileError, HeldError
from campaign.ingest.layouts import model, pointing, trial
from campaign.ingest.layouts.model import Layout
from campaign.ingest.layouts.pointing import Settings
from campaign.ingest.layouts.trial import Trial


def of(definition: Definition, path: Path, name: str, today: date, wanted: Settings = ()) -> Trial | None:
    """The layout by which rows of the file could be taken, and what comes of it; None where there is none.

    Where a person has said what is `wanted`, also one that takes none: they see what came of it, and go on.
    """
    for task in (trial.run, trial.untried) if wanted else (trial.run,):
        with suppress(FileError, child.ChildError):
            found = tried(definition, path, name, today, wanted, task)
            return found if found.accepted or wanted else None
    return None


def accept(
    definition: Definition, path: Path, name: str, today: date, who: str, seen_in: str, wanted: Settings = ()
) -> str:
    """Write the layout that is proposed for a file; its name. FileError, child.ChildError; HeldError where no line
    would be taken."""
    found = tried(definition, path, name, today, wanted)
    if not found.accepted:
        raise HeldError("layout_takes_none", reasons="; ".join(words.t(f"rules.{rule}") for rule in found.refused))
    return write(found.layout, who, seen_in).stem


def write(layout: Layout, who: str, seen_in: str) -> Path:
    """Write a layout that somebody has accepted now."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    return model.write(replace(layout, accepted_by=who, accepted_at=now, seen_in=seen_in))


def head(definition: Definition, path: Path) -> list[dict[str, Any]]:
    """The first rows of a file, to point at: see `pointing.head`. FileError, child.ChildError."""
    with tempfile.TemporaryDirectory() as work:
        return child.run(pointing.head, definition, path, Path(work))


def tried(
    definition: Definition,
    path: Path,
    name: str,
    today: date,
    wanted: Settings = (),
    task: Callable[..., Trial] = trial.run,
) -> Trial:
    """What a layout would make of the file with the settings that are `wanted`, found out in a process of its own.

    FileError, child.ChildError.
    """
    with tempfile.TemporaryDirectory() as work:
        return child.run(task, definition, path, name, today, Path(work), wanted)
