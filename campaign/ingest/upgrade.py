"""Takes a store that an earlier version made to this one: says before what that does, and can go back.

What came is kept, in the vault and in the snapshot. Everything else of a snapshot is derived from it anew; where only
the originals have what this version asks for, they are read again. The snapshot of before stays beside the new one.
"""

import json
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

import duckdb

from campaign import settings
from campaign.definition import Definition
from campaign.ingest import disk, history, ingest, rebuild
from campaign.ingest.alone import alone
from campaign.serving import database, pointer, store
from campaign.serving.pointer import StoreError

FROM_ORIGINALS = {"covers", "passages"}  # counted while records are read, and never again
ROOM = 3  # times the snapshot that is served: the new one, its forecast, and what DuckDB writes meanwhile
NOTED = "upgraded.json"  # in the store: what was served before, and what is since
Totals = dict[str, int]


@dataclass(frozen=True)
class Plan:
    """What an upgrade will do."""

    served: str
    version: str | None  # of the program that made what is served; None for one that did not say
    lacking: tuple[str, ...]  # tables that this version asks for, absent or without all their columns
    deliveries: int  # that are on the pages
    originals: bool  # whether they are read again
    gone: tuple[str, ...]  # names of originals that this would need and that are not in the vault
    size: int  # bytes of what is served
    free: int  # bytes left on the disk

    @property
    def needed(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.lacking)

    @property
    def fits(self) -> bool:
        """Whether there is room for it."""
        return self.free > ROOM * self.size


def plan() -> Plan:
    """What is to do, from what is served; nothing is changed. NothingPublishedError, StoreError."""
    served = pointer.read()
    path = settings.store() / f"{served}.duckdb"
    lacking = store.lacking(path)
    with database.connect() as connection:
        pointer.attach(connection, path, "served")
        said = "select sha256, file, kind from served.deliveries where kind is not null and sha256 is not null"
        came = connection.execute(said).fetchall()
    originals = bool(FROM_ORIGINALS & lacking) and bool(came)
    gone = [name for sha256, name, _ in came if originals and not (settings.home() / "vault" / sha256).exists()]
    return Plan(
        served,
        history.meta(path).get("program"),
        tuple(sorted(lacking)),
        len(came),
        originals and not gone,
        tuple(gone),
        path.stat().st_size,
        shutil.disk_usage(settings.store()).free,
    )


def upgrade(definition: Definition, to_do: Plan, on_wait: Callable[[], None] = lambda: None) -> str:
    """Do it; id of what is served then, without a forecast yet. As `ingest` and `rebuild.rebuild`."""
    if to_do.originals:
        rebuild.rebuild(definition, on_wait=on_wait)
    if store.outdated() or not to_do.originals:
        ingest(definition, [])
    served = pointer.read()
    note = {"before": to_do.served, "since": served, "program": settings.version()}
    disk.write(settings.store() / NOTED, json.dumps(note) + "\n")
    return served


def back(on_wait: Callable[[], None] = lambda: None) -> str:
    """Serve what was served before the last upgrade; its id. StoreError where there was none, or it is gone."""
    noted = settings.store() / NOTED
    with alone(on_wait):
        try:
            before: str = json.loads(noted.read_text(encoding="utf-8"))["before"]
        except FileNotFoundError as error:
            raise StoreError("never_upgraded") from error
        if not (settings.store() / f"{before}.duckdb").is_file():
            raise StoreError("before_gone", snapshot=before)
        history.point(before)
        noted.unlink()
    return before


def totals(snapshot: str, measures: Iterable[str]) -> Totals:
    """What each measure has come to in a snapshot of any version, over all units that report; empty where it has no
    ledger that can be read."""
    path, wanted = settings.store() / f"{snapshot}.duckdb", list(measures)
    with suppress(duckdb.Error, StoreError), database.connect() as connection:
        pointer.attach(connection, path, "asked")
        said = "select measure, sum(delta) from asked.counts where measure in (select unnest($wanted)) group by measure"
        return {measure: int(total) for measure, total in connection.execute(said, {"wanted": wanted}).fetchall()}
    return {}
