"""Takes extract files in: checks every line, and publishes a new snapshot with what they say."""

import hashlib
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from campaign import words
from campaign.definition import Definition
from campaign.ingest import publish
from campaign.ingest.faults import FileFault, Held
from campaign.ingest.parse import Parsed, parse
from campaign.ingest.verdict import ACCEPTED, HELD, KNOWN, QUARANTINED, REFUSED, Verdict


def ingest(definition: Definition, paths: list[Path]) -> list[Verdict]:
    """Take in the files at `paths`, in this order, and publish them together; one verdict each."""
    known = publish.known()
    verdicts, arrivals = [], []
    with tempfile.TemporaryDirectory() as folder:
        for place, path in enumerate(paths):
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            if digest in known:
                verdicts.append(_again(path, digest, known[digest]))
                continue
            results = Path(folder, str(place))
            results.mkdir()
            verdict = _take(definition, path, digest, results)
            verdicts.append(verdict)
            arrivals.append((verdict, results))
            if verdict.published:
                known[digest] = verdict.received_at
        if arrivals:
            publish.publish(definition, arrivals)
    return verdicts


def _take(definition: Definition, path: Path, digest: str, results: Path) -> Verdict:
    about = {"delivery_id": digest[:16], "file": path.name, "sha256": digest, "received_at": _now()}
    try:
        parsed = parse(definition, path, path.name, date.today(), results)
    except FileFault as fault:
        return Verdict(**about, state=HELD if isinstance(fault, Held) else REFUSED, message=str(fault))
    return Verdict(
        **about,
        state=QUARANTINED if parsed.quarantined else ACCEPTED,
        message=_message(parsed),
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


def _again(path: Path, digest: str, received_at: datetime) -> Verdict:
    message = words.t("ingest.known", day=f"{received_at:%d/%m/%Y}")
    return Verdict(delivery_id=digest[:16], file=path.name, sha256=digest, state=KNOWN, message=message)


def _message(parsed: Parsed) -> str:
    remarks = []
    if parsed.accepted + parsed.quarantined == 0:
        remarks.append(words.t("ingest.no_rows"))
    if parsed.repaired:
        remarks.append(words.t("ingest.repaired"))
    return " ".join(remarks)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
