"""Takes extract files in: checks every line, and publishes a new snapshot with what they say."""

import fcntl
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path

from campaign import settings, words
from campaign.definition import Definition
from campaign.ingest import child, deliveries, journal, publish, vault
from campaign.ingest.faults import FileError, HeldError
from campaign.ingest.local import Engine, Local
from campaign.ingest.parse import Parsed
from campaign.ingest.verdict import ACCEPTED, FAILED, HELD, KNOWN, QUARANTINED, REFUSED, Verdict
from campaign.ingest.way import Step, Way
from campaign.serving.store import outdated

Tell = Callable[[Step], None]
LIMITS = child.Limits()  # what a file may cost unless told otherwise
WORK = ".work-"


def ingest(
    definition: Definition,
    paths: list[Path | str],
    limits: child.Limits = LIMITS,
    tell: Tell = lambda step: None,
    engine: Engine | None = None,
) -> list[Verdict]:
    """Take in the files at `paths`, in this order, and publish them together; one verdict each.

    Without any, what is known is published once more if the software asks for more than the served snapshot has.
    What lies in the inbox is moved to the vault, once it could be copied there; other files are copied.
    `tell` hears how far it has come. `engine` does the heavy work, this machine within `limits` when none is given; it
    may also read what is no path here, an address.
    """
    with _alone() as store, tempfile.TemporaryDirectory(prefix=WORK, dir=store) as work:
        known = deliveries.on_the_pages()
        verdicts, arrivals, remembered, way = [], [], True, Way(paths, tell)
        for place, path in enumerate(paths):
            way.begin(place)
            results = Path(work, str(place))
            results.mkdir()
            verdict = _take(definition, path, known, results, engine or Local(limits), way.on_the_way)
            verdicts.append(verdict)
            way.end(verdict.lines)
            if verdict.state != KNOWN:
                arrivals.append((verdict, results if verdict.published else None))
            if verdict.published:
                known[verdict.sha256] = verdict.received_at
        if arrivals or outdated():
            way.tell(words.t("ingest.publishing"))
            verdicts, remembered = _publish(definition, verdicts, arrivals)
        for path, verdict in zip(paths, verdicts, strict=True):
            kept = verdict.sha256 or verdict.state == REFUSED  # what could not be copied yet stays where it is
            if isinstance(path, Path) and kept and remembered and path.parent.resolve() == settings.home() / "inbox":
                path.unlink(missing_ok=True)
        return verdicts


def forecast(definition: Definition) -> None:
    """Add the forecast to what is served; without it, when it cannot be kept, the pages make it as they need it."""
    with _alone(), suppress(child.ChildError):
        publish.forecast(definition)


@contextmanager
def _alone() -> Iterator[Path]:
    """The store, while no other ingest is at work, swept of what a killed one left."""
    store = settings.store()
    store.mkdir(parents=True, exist_ok=True)
    with (store / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for leftover in (*store.glob(".*.part*"), *store.glob(f"{WORK}*"), *vault.folder().glob(".*.part")):
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        yield store


def _take(
    definition: Definition,
    place: Path | str,
    known: dict[str, datetime],
    results: Path,
    engine: Engine,
    hear: child.Hear,
) -> Verdict:
    """Keep one file and parse it."""
    name = vault.name_of(place)
    about = {"file": vault.shown(name), "received_at": datetime.now(UTC).replace(tzinfo=None)}
    try:
        original = engine.keep(place)
        about |= {"delivery_id": original.delivery_id, "sha256": original.sha256}
        if original.sha256 in known:
            message = words.t("ingest.known", day=f"{known[original.sha256]:%d/%m/%Y}")
            return Verdict(**about, state=KNOWN, message=message)
        parsed = engine.parse(definition, original, name, date.today(), results, hear)
    except FileError as fault:
        about.setdefault("delivery_id", vault.unread(place))
        return Verdict(**about, state=HELD if isinstance(fault, HeldError) else REFUSED, message=str(fault))
    except (child.ChildError, OSError) as error:
        about.setdefault("delivery_id", vault.unread(place))
        reason = error if isinstance(error, child.ChildError) else child.reason(child.fault_of(error))
        return Verdict(**about, state=FAILED, message=words.t("ingest.failed", reason=reason))
    return _accepted(about, parsed)


def _accepted(about: dict, parsed: Parsed) -> Verdict:
    return Verdict(
        **about,
        state=QUARANTINED if parsed.quarantined else ACCEPTED,
        message=" ".join(words.t(f"ingest.{remark}") for remark in parsed.remarks),
        kind=parsed.kind,
        source=", ".join(parsed.sources) or None,
        simulated="simulated" in parsed.sources,
        reported_on=parsed.reported_on,
        period_from=parsed.period_from,
        period_to=parsed.period_to,
        latest=parsed.latest,
        lines=parsed.lines,
        accepted=parsed.accepted,
        quarantined=parsed.quarantined,
    )


def _publish(
    definition: Definition, verdicts: list[Verdict], arrivals: list[publish.Arrival]
) -> tuple[list[Verdict], bool]:
    """Publish, or mark every delivery of this run as failed; and whether that is remembered: a full disk forbids it."""
    earlier = [(verdict, None) for verdict in journal.pending()]
    try:
        publish.publish(definition, [*earlier, *arrivals])
    except child.ChildError as error:
        message = words.t("ingest.failed", reason=error)
        failed = [verdict.failed(message) if verdict.published else verdict for verdict in verdicts]
        return failed, journal.note([verdict for verdict in failed if verdict.state != KNOWN])
    journal.clear()
    return verdicts, True
