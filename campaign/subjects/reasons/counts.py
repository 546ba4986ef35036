"""How many are missing for which reason, and which reason explains most of what a unit lacks."""

from collections.abc import Sequence

import pandas as pd

from campaign import words
from campaign.definition import Reason
from campaign.figures.table import Row, rows
from campaign.language import formats


def of_unit(frame: pd.DataFrame, unit: str) -> list[Row]:
    """The rows of one unit, of a frame of the query reasons_below or reasons_explain."""
    return rows(frame[frame["unit_code"] == unit])


def below(frame: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The rows of those below a unit; of one that has none, or that reports itself, its own."""
    others = frame[frame["unit_code"] != unit]
    return others if len(others) else frame


def units(told: pd.DataFrame, explained: pd.DataFrame, unit: str) -> pd.DataFrame:
    """One row per unit below: what it lacks, for how much of it there is a reason, and how old that is.

    Of the queries reasons_below and reasons_explain. `still_owed` and `not_owed` are persons with a reason that leaves
    them to be served, or does not: lacking + beyond = still_owed + not_owed + unexplained.
    """
    found = below(explained, unit)
    by_owed = told.groupby(["unit_code", "owed"])["persons"].sum()
    parts = {
        name: [int(by_owed.get((code, owed), 0)) for code in found["unit_code"]]
        for name, owed in (("still_owed", True), ("not_owed", False))
    }
    counted = ("still_owed", "not_owed", "unexplained", "beyond", "units_told", "units_asked", "told_from", "told_last")
    return found.assign(**parts)[words.in_each("unit_code", "name_*", "lacking", *counted)].reset_index(drop=True)


def by_reason(told: pd.DataFrame, explained: pd.DataFrame, unit: str, listed: Sequence[Reason]) -> pd.DataFrame:
    """One row per reason named in a unit: those that are still owed first, then the most persons.

    `lacking_share` is the share of what the unit lacks; none where that is not known, or nothing.
    """
    (whole,) = of_unit(explained, unit)
    own = told[told["unit_code"] == unit].sort_values(["owed", "persons"], ascending=False, kind="stable")
    lacking = whole["lacking"] if whole["lacking"] else float("nan")
    named = with_names(own, listed).assign(lacking_share=own["persons"] / lacking)
    counted = ("persons", "lacking_share", "units_told", "told_from", "told_last", "remedy_*")
    return named[["reason", *words.in_each("reason_*", "owed", *counted)]].reset_index(drop=True)


def leading(told: pd.DataFrame, explained: pd.DataFrame, listed: Sequence[Reason], least: float) -> dict[str, Row]:
    """By unit the remediable reason with most persons, where it explains at least the share `least` of what it lacks.

    One that has more persons than the unit lacks contradicts the figures, and explains nothing. The row of
    reasons_below with `lacking` and `share`.
    """
    lacking = dict(zip(explained["unit_code"], explained["lacking"], strict=True))
    remediable = {reason.id for reason in listed if reason.remediable}
    found: dict[str, Row] = {}
    for row in rows(told.sort_values("persons", ascending=False, kind="stable")):
        whole = lacking.get(row["unit_code"], float("nan"))
        much = not formats.missing(whole) and 0 < least * whole <= row["persons"] <= whole
        if row["reason"] in remediable and row["unit_code"] not in found and much:
            found[row["unit_code"]] = row | {"lacking": whole, "share": row["persons"] / whole}
    return found


def with_names(frame: pd.DataFrame, listed: Sequence[Reason]) -> pd.DataFrame:
    """The frame with what its reasons are called and what can be done about them, in every language."""
    known = {reason.id: reason for reason in listed}
    reasons = [known[id] for id in frame["reason"]]
    named = frame.copy(deep=False)
    for one in words.offered():
        named[f"reason_{one}"] = [reason.label[one] for reason in reasons]
        named[f"remedy_{one}"] = [reason.remedy[one] if reason.remedy else None for reason in reasons]
    return named
