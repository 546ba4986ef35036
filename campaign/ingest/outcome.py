"""What became of one delivery."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any

ACCEPTED = "accepted"
QUARANTINED = "accepted with quarantine"
HELD = "held"
REFUSED = "refused"
FAILED = "failed"
KNOWN = "known"
WITHDRAWN = "withdrawn"
UNREAD = "unread"  # no delivery: no such file, a folder, no right to read it
NOTHING_NEW = (KNOWN, WITHDRAWN, UNREAD)
NOT_TAKEN = (HELD, REFUSED, FAILED, WITHDRAWN, UNREAD)

DAYS = ("reported_on", "period_from", "period_to")  # columns


@dataclass(frozen=True)
class Outcome:
    """One row of `deliveries`: `state` is one of those above, `message` a sentence for the staff.

    `lines` are physical lines; `accepted`, `quarantined` and the header add up to them.
    `latest` is the latest day on which something in it happened.
    """

    delivery_id: str
    file: str
    state: str
    message: str = ""
    kind: str | None = None
    source: str | None = None
    simulated: bool = False
    reported_on: date | None = None
    received_at: datetime = field(kw_only=True)
    sha256: str = ""
    period_from: date | None = None
    period_to: date | None = None
    lines: int = 0
    accepted: int = 0
    quarantined: int = 0
    latest: date | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Outcome":
        """The outcome of a row of `deliveries`: as it is in the store or, as text, in a note or a journal."""
        known = {field.name for field in fields(cls)}
        said = {key: value for key, value in row.items() if key in known}
        said |= {key: date.fromisoformat(f"{said[key]}") for key in DAYS if said.get(key)}
        return cls(**said | {"received_at": datetime.fromisoformat(f"{row['received_at']}")})

    @property
    def published(self) -> bool:
        """Whether anything of the file is on the pages."""
        return self.state in (ACCEPTED, QUARANTINED)

    def failed(self, message: str) -> "Outcome":
        """The same delivery, of which nothing could be published."""
        return Outcome(self.delivery_id, self.file, FAILED, message, received_at=self.received_at, sha256=self.sha256)

    def row(self) -> dict[str, object]:
        """The outcome by column name of `deliveries`."""
        return {column: value for column, value in asdict(self).items() if column != "latest"}
