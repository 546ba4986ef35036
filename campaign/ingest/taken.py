"""What became of a delivery that was parsed."""

from dataclasses import replace

from campaign.ingest.outcome import ACCEPTED, QUARANTINED, Outcome
from campaign.ingest.parse import Parsed
from campaign.ingest.remarks import sentence


def taken(outcome: Outcome, parsed: Parsed) -> Outcome:
    """The outcome of a delivery that was parsed: what it turned out to be, and how much of it is accepted."""
    return replace(
        outcome,
        state=QUARANTINED if parsed.quarantined else ACCEPTED,
        message=" ".join(map(sentence, parsed.remarks)),
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
