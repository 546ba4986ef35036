"""What waits for a decision, what each of it is and would change: as the intake answers whoever asks."""

from datetime import date, datetime
from typing import Any

import pandas as pd

from campaign import words
from campaign.figures.exhibit import Exhibit
from campaign.language import formats
from campaign.serving import catalogue
from campaign.serving.desk import Said, Staff
from campaign.subjects.intake import blocks, differences
from campaign.subjects.intake.shapes import Head, Receipt, Seen, Waiting

FILE, PUBLICATION = "file", "publication"  # what can be taken back
WIDTH = 760  # px, of a receipt on paper
QUARANTINE = ["line", "rule", "column", "snippet"]


def held(staff: Staff) -> dict[str, Waiting]:
    """The deliveries that wait for a decision of these staff, by id, the latest first. DeskError."""
    return _came(staff.ask("held")["deliveries"])


def _came(rows: list[Said]) -> dict[str, Waiting]:
    """Deliveries by id, the latest first."""
    local = catalogue.campaign().local
    found = [
        Waiting(row["delivery_id"], row["file"], local(datetime.fromisoformat(row["received_at"]))) for row in rows
    ]
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
    known, unread = said.get("known", ""), said.get("unread", "")
    if "outcome" not in said:
        return Seen(said["name"], said["by"], top, unread or known, known, said.get("proposal"))
    outcome = said["outcome"]
    first_on, last_on = _day(outcome["period_from"]), _day(outcome["period_to"])
    return Seen(
        said["name"],
        said["by"],
        top,
        unread,
        proposal=said.get("proposal"),
        agreed=tuple(said.get("agreed", ())),
        missing=said.get("missing", 1),
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


def head(staff: Staff, upload: str) -> Head:
    """The first rows of a file that was sent, and what its columns may mean. DeskError."""
    said = staff.ask("head", upload=upload)
    rows = {
        f"{sheet['sheet']}!{line}": (f"{sheet['sheet']} · " if len(said["sheets"]) > 1 else "", line, cells)
        for sheet in said["sheets"]
        for line, cells in sheet["rows"]
    }
    campaign = catalogue.campaign()
    kinds = {kind: {means: blocks.meaning(means, campaign) for means in those} for kind, those in said["kinds"].items()}
    return Head({at: blocks.line(*row) for at, row in rows.items()}, kinds)


def trial(staff: Staff, upload: str, wanted: Said) -> Seen:
    """What a file that was sent is and would change, read as somebody `wanted`. DeskError."""
    return seen(staff, staff.ask("trial", upload=upload, wanted=wanted))


def send(staff: Staff, upload: str) -> str:
    """Take in a file that was sent: what became of it, in a sentence. DeskError."""
    return became(staff.give("send", upload=upload)["outcome"])


def explain(staff: Staff, wanted: Said, **file: str) -> str:
    """Say yes to the layout that is proposed for an `upload` or a held `delivery_id`, with what is `wanted` of it.

    DeskError.
    """
    return words.t("intake.explained", layout=staff.give("explain", wanted=wanted, **file)["layout"])


def receipts(staff: Staff) -> dict[str, Receipt]:
    """Receipts of files that these staff, or others of their unit, have sent, the latest first. DeskError."""
    found = staff.give("receipts")["receipts"]
    return {said["id"]: _receipt(said) for said in found}


def receipt_names(found: dict[str, Receipt]) -> dict[str, str]:
    """Each by its file and when it was sent."""
    return {id: f"{one.name} · {one.when}" for id, one in found.items()}


def receipt(one: Receipt) -> Exhibit:
    """A receipt to look at, to print and to take away."""
    campaign = catalogue.campaign()
    return Exhibit(
        "receipt",
        blocks.receipt(one),
        words.t("intake.receipt_title", file=one.name),
        words.t("intake.receipt_note", campaign=campaign.short_name),
        one.became,
        one.difference,
        width=WIDTH,
    )


def _receipt(said: Said) -> Receipt:
    now, then = said["now"], said["outcome"]
    campaign, sent_at = catalogue.campaign(), catalogue.campaign().local(datetime.fromisoformat(said["at"]))
    return Receipt(
        delivery_id=then["delivery_id"],
        name=said["name"],
        who=said["who"],
        when=f"{sent_at:%H:%M} {formats.day(sent_at)}",
        state=now["state"],
        became=became(now),
        counts={key: now[key] for key in ("lines", "accepted", "quarantined")},
        counted=said["counted"],
        top=said["unit"] or campaign.root,
        difference=differences.frame(campaign, said["difference"]),
    )


def decide(staff: Staff, delivery_id: str, what: str, because: str) -> str:
    """Release or reject a held delivery: what became of it, in a sentence. DeskError."""
    outcome = staff.give("decide", delivery_id=delivery_id, what=what, because=because)["outcome"]
    return str(outcome["message"]) if outcome["state"] == "held" else became(outcome)


def ways(staff: Staff) -> tuple[str, ...]:
    """What these staff may take back: publications are of every unit, so they are for those who answer for all."""
    return (FILE, PUBLICATION) if staff.unit is None else (FILE,)


def undoable(staff: Staff, how: str) -> dict[str, str]:
    """What there is of it to take back, by id, the latest first, each with its name and day. DeskError."""
    if how == FILE:
        return names(_came(staff.ask("counting")["deliveries"]))
    local = catalogue.campaign().local
    made = {row["id"]: local(datetime.fromisoformat(row["at"])) for row in staff.ask("earlier")["snapshots"]}
    return {id: f"{at:%H:%M:%S} {formats.day(at)}" for id, at in made.items()}


def undone(staff: Staff, how: str, what: str) -> pd.DataFrame:
    """What would change without this file, or back at this publication. DeskError."""
    said = staff.ask("without", delivery_id=what) if how == FILE else staff.ask("back", snapshot=what)
    return differences.frame(catalogue.campaign(), said["difference"])


def undo(staff: Staff, how: str, what: str, because: str) -> str:
    """Take back a file, or go back to a publication: what became of it, in a sentence. DeskError."""
    if how == FILE:
        return became(staff.give("withdraw", delivery_id=what, because=because)["outcome"])
    staff.give("roll_back", snapshot=what, because=because)
    return words.t("intake.rolled_back")


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
    columns = {f"name_{one}": [name[one] for name in known] for one in words.offered()}
    told = first.assign(**columns, date=pd.to_datetime(first["date"]))
    return told[words.in_each("unit_code", "name_*", "measure", "date", "value")].rename(columns={"value": "items"})
