"""The register as HTML: each order with its state, what the figures say of it, and what was answered."""

from collections.abc import Mapping

import pandas as pd

from campaign import words
from campaign.definition import Definition
from campaign.figures import lists
from campaign.figures.html import tag, text
from campaign.figures.table import Row, rows
from campaign.forecast.effect import Effect
from campaign.language import columns, formats
from campaign.subjects.orders import sentences

SHOWN = 40
ANSWERED = 3  # answers of an order, the latest


def register(orders: pd.DataFrame, answers: pd.DataFrame, effects: Mapping[str, Effect], campaign: Definition) -> str:
    """Frames of the questions orders and order_answers, the effects by order; nothing of none."""
    by_order = {str(order): rows(found) for order, found in answers.groupby("order_id")}
    listed = "".join(
        _order(row, by_order.get(row["order_id"], []), effects.get(row["order_id"]), campaign)
        for row in rows(orders.head(SHOWN))
    )
    return tag("ul", listed, "orders") + lists.rest(len(orders) - SHOWN, "orders.rest") if listed else ""


def _order(row: Row, answers: list[Row], effect: Effect | None, campaign: Definition) -> str:
    state = tag("span", text(columns.written("order_state", row["order_state"])), f"state {row['order_state']}")
    found = sentences.since(effect, row, campaign)
    quiet = (sentences.aim(row, campaign), sentences.expected(row), found, sentences.given(row))
    lines = "".join(tag("small", text(said)) for said in quiet if said)
    return tag(
        "li",
        tag("b", text(sentences.title(row)))
        + state
        + tag("p", text(row["instruction"]))
        + lines
        + "".join(map(_answer, answers[:ANSWERED])),
    )


def _answer(row: Row) -> str:
    who = formats.MISSING if formats.missing(row["answered_by"]) else row["answered_by"]
    head = words.t("orders.answered", who=who, day=formats.day(row["answered_on"]))
    return tag("q", tag("b", text(head)) + " " + text(row["answer"]))
