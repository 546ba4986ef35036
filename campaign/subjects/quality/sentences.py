"""Whether the figures can be trusted, how late they come and how the past moved, in sentences."""

from datetime import date
from typing import Any

import pandas as pd

from campaign import words
from campaign.definition import Measure
from campaign.language import formats

NAMED = 3


def finding(fresh: dict[str, Any], below: pd.DataFrame, as_of: date) -> str:
    """The page's answer, from the row of the query freshness and the frame of the query completeness."""
    said = {
        "day": formats.day(as_of),
        "late": formats.number(fresh["units_late"]),
        "expected": formats.number(fresh["units_expected"]),
        "full": formats.day(fresh["full_until"]),
    }
    if not fresh["units_late"]:
        return words.t("quality.complete_one" if fresh["units_expected"] == 1 else "quality.complete", **said)
    if fresh["units_late"] == fresh["units_expected"]:
        return words.t("quality.nothing_in", **said)
    missing = to_call(below)
    names = ", ".join(missing[f"name_{words.language()}"].head(NAMED))
    more = len(missing) - NAMED
    if more > 0:
        names = words.t("quality.and_more", names=names, more=formats.number(more))
    return words.t("quality.incomplete", names=names, **said)


def to_call(below: pd.DataFrame) -> pd.DataFrame:
    """The units below with reports missing on the day, of the frame of the query completeness; whom to call first."""
    return below[below["units_late"] > 0]


def trust(fresh: dict[str, Any], maturity: pd.DataFrame, measure: Measure) -> str:
    """How much of a day is usually known by its evening, and which units the last full day leaves out."""
    silent = fresh["units_silent"]
    left_out = words.t("quality.left_out", silent=formats.number(silent)) if silent else ""
    return f"{matured(maturity, measure)} {left_out}".strip()


def matured(maturity: pd.DataFrame, measure: Measure) -> str:
    """The reporting delay, from the frame of the query maturity."""
    shares = maturity.set_index("delay_days")["known_share"].dropna()
    if shares.empty:
        return words.t("quality.maturity_none")
    if (maturity["lowest_share"] == 1).all():
        return words.t("quality.matured_at_once", measure=measure.label)
    return words.t(
        "quality.matured",
        measure=measure.label,
        **{f"after_{delay}": formats.percent(shares[delay]) for delay in range(4)},
    )


def maturity_title(maturity: pd.DataFrame) -> str:
    """What is missing after one day, as a title."""
    shares = maturity.set_index("delay_days")["known_share"].dropna()
    return (
        words.t("quality.maturity_untold")
        if shares.empty
        else words.t("quality.maturity_title", share=formats.percent(1 - shares[1]))
    )


def changes_title(changes: pd.DataFrame) -> str:
    """By how much the past moved, as a title, from the frame of the query revisions."""
    return (
        words.t("quality.revisions_none")
        if changes.empty
        else words.t("quality.revisions_title", net=formats.number(changes["net"].sum(), sign=True))
    )


def changes(changes: pd.DataFrame) -> str:
    """How the past moved, net and gross, and on which day most."""
    if changes.empty:
        return words.t("quality.revisions_none") + "."
    most = changes.iloc[int(changes["gross"].argmax())]
    sums = {column: formats.number(abs(changes[column].sum())) for column in ("raised", "lowered", "gross")}
    return words.t(
        "quality.revisions_sentence",
        first=formats.day(changes["reported_on"].iloc[0]),
        last=formats.day(changes["reported_on"].iloc[-1]),
        **sums,
        net=formats.number(changes["net"].sum(), sign=True),
        day=formats.day(most["reported_on"]),
        units=formats.number(most["units"]),
    )


def trend_title(rules: pd.DataFrame) -> str:
    """How many lines were put aside lately, as a title, from the frame of the query quarantine_rules."""
    return words.t("quality.trend_title", lines=formats.number(rules["lines_4w"].sum()))
