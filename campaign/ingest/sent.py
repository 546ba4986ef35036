"""Files that staff send on a page: looked at before they are sent on, taken in, and the receipt of each."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from campaign import settings, words
from campaign.definition import Definition
from campaign.ingest import deliveries, history, ingest, look, vault
from campaign.ingest.errors import HeldError
from campaign.ingest.layouts import pointing, proposal
from campaign.ingest.layouts.pointing import Settings
from campaign.ingest.outcome import HELD, REFUSED, WITHDRAWN
from campaign.ingest.speaks import Sent
from campaign.serving import desk
from campaign.serving.desk import DeskError, Order, Said

RECEIPTS, SHOWN = "receipts", 200
PROPOSED = ("kind", "header_rows", "columns", "fixed", "units", "no_rows")  # what is told of a layout


@dataclass(frozen=True)
class Upload:
    """A file on the desk, as it was sent."""

    original: vault.Original
    sent: Sent


def head(definition: Definition, order: Order, upload: str) -> Said:
    """The first rows of a file that lies on the desk, as `sheets`, and what its columns may mean, as `kinds`."""
    own = mine(order, upload)
    return {"sheets": proposal.head(definition, own.original.path), "kinds": pointing.kinds(definition)}


def trial(definition: Definition, order: Order, upload: str, wanted: dict[str, str] | None = None) -> Said:
    """What a file that lies on the desk is and would change. Where it cannot be read, why, as `unread`, and a way to
    read it that a person may say yes to, as `proposal`, with what they have `wanted` of it; `known` when it came
    before."""
    own = mine(order, upload)
    about = {"name": vault.shown(own.sent.name), "by": own.sent.who}
    if known := _known(definition, own.original.delivery_id):
        return about | {"known": known}
    return about | seen(
        definition, own.original, own.sent, order.unit, definition.today(), tuple((wanted or {}).items())
    )


def seen(
    definition: Definition,
    original: vault.Original,
    sent: Sent,
    viewer: str | None,
    today: date,
    wanted: Settings = (),
) -> Said:
    """What there is to see of a file (look.Look), with `unread` and `proposal` where it takes a layout that nobody has
    accepted yet, also to have any line taken. FileError, child.ChildError."""
    try:
        own = look.at(definition, original, sent, viewer, today)
        said, unread = own.said(), {"unread": " ".join(own.reasons) or own.outcome.message}
        if own.outcome.accepted:
            return said
    except HeldError as error:
        said = unread = {"unread": str(error)}
    found = proposal.of(definition, original.path, sent.name, today, wanted)
    if found is None:
        return said
    proposed = {key: getattr(found.layout, key) for key in PROPOSED}
    proposed |= {"titles": found.titles, "unmatched": found.unmatched}
    try:
        said = look.at(definition, original, sent, viewer, today, (found.layout,)).said() | unread
    except HeldError as error:
        said = {"unread": str(error)}
    return said | {"proposal": proposed}


def send(definition: Definition, order: Order, upload: str) -> Said:
    """Take in a file that lies on the desk, and write its receipt."""
    own = mine(order, upload)
    before = history.served()
    (outcome,) = ingest(definition, [own.original.path], sent=own.sent)
    after = history.served()
    changed = look.difference(after, before) if after and after != before else []
    if outcome.sha256 or outcome.state == REFUSED:  # what could not be copied can be sent again
        _remove(own.original.path)
    now = datetime.now(UTC)
    top = order.unit or definition.root
    near = {top, *(unit.code for unit in definition.units if unit.parent_code == top)}
    receipt = {
        "at": f"{now:%Y-%m-%dT%H:%M:%S}+00:00",
        "who": own.sent.who,
        "unit": order.unit,
        "name": vault.shown(own.sent.name),
        "outcome": outcome.row(),
        "counted": deliveries.counted(outcome.delivery_id),
        "difference": [row for row in changed if row["unit_code"] in near],
    }
    desk.write(desk.folder(RECEIPTS) / f"{now:%Y%m%dT%H%M%S%f}-{outcome.delivery_id}.json", receipt)
    return receipt


def receipts(_definition: Definition, order: Order) -> Said:
    """The latest receipts of those who answer for the same unit; each with what became of it since, as `now`."""
    states = {row["delivery_id"]: row for row in deliveries.table("deliveries")}
    found: list[dict[str, Any]] = []
    for path in sorted(desk.folder(RECEIPTS).glob("*.json"), reverse=True):
        receipt = desk.read(path)
        if receipt and order.unit in (None, receipt["unit"]):
            now = states.get(receipt["outcome"]["delivery_id"])
            found.append(receipt | {"id": path.stem, "now": now or receipt["outcome"]})
        if len(found) == SHOWN:
            break
    return {"receipts": found}


def mine(order: Order, upload: str) -> Upload:
    """The file on the desk that whoever gives the order has sent. DeskError for any other."""
    path = desk.folder(desk.UPLOADS) / desk.plain(upload)
    note = desk.read(path.with_name(f"{path.name}.json"))
    if not path.is_file() or not note or note["who"] != order.who or note["unit"] != order.unit:
        raise DeskError(words.t("desk.no_upload"))
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Upload(vault.Original(path, sha256), Sent(note["name"], order.who or settings.user(), order.unit))


def _known(definition: Definition, delivery_id: str) -> str:
    """What is said of a file that came before and would change nothing; "" of any other."""
    for row in deliveries.table("deliveries", delivery_id):
        if row["kind"]:
            return words.t("ingest.known", day=f"{definition.local(row['received_at']):%d/%m/%Y}")
        if row["state"] in (HELD, WITHDRAWN):
            return str(row["message"]) if row["state"] == WITHDRAWN else words.t("desk.held_already")
    return ""


def _remove(path: Path) -> None:
    for one in (path, path.with_name(f"{path.name}.json")):
        one.unlink(missing_ok=True)
