"""Orders as pages, reports and the overview show them: asked, judged, said; and given, withdrawn, answered."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from campaign import words
from campaign.figures.table import Row, rows
from campaign.forecast import Scenario, served
from campaign.forecast.effect import Effect, of_order
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.desk import Staff
from campaign.serving.selection import Selection
from campaign.subjects.connections import exhibits as connections
from campaign.subjects.direction import exhibits as direction
from campaign.subjects.direction import last_look
from campaign.subjects.orders import blocks, draft, sentences
from campaign.subjects.orders.draft import Draft

OWNER = "owner:"  # before the name of an owner among whom one may choose
FASTEST = 5.0  # times the present pace more: the most that a scenario asks for


def known(selection: Selection) -> pd.DataFrame:
    """The answer to the question orders."""
    return queries.table("orders", selection)


@cached
def effects(selection: Selection) -> dict[str, Effect]:
    """What came of each order that whole weeks have passed since, by its id, against the forecast of its day."""
    judged = known(selection).dropna(subset=["judged_on", "goal"])
    found = {row["order_id"]: _effect(selection, row) for row in rows(judged)}
    return {order: one for order, one in found.items() if one}


def _effect(selection: Selection, row: Row) -> Effect | None:
    """None also where the forecast of that day stood under a guard."""
    asked = selection.at(str(row["unit_code"])).of(str(row["measure"])).on(pd.Timestamp(row["given_on"]).date())
    ahead = served.forecast(asked)
    if (ahead.of(asked.measured) or {"guard": "none"})["guard"] is not None:
        return None
    judged_on, due_on = (pd.Timestamp(row[day]).date() for day in ("judged_on", "due_on"))
    ends_on: date = due_on if pd.isna(row["withdrawn_on"]) else min(due_on, pd.Timestamp(row["withdrawn_on"]).date())
    fan = ahead.fan(asked.measured)
    return of_order(fan, float(row["given_total"]), judged_on, float(row["judged_total"]), ends_on)


@cached
def finding(selection: Selection) -> tuple[str, str]:
    """How many orders there are and how they stand."""
    return sentences.finding(known(selection), str(catalogue.campaign().unit[selection.unit].name))


@cached
def line(selection: Selection) -> str:
    """The same as short as the overview wants it; "" without any."""
    return sentences.counted(known(selection))


@cached
def register(selection: Selection, judged: bool = True) -> str:
    """The orders with their answers, as HTML; each `judged` takes the forecast of the day it was given, half a second
    for each day."""
    answers, found = queries.table("order_answers", selection), effects(selection) if judged else {}
    return blocks.register(known(selection), answers, found, catalogue.campaign())


@cached
def table(selection: Selection) -> pd.DataFrame:
    """The same as rows, with what came since, what was likely without the order, and what that says."""
    found, judged = known(selection), effects(selection)
    parts = {
        "came_since": "came",
        "likely_low": "low",
        "likely": "median",
        "likely_high": "high",
        "order_effect": "verdict",
    }
    for column, part in parts.items():
        values = [getattr(judged.get(order), part, None) for order in found["order_id"]]
        found[column] = pd.Series(values, found.index, dtype=object if column == "order_effect" else float)
    return found


@cached
def told(selection: Selection) -> list[tuple[str, str]]:
    """The orders that stand, for a report: to whom with what, and how it stands."""
    campaign, judged, found = catalogue.campaign(), effects(selection), known(selection)
    standing = rows(found[~found["order_state"].isin(sentences.ENDED)])
    return [
        (f"{sentences.title(row)}: {row['instruction']}", sentences.told(row, judged, campaign)) for row in standing
    ]


@cached
def news(selection: Selection, after: date) -> dict[str, str]:
    """What was ordered, answered and left undone after a day, a sentence each by the name of what it tells."""
    answers = queries.table("order_answers", selection)
    return sentences.news(rows(known(selection)), rows(answers), after)


@cached
def since_last(selection: Selection, day: date) -> str:
    """What is new since somebody last looked, at the figures of `day`, as HTML: what turned, and of orders also those
    of that very day, which may have been given later in it."""
    campaign, chosen = catalogue.campaign(), selection.of(None)
    parts = direction.since_last(selection, day)
    until = selection.as_of + timedelta(days=campaign.direction.alert_days)
    due = sentences.due(rows(known(chosen)), selection.as_of, until)
    ordered = list(news(chosen, day - timedelta(days=1)).values())
    return last_look.block(parts | {"ordered": ordered, "due": [*parts["due"], *due]}, campaign)


def receivers(selection: Selection) -> dict[str, str]:
    """Whom the reader may order something from the unit looked at, by code: units below their own, of the whole
    campaign also owners of connections, as `owner:NAME`."""
    campaign, own = catalogue.campaign(), selection.scope.own
    here = [selection.unit, *(one.code for one in campaign.units if one.parent_code == selection.unit)]
    units = {
        code: str(campaign.unit[code].name)
        for code in here
        if selection.scope.sees(code)
        and campaign.unit[code].there(selection.as_of)
        and (own is None or own in campaign.line(code)[1:])
    }
    if not units or selection.scope.units is not None or selection.unit != campaign.root:
        return units
    known_as = next((one for one in campaign.languages if one != "en"), "en")  # as the list names them itself
    owners = connections.items(selection)[[f"owner_{known_as}", f"owner_{words.language()}"]].dropna().drop_duplicates()
    return units | {OWNER + said: shown for said, shown in sorted(owners.itertuples(index=False, name=None))}


def drafted(selection: Selection, key: str) -> Draft:
    """The order that the proposal of this key would be; a blank one where there is none."""
    found = [one for one in direction.decide(selection) if one.key == key] if key else []
    if not found:
        return draft.blank(selection.unit, selection.as_of)
    return draft.of(found[0], selection.unit, selection.as_of, catalogue.campaign())


def expectation(selection: Selection, order: Draft) -> tuple[float, float] | tuple[None, None]:
    """Chance of an order's goal by its day, as things are and if the pace rises to what it needs; None where nobody
    can say."""
    if order.unit is None or order.measure is None or order.goal is None:
        return None, None
    asked = selection.at(order.unit).of(order.measure)
    row = queries.row("overview", asked)
    days = (order.due - selection.as_of).days
    if not row["rate_7d"] or days < 1:
        return None, None
    needed = max(order.goal - row["total"], 0) / days
    faster = min(max(needed / row["rate_7d"] - 1, 0), FASTEST)
    tomorrow = np.datetime64(selection.as_of + timedelta(days=1), "D")
    return served.reached(asked, order.goal, order.due, Scenario(first_on=tomorrow, pace=faster))


def give(staff: Staff, selection: Selection, order: Draft) -> str:
    """Give an order, with what is expected of it: what came of it, in a sentence. DeskError."""
    chance, so = expectation(selection, order)
    about = {key: value for key, value in vars(order).items() if key not in ("said", "due")}
    staff.give(
        "give_order",
        day=selection.as_of.isoformat(),
        said=order.said,
        due=order.due.isoformat(),
        chance=chance,
        chance_so=so,
        **about,
    )
    to = str(catalogue.campaign().unit[order.unit].name) if order.unit else str(order.owner)
    return words.t("orders.is_given", to=to)


def withdraw(staff: Staff, selection: Selection, order: str, because: str) -> str:
    """Withdraw an order. DeskError."""
    staff.give("withdraw_order", id=order, day=selection.as_of.isoformat(), because=because)
    return words.t("orders.is_withdrawn")


def answer(staff: Staff, selection: Selection, order: str, said: str) -> str:
    """Answer an order. DeskError."""
    staff.give("answer_order", id=order, day=selection.as_of.isoformat(), answer=said)
    return words.t("orders.is_answered")


def named(selection: Selection) -> dict[str, str]:
    """The orders that stand, by id: to whom, and the first words."""
    standing = known(selection)
    standing = standing[standing["order_state"] != "withdrawn"]
    name = f"name_{words.language()}"
    pairs = zip(standing["order_id"], standing[name], standing["instruction"], strict=True)
    return {order: f"{to}: {said[:60]}" for order, to, said in pairs}
