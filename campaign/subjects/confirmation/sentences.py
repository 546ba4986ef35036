"""Who has confirmed, in sentences, of the frame of the question confirmations."""

from datetime import date

import pandas as pd

from campaign import words
from campaign.definition import Unit
from campaign.figures import lists
from campaign.figures.table import Row
from campaign.language import formats

NAMED = 5


def brief(states: pd.DataFrame, whole: bool) -> str:
    """As short as the strip wants it: of the `whole` how many, of a part of it whether; "" without any unit."""
    if states.empty:
        return ""
    if not whole:
        state = states["confirmation"].iloc[0]
        return words.t(f"columns.confirmation_{state}")
    return words.t("confirmation.brief", **_counted(states))


def told(states: pd.DataFrame, as_of: date, whole: bool) -> str:
    """Who has not confirmed the figures of a day; "" without any unit."""
    if states.empty:
        return ""
    day, name = formats.day(as_of), f"name_{words.language()}"
    if not whole:
        state, unit = states["confirmation"].iloc[0], states[name].iloc[0]
        return words.t(f"confirmation.{state}_one", unit=unit, day=day)
    missing = states[states["confirmation"] != "confirmed"][name]
    if missing.empty:
        return words.t("confirmation.all", day=day, **_counted(states))
    names = lists.and_more(", ".join(missing.head(NAMED)), len(missing) - NAMED, "confirmation.and_more")
    return words.t("confirmation.some", day=day, names=names, **_counted(states))


def counted(states: pd.DataFrame, as_of: date) -> str:
    """How many units have confirmed the figures of a day."""
    return words.t("confirmation.counted", day=formats.day(as_of), **_counted(states))


def finding(row: Row, unit: Unit, as_of: date) -> str:
    """Whether one unit has, of its row."""
    state = row["confirmation"]
    return words.t(f"confirmation.{state}_one", unit=unit.name, day=formats.day(as_of))


def since(row: Row) -> str:
    """Which figures it confirmed last."""
    if formats.missing(row["confirmed_until"]):
        return words.t("confirmation.never")
    return words.t("confirmation.last", day=formats.day(row["confirmed_until"]))


def _counted(states: pd.DataFrame) -> dict[str, str]:
    confirmed = (states["confirmation"] == "confirmed").sum()
    return {"confirmed": formats.number(confirmed), "units": formats.number(len(states))}
