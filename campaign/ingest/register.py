"""The register of orders: what was given, withdrawn and answered, one line after another in the vault.

Nothing is ever changed in it, so that what was known on a day stays so, and a store made anew knows all of it. Offices
that keep theirs elsewhere send it as extracts: those rows have a delivery, these have none.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb
import pyarrow as pa

from campaign.ingest import entries

JOURNAL = "orders.jsonl"
GIVEN, WITHDRAWN, ANSWERED = "given", "withdrawn", "answered"
ORDERS = pa.schema(
    {
        "order_id": pa.string(),
        "given_on": pa.date32(),
        "unit_code": pa.string(),
        "owner": pa.string(),
        "measure": pa.string(),
        "goal": pa.int64(),
        "due_on": pa.date32(),
        "instruction": pa.string(),
        "proposal": pa.string(),
        "given_by": pa.string(),
        "withdrawn_on": pa.date32(),
        "chance": pa.float64(),
        "chance_so": pa.float64(),
        "delivery_id": pa.string(),
        "reported_on": pa.date32(),
    }
)
ANSWERS = pa.schema(
    {
        "order_id": pa.string(),
        "answered_on": pa.date32(),
        "answered_at": pa.timestamp("us"),
        "answered_by": pa.string(),
        "answer": pa.string(),
    }
)


@dataclass(frozen=True)
class Entry:
    """One line: `what` became of an `order` on the figures of a `day`; `at` is in UTC, `unit_of` whoever entered it.

    `said` is the instruction, why it was withdrawn, or the answer. What follows is of one that was given: to a unit or
    an owner of connections, up to a `goal` (total of the measure) by the end of day `due`, following a rule's
    `proposal`; `chance` of it as things were, and `chance_so` as they would be if it was done (0 to 1).
    """

    what: str
    order: str
    day: date
    at: datetime
    who: str | None
    unit_of: str | None
    said: str
    unit: str | None = None
    owner: str | None = None
    measure: str | None = None
    goal: int | None = None
    due: date | None = None
    proposal: str | None = None
    chance: float | None = None
    chance_so: float | None = None


def known() -> list[Entry]:
    """All of them, in the order in which they were made."""
    return entries.known(JOURNAL, Entry)


def write(connection: duckdb.DuckDBPyConnection) -> None:
    """Put what was entered on pages in the place of what a snapshot's tables `orders`, `order_answers` had of it."""
    every = known()
    ended = {one.order: one.day for one in reversed(every) if one.what == WITHDRAWN}
    given = [_order(one, ended.get(one.order)) for one in every if one.what == GIVEN]
    answers = [_answer(one) for one in every if one.what == ANSWERED]
    connection.execute("delete from orders where delivery_id is null; drop table if exists order_answers")
    connection.from_arrow(pa.Table.from_pylist(given, ORDERS)).insert_into("orders")
    connection.from_arrow(pa.Table.from_pylist(answers, ANSWERS)).to_table("order_answers")


def _order(one: Entry, withdrawn_on: date | None) -> dict[str, Any]:
    named = {"unit": "unit_code", "due": "due_on", "said": "instruction", "order": "order_id", "who": "given_by"}
    row = {named.get(key, key): value for key, value in vars(one).items()}
    row |= {"given_on": one.day, "reported_on": one.day, "withdrawn_on": withdrawn_on, "delivery_id": None}
    return {name: row[name] for name in ORDERS.names}


def _answer(one: Entry) -> dict[str, Any]:
    said = {"answered_on": one.day, "answered_at": one.at, "answered_by": one.who, "answer": one.said}
    return {"order_id": one.order} | said
