"""Mail that people ask for on a page: each for themselves, on a unit that they may see, to their own address."""

from typing import Any

from campaign import words
from campaign.definition import Definition
from campaign.mail import relay, spool, subscriptions
from campaign.mail.subscriptions import Subscription
from campaign.people.roster import ADMINISTRATORS, AccessRefusedError
from campaign.serving.desk import DeskError, Order, Said

SHOWN = 2000  # messages, the latest


def subscribe(
    definition: Definition,
    order: Order,
    claims: dict[str, Any],
    address: str,
    unit: str,
    language: str,
    kinds: list[str],
) -> Said:
    """Write down what somebody wants, for themselves; without `kinds` nothing any more of that unit. DeskError."""
    one = Subscription(_own(order, claims), address.strip(), unit, language, subscriptions.chosen(kinds))
    if not one.kinds:
        subscriptions.add(one)
        return {"kinds": []}
    if language not in definition.languages or len(kinds) != len(one.kinds):
        raise DeskError(words.t("desk.not_understood"))
    if not subscriptions.allowed(one.address, one.claims):
        raise DeskError(words.t("mail.not_allowed"))
    try:
        subscriptions.reader(one, definition)
    except AccessRefusedError as refusal:
        raise DeskError(words.t("mail.not_yours")) from refusal
    before = subscriptions.of(one.claims)
    if len(before) >= subscriptions.MOST and one.id not in {other.id for other in before}:
        raise DeskError(words.t("mail.too_many", most=subscriptions.MOST))
    subscriptions.add(one)
    return {"kinds": list(one.kinds)}


def subscribed(_definition: Definition, order: Order, claims: dict[str, Any]) -> Said:
    """What somebody gets, and whether any mail goes out at all."""
    own = subscriptions.of(_own(order, claims))
    listed = [{"address": one.address, "unit": one.unit, "language": one.language, "kinds": one.kinds} for one in own]
    return {"subscriptions": listed, "possible": relay.attended()}


def posted(_definition: Definition, order: Order) -> Said:
    """What became of every message, the latest first, without what it says: for administrators. DeskError."""
    if order.role not in ADMINISTRATORS or order.unit is not None:
        raise DeskError(words.t("mail.not_yours"))
    shown = ("person", "address", "kind", "unit", "language", "as_of", "made_at", "at", "state", "tries", "why")
    rows = [{key: row.get(key) for key in shown} for row in spool.latest()]
    rows.sort(key=lambda row: str(row["made_at"]), reverse=True)
    return {"messages": rows[:SHOWN]}


def _own(order: Order, claims: dict[str, Any]) -> dict[str, Any]:
    """Of a login's claims those by which the roster knows whoever gives the order. DeskError for somebody else's."""
    known = subscriptions.identity(claims)
    if not order.who or known.get("sub") != order.who:
        raise DeskError(words.t("mail.not_yours"))
    return known
