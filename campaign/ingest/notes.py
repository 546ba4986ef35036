"""What stands beside an original in the vault: all that is needed to take the file in again, as JSON."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from campaign.ingest.layouts import model
from campaign.ingest.layouts.model import Layout
from campaign.serving.pointer import StoreError

RELEASE, REJECT, WITHDRAW = "release", "reject", "withdraw"  # what may be decided about a delivery
AGREE = "agree"  # a release that others must still say, too


@dataclass(frozen=True)
class Arrival:
    """Once that the file came: `sequence` is its place among all arrivals and decisions, whatever the clock said.

    `today` is the day that it was then, as far as a file may speak; `unit` the one for which its sender answers, None
    for all.
    """

    sequence: int
    name: str
    received_at: datetime
    today: date
    by: str | None
    unit: str | None = None


@dataclass(frozen=True)
class Decision:
    """What a person decided about the delivery, and why."""

    sequence: int
    what: str
    because: str
    who: str | None
    when: datetime


@dataclass(frozen=True)
class Note:
    """Everything about one original: every time it came, what was decided, how it is read, what became of it.

    `layout` is by which it was read, and stays with it whatever becomes of the campaign's folder of them.
    `outcome` is its row among the deliveries that are served, None while there is none.
    """

    sha256: str
    arrivals: tuple[Arrival, ...] = ()
    decisions: tuple[Decision, ...] = ()
    layout: Layout | None = None
    outcome: dict[str, Any] | None = None

    @property
    def delivery_id(self) -> str:
        """Id of the delivery, as in the store."""
        return self.sha256[:16]

    @property
    def arrival(self) -> Arrival:
        """The time that counts: the one of which the outcome speaks, else the latest."""
        came = self.outcome and self.outcome["received_at"]
        return next((one for one in self.arrivals if came == f"{one.received_at}"), self.arrivals[-1])

    @property
    def place(self) -> int:
        """Its place in the order in which what it says counts: when it came or, if later, when it was released."""
        released = [one.sequence for one in self.decisions if one.what == RELEASE]
        return max([self.arrival.sequence, *released])

    @property
    def decided(self) -> str | None:
        """The latest decision."""
        return self.decisions[-1].what if self.decisions else None

    @property
    def agreed(self) -> tuple[Decision, ...]:
        """Who would release it, since it came last or something else was decided: each person once."""
        since = max([self.arrivals[-1].sequence, *(one.sequence for one in self.decisions if one.what != AGREE)])
        said = {one.who: one for one in reversed(self.decisions) if one.what == AGREE and one.sequence > since}
        return tuple(sorted(said.values(), key=lambda one: one.sequence))

    @property
    def last(self) -> int:
        """Sequence of the latest thing that happened to it."""
        return max([0, *(one.sequence for one in self.arrivals), *(one.sequence for one in self.decisions)])

    def text(self) -> str:
        """The note as it is written."""
        return json.dumps(asdict(self), default=str, ensure_ascii=False, indent=1) + "\n"


def read(path: Path) -> Note:
    """The note at `path`. StoreError when it is no whole note."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return Note(
            said["sha256"],
            tuple(Arrival(**one | _days(one, received_at=datetime, today=date)) for one in said["arrivals"]),
            tuple(Decision(**one | _days(one, when=datetime)) for one in said["decisions"]),
            _layout(said["layout"]),
            said["outcome"],
        )
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError("note_broken", file=path) from error


def _layout(said: dict[str, Any] | None) -> Layout | None:
    return model.of(said["name"], said) if said else None


def _days(said: dict[str, str], **kinds: Any) -> dict[str, Any]:
    return {key: kind.fromisoformat(said[key]) for key, kind in kinds.items()}
