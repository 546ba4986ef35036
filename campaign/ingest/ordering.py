"""Orders as they are given, withdrawn and answered on a page: looked at for whose they are, written down, served."""

import secrets
from datetime import date
from typing import Any

from campaign import words
from campaign.definition import Definition
from campaign.ingest import deliveries, entries, publish, register, typed
from campaign.ingest.alone import alone
from campaign.ingest.register import ANSWERED, GIVEN, WITHDRAWN, Entry
from campaign.language import formats
from campaign.serving.desk import DeskError, Order, Said

LARGEST = 10**12  # items of a goal
RECEIVER = "select any_value(unit_code) as unit from served.orders where order_id = $id group by order_id"
# As queries/orders.sql counts what an owner has connected.
CONNECTED = """
select count(*) as total
from (
    select * from served.services where reported_on <= $day
    qualify row_number() over (partition by service_id order by reported_on desc) = 1
)
where owner = $owner and kind = $kind and connected_on <= $day
"""
OWNERS = "select distinct owner from served.services where owner is not null"


def give_order(definition: Definition, order: Order, day: str, said: str, due: str, **about: Any) -> Said:
    """Write down an order to a unit below the one that whoever gives it answers for, or to an owner of connections:
    `about` has what else an Entry has of one that is given. DeskError."""
    given, until = typed.day(definition, day), typed.date_of(due)
    unit, owner = about.get("unit"), about.get("owner")
    if (unit is None) == (owner is None):
        raise DeskError(words.t("desk.not_understood"))
    _below(definition, order, unit)
    if unit is not None and not definition.unit[unit].there(given):
        raise DeskError(words.t("orders.not_there"))
    if unit is None and owner not in {row["owner"] for row in deliveries.ask(OWNERS)}:
        raise DeskError(words.t("orders.no_owner"))
    measure, goal = about.get("measure"), about.get("goal")
    known = measure is None or measure in (definition.measure if unit else definition.connection)
    if not known or (measure is None) != (goal is None) or not (goal is None or 1 <= goal <= LARGEST):
        raise DeskError(words.t("orders.no_goal"))
    total = _total(definition, unit, owner, measure, given) if measure else 0
    if goal is not None and goal <= total:
        raise DeskError(words.t("orders.there_already", total=formats.number(total)))
    if until < given:
        raise DeskError(words.t("orders.no_due"))
    id = secrets.token_hex(4)
    about |= {"unit_of": order.unit, "said": typed.text(said), "due": until}
    if not all(chance is None or 0 <= chance <= 1 for chance in (about.get("chance"), about.get("chance_so"))):
        raise DeskError(words.t("desk.not_understood"))
    return _enter(Entry(GIVEN, id, given, entries.now(), order.who or None, **about))


def withdraw_order(definition: Definition, order: Order, id: str, day: str, because: str) -> Said:
    """Withdraw an order that was given on a page, for those who could have given it. DeskError."""
    given = next((one for one in register.known() if one.what == GIVEN and one.order == id), None)
    own = given is not None and (order.unit is None or order.unit in definition.line(given.unit_of or definition.root))
    if given is None or not own or any(one.order == id and one.what == WITHDRAWN for one in register.known()):
        raise DeskError(words.t("orders.not_yours"))
    return _enter(_of(WITHDRAWN, given.order, order, max(typed.day(definition, day), given.day), because))


def answer_order(definition: Definition, order: Order, id: str, day: str, answer: str) -> Said:
    """Answer an order to the unit that one answers for, or to one below it. DeskError."""
    found = deliveries.ask(RECEIVER, id=id)
    unit = found[0]["unit"] if found else None
    if not found or (order.unit is not None and (unit is None or order.unit not in definition.line(unit))):
        raise DeskError(words.t("orders.not_yours"))
    return _enter(_of(ANSWERED, id, order, typed.day(definition, day), answer))


def _of(what: str, id: str, order: Order, day: date, said: str) -> Entry:
    return Entry(what, id, day, entries.now(), order.who or None, order.unit, typed.text(said))


def _total(definition: Definition, unit: str | None, owner: str | None, measure: str, day: date) -> int:
    """What is there already of that which an order to a unit, or to an owner of connections, asks for."""
    if unit is not None:
        return typed.totals(definition, unit, day)[measure]
    return int(deliveries.ask(CONNECTED, owner=owner, kind=measure, day=day)[0]["total"])


def _below(definition: Definition, order: Order, unit: str | None) -> None:
    """DeskError unless it is for whoever gives the order to say: of all units, or of those below their own."""
    if unit is not None and unit not in definition.unit:
        raise DeskError(words.t("orders.not_below"))
    if order.unit is not None and (unit is None or order.unit not in definition.line(unit)[1:]):
        raise DeskError(words.t("orders.not_below"))


def _enter(entry: Entry) -> Said:
    with alone():
        entries.add(register.JOURNAL, entry)
        publish.entered()
    return {"order": entry.order}
