"""Goes back to an earlier publication; what it lacks can be delivered again."""

from collections.abc import Callable
from pathlib import Path

from campaign import settings
from campaign.ingest import check, child, history
from campaign.ingest.alone import alone
from campaign.ingest.memory import Memory


class NoSnapshotError(LookupError):
    """There is no such snapshot that can be served; the argument is the one that was wanted, None for any before."""


def earlier() -> list[Path]:
    """The publications before the one that is served, the nearest first."""
    chain = {history.publication(path): path for path in history.up_to_served()}
    return [*chain.values()][-2::-1]


def roll_back(wanted: str | None = None, on_wait: Callable[[], None] = lambda: None) -> str:
    """Serve the snapshot of this id, or the nearest before this one that is whole; its id. NoSnapshotError."""
    with alone(on_wait):
        known = [wanted] if wanted else [path.stem for path in earlier()]
        whole = next((snapshot for snapshot in known if _is_whole(snapshot)), None)
        if not whole:
            raise NoSnapshotError(next(iter(known), None))
        history.point(whole)
        Memory()  # the vault knows from here on what is no longer served
    return whole


def _is_whole(snapshot: str) -> bool:
    """Whether there is such a snapshot, and it can be served."""
    path = settings.store() / f"{snapshot}.duckdb"
    try:
        return path in history.snapshots() and not child.run(check.broken_promises, path)
    except child.ChildError:
        return False
