"""Looks at a new snapshot with a stranger's eyes before it is served: read only, in a new process."""

from pathlib import Path

from campaign.ingest import build
from campaign.serving import database


def broken_promises(snapshot: Path) -> list[str]:
    """What does not hold in the snapshot at `snapshot`; empty when it can be served."""
    with database.connect(file=snapshot, read_only=True) as connection:
        return [promise for (promise,) in build.query(connection, "self_check").fetchall()]
