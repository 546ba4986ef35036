"""What is said of orders, of rows of the question orders."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from campaign import words
from campaign.definition import Definition
from campaign.figures.table import Row
from campaign.forecast.effect import Effect
from campaign.language import columns, formats
from campaign.language.schedule import capital

STATES = ("overdue", "unreachable", "late", "on_course", "open", "done", "withdrawn")
ENDED = ("done", "withdrawn")
BETWEEN = ", "


def counted(orders: pd.DataFrame) -> str:
    """How many there are of each state, the worst first: `3 quá hạn, 2 đúng hẹn`; "" without any."""
    found = orders["order_state"].value_counts()
    return BETWEEN.join(
        words.t(f"orders.count_{state}", orders=formats.number(found[state])) for state in STATES if state in found
    )


def finding(orders: pd.DataFrame, unit: str) -> tuple[str, str]:
    """How many orders there are and how many stand badly; beneath it the rest of the states."""
    if orders.empty:
        return words.t("orders.none", unit=unit), words.t("orders.none_note")
    said = words.t("orders.finding", unit=unit, orders=formats.number(len(orders)), states=counted(orders))
    return said, words.t("orders.states_note")


def title(row: Row) -> str:
    """To whom it is."""
    return str(row[f"name_{words.language()}"])


def aim(row: Row, campaign: Definition) -> str:
    """What it is held to: goal, day, what is there and at which pace; of one without a goal its day alone."""
    due = formats.day(row["due_on"])
    if formats.missing(row["goal"]):
        return words.t("orders.due", day=due)
    counted = campaign.measure.get(row["measure"]) or campaign.connection[row["measure"]]
    said = {
        "measure": str(counted.label),
        "goal": formats.number(row["goal"]),
        "total": formats.number(row["total"]),
        "percent": formats.percent(row["total"] / row["goal"]),
        "day": due,
    }
    parts = [words.t("orders.aim", **said)]
    if not formats.missing(row["needed_rate"]) and not formats.missing(row["rate_7d"]):
        rates = {"needed": formats.rate(row["needed_rate"]), "rate": formats.rate(row["rate_7d"])}
        parts.append(words.t("orders.pace", best=formats.rate(row["best_rate_7d"]), **rates))
    if not formats.missing(row["done_on"]):
        parts.append(words.t("orders.done_on", day=formats.day(row["done_on"])))
    return "; ".join(parts) + "."


def given(row: Row) -> str:
    """Who gave it on which day."""
    key = "given_on" if formats.missing(row["given_by"]) else "given"
    said = words.t(f"orders.{key}", who=row["given_by"], day=formats.day(row["given_on"]))
    if formats.missing(row["withdrawn_on"]):
        return said
    return f"{said} {words.t('orders.withdrawn', day=formats.day(row['withdrawn_on']))}"


def expected(row: Row) -> str:
    """What was expected of it when it was given; "" where nothing was worked out."""
    if formats.missing(row["chance"]):
        return ""
    return words.t(
        "orders.expected",
        day=formats.day(row["given_on"]),
        chance=formats.chance(row["chance"]),
        so=formats.chance(row["chance_so"]),
    )


def since(effect: Effect | None, row: Row, campaign: Definition) -> str:
    """What came since against what was likely without it; "" where that is not known."""
    if effect is None:
        return ""
    said = words.t(
        f"orders.{effect.verdict}",
        day=formats.day(effect.judged_on),
        items=campaign.measure[row["measure"]].unit,
        came=formats.number(effect.came),
        median=formats.number(effect.median),
        low=formats.number(effect.low),
        high=formats.number(effect.high),
    )
    return capital(said)


def told(row: Row, effects: Mapping[str, Effect], campaign: Definition) -> str:
    """All of it in a row of sentences, for a report."""
    state = columns.written("order_state", row["order_state"])
    found = since(effects.get(row["order_id"]), row, campaign)
    return " ".join(filter(None, (f"{state}.", aim(row, campaign), given(row), found)))


def news(orders: Sequence[Row], answers: Sequence[Row], after: date) -> dict[str, str]:
    """What was ordered, answered and left undone after a day, a sentence each by the name of what it tells; `answers`
    are rows of the question order_answers. What was withdrawn is not told."""
    standing, day = {row["order_id"]: row for row in orders if row["order_state"] != "withdrawn"}, pd.Timestamp(after)
    overdue = {
        f"overdue:{order}": words.t("orders.news_overdue", day=formats.day(row["due_on"]), **_named(row))
        for order, row in standing.items()
        if row["order_state"] == "overdue" and row["due_on"] > day
    }
    given = {
        f"ordered:{order}": words.t("orders.news_given", day=formats.day(row["given_on"]), **_named(row))
        for order, row in standing.items()
        if row["given_on"] > day
    }
    answered = {
        f"answered:{row['order_id']}:{row['answered_at']:%Y%m%dT%H%M%S}": words.t(
            "orders.news_answered",
            who=formats.MISSING if formats.missing(row["answered_by"]) else row["answered_by"],
            day=formats.day(row["answered_on"]),
            answer=row["answer"],
            **_named(standing[row["order_id"]]),
        )
        for row in answers
        if row["answered_on"] > day and row["order_id"] in standing
    }
    return overdue | given | answered


def due(orders: Sequence[Row], as_of: date, until: date) -> list[str]:
    """What is to be done between the two days and is not yet."""
    return [
        words.t("orders.news_due", day=formats.day(row["due_on"]), **_named(row))
        for row in orders
        if row["order_state"] not in ENDED and pd.Timestamp(as_of) <= row["due_on"] <= pd.Timestamp(until)
    ]


def _named(row: Row) -> dict[str, str]:
    return {"to": title(row), "said": str(row["instruction"])}
