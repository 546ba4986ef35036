"""Which snapshot was served before which: each says upon which one it was built, whatever the clock said."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import cachetools
import duckdb

from campaign import settings
from campaign.ingest import disk
from campaign.serving import database, pointer

KEPT = 5  # publications
FORECAST = "-forecast"  # ends the id of a snapshot that has one
MOMENT = "%Y%m%dT%H%M%S%f"


def point(snapshot: str) -> None:
    """Serve `snapshot` from here on."""
    store = settings.store()
    pointing = store / pointer.BEGUN
    pointing.write_text(snapshot + "\n", encoding="utf-8")
    disk.sync(pointing)
    pointing.rename(store / "CURRENT")
    disk.sync(store)


def begin(snapshot: str) -> None:
    """Note that this one is to be the first of all: killed before it is served, it was never there."""
    if not snapshots():
        (settings.store() / pointer.BEGUN).write_text(snapshot + "\n", encoding="utf-8")


def forget_begun() -> None:
    """Remove the first snapshot of all when its ingest was killed before it was served."""
    begun = settings.store() / pointer.BEGUN
    if begun.exists() and not begun.with_name("CURRENT").exists():
        for path in snapshots():
            if path.stem == begun.read_text(encoding="utf-8").strip():
                path.unlink()


def snapshots() -> list[Path]:
    """Files of the snapshots that are kept, oldest first."""
    return sorted(settings.store().glob("*.duckdb"), key=lambda path: path.stem)


def publication(snapshot: Path) -> str:
    """What a snapshot publishes: the same for one without and one with the forecast."""
    return snapshot.stem.removesuffix(FORECAST)


def served() -> Path | None:
    """File of the snapshot that is served, None when nothing was ever published. StoreError when that is lost."""
    try:
        return settings.store() / f"{pointer.read()}.duckdb"
    except pointer.NothingPublishedError:
        return None


def up_to_served() -> list[Path]:
    """The one that is served, last, and those before it."""
    kept: dict[str, list[Path]] = {}
    for path in snapshots():
        kept.setdefault(publication(path), []).append(path)
    now, chain = served(), list[Path]()
    step = publication(now) if now else None
    while step in kept:
        chain = kept.pop(step) + chain
        step = before(chain[0])
    return chain


def before(snapshot: Path) -> str | None:
    """The publication that was served before this one; by its name when it does not say or cannot be read."""
    said = meta(snapshot)
    if "before" in said:
        return said["before"] or None
    earlier = {publication(path) for path in snapshots()}
    return max((one for one in earlier if one < publication(snapshot)), default=None)


def meta(snapshot: Path) -> dict[str, str | None]:
    """What a snapshot says of itself; nothing when it cannot be read."""
    try:
        state = snapshot.stat()
        return dict(_meta(snapshot, (state.st_ino, state.st_size, state.st_mtime_ns)))
    except (OSError, pointer.StoreError, duckdb.Error):
        return {}


@cachetools.cached(cachetools.LRUCache(2 * KEPT))  # of each publication one without and one with the forecast
def _meta(snapshot: Path, _state: tuple[int, ...]) -> dict[str, str | None]:
    """The same as long as the file is: an ingest asks five times, 20 ms each."""
    with database.connect() as connection:
        pointer.attach(connection, snapshot, "asked")
        return dict(connection.execute("select key, value from asked.meta").fetchall())


def made_at(snapshot: Path) -> datetime:
    """When a publication was made, in UTC: its name says so."""
    return datetime.strptime(publication(snapshot), MOMENT)


def next_name() -> str:
    """A name for the next publication: the time, and later than every other when a clock was set back."""
    now = datetime.now(UTC).replace(tzinfo=None)
    known = [publication(path) for path in snapshots()]
    if known and max(known) >= f"{now:{MOMENT}}":
        now = datetime.strptime(max(known), MOMENT) + timedelta(microseconds=1)
    return f"{now:{MOMENT}}"
