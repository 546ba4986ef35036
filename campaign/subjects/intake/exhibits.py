"""What waits for a decision, what each of it is and would change: as the intake answers whoever asks."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pandas as pd

from campaign import words
from campaign.language import formats
from campaign.serving import catalogue
from campaign.serving.desk import Said, Staff
from campaign.subjects.intake import differences

QUARANTINE = ["line", "rule", "column", "snippet"]


@dataclass(frozen=True)
class Waiting:
    """A delivery that is held: when it came and why it waits, as it was said then."""

    delivery_id: str
    file: str
    received_at: datetime


@dataclass(frozen=True)
class Seen:
    """What a file is and would change. `unread` says why it cannot be read as it is: then there is nothing else.

    `counts` are physical lines: all, accepted, quarantined. `top` is the unit from which one looks at the difference.
    """

    name: str
    by: str | None
    top: str
    unread: str = ""
    kind: str = ""
    reported_on: date | None = None
    period: tuple[date, date] | None = None
    counts: dict[str, int] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    remarks: str = ""
    first: pd.DataFrame = field(default_factory=pd.DataFrame)
    quarantine: pd.DataFrame = field(default_factory=pd.DataFrame)
    difference: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def near(self) -> pd.DataFrame:
        """The difference of the unit one looks from, and of those right below it."""
        return differences.of_top(catalogue.campaign(), self.difference, self.top)


def held(staff: Staff) -> dict[str, Waiting]:
    """The deliveries that wait for a decision of these staff, by id, the latest first. DeskError."""
    rows = staff.ask("held")["deliveries"]
    found = [Waiting(row["delivery_id"], row["file"], datetime.fromisoformat(row["received_at"])) for row in rows]
    return {one.delivery_id: one for one in sorted(found, key=lambda one: one.received_at, reverse=True)}


def finding(waiting: dict[str, Waiting]) -> tuple[str, str]:
    """How many wait, and since when."""
    if not waiting:
        return words.t("intake.none_waits"), words.t("intake.none_waits_note")
    since = min(one.received_at for one in waiting.values())
    said = words.t("intake.wait", files=formats.number(len(waiting)), since=formats.day(since))
    return said, words.t("intake.wait_note")


def names(waiting: dict[str, Waiting]) -> dict[str, str]:
    """Each by its file and day."""
    return {id: f"{one.file} · {formats.day(one.received_at)}" for id, one in waiting.items()}


def look(staff: Staff, delivery_id: str) -> Seen:
    """What a held delivery is and would change. DeskError."""
    return seen(staff, staff.ask("look", delivery_id=delivery_id))


def seen(staff: Staff, said: Said) -> Seen:
    """What the intake saw of a file."""
    campaign = catalogue.campaign()
    top = staff.unit or campaign.root
    if "unread" in said:
        return Seen(said["name"], said["by"], top, unread=said["unread"])
    outcome = said["outcome"]
    first_on, last_on = _day(outcome["period_from"]), _day(outcome["period_to"])
    return Seen(
        said["name"],
        said["by"],
        top,
        kind=outcome["kind"],
        reported_on=_day(outcome["reported_on"]),
        period=(first_on, last_on) if first_on and last_on else None,
        counts={key: outcome[key] for key in ("lines", "accepted", "quarantined")},
        reasons=tuple(said["reasons"]),
        remarks=outcome["message"],
        first=_named(pd.DataFrame(said["first"])),
        quarantine=pd.DataFrame(said["quarantine"], columns=QUARANTINE),
        difference=differences.frame(campaign, said["difference"]),
    )


def decide(staff: Staff, delivery_id: str, what: str, because: str) -> str:
    """Release or reject a held delivery: what became of it, in a sentence. DeskError."""
    outcome = staff.give("decide", delivery_id=delivery_id, what=what, because=because)["outcome"]
    return became(outcome)


def became(outcome: dict[str, Any]) -> str:
    """What became of a file, in a sentence."""
    counts = {key: formats.number(outcome[key]) for key in ("lines", "accepted", "quarantined")}
    state = outcome["state"].replace(" ", "_")
    return words.t(f"intake.became_{state}", file=outcome["file"], message=outcome["message"], **counts)


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said[:10]) if said else None


def _named(first: pd.DataFrame) -> pd.DataFrame:
    """The first rows with the names of their units, days as days."""
    if first.empty:
        return first
    unit = catalogue.campaign().unit
    known = [unit[code].name for code in first["unit_code"]]
    columns = {"name_vi": [name.vi for name in known], "name_en": [name.en for name in known]}
    told = first.assign(**columns, date=pd.to_datetime(first["date"]))
    return told[["unit_code", "name_vi", "name_en", "measure", "date", "value"]].rename(columns={"value": "items"})
