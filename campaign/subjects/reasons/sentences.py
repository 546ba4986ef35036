"""Why items are missing, in sentences."""

from datetime import date

import pandas as pd

from campaign import words
from campaign.definition import Definition, Measure
from campaign.figures.lists import and_more
from campaign.figures.table import Row, rows
from campaign.language import formats

NAMED = 3


def absent(campaign: Definition, measure: Measure, before: date | None) -> str:
    """What is missing to say why items of a measure are, in a line; `before` is a day after which it was told."""
    if not campaign.reasons:
        return words.t("reasons.not_declared")
    measures = {campaign.measure[reason.measure].label: None for reason in campaign.reasons}
    if measure.id not in {reason.measure for reason in campaign.reasons}:
        return words.t("reasons.of_others", measure=measure.label, measures=", ".join(map(str, measures)))
    if before:
        return words.t("reasons.not_yet", day=formats.day(before), measure=measure.label)
    return words.t("reasons.none_told", measure=measure.label)


def finding(whole: Row, first: Row) -> str:
    """The reason that most of them have, `first`, as a share of what is missing; a row of each of the two queries."""
    said = {
        "reason": first[f"reason_{words.language()}"],
        "persons": formats.number(first["persons"]),
        "named": formats.number(whole["named"]),
        "lacking": formats.number(whole["lacking"]),
        "share": formats.percent(first["lacking_share"]),
        "unexplained": formats.number(whole["unexplained"]),
    }
    if not whole["named"]:
        return words.t("reasons.finding_zero", told=formats.number(whole["units_told"]))
    known = "open" if formats.missing(whole["lacking"]) else "known" if whole["lacking"] else "done"
    return words.t(f"reasons.finding_{known}", **said)


def reading(whole: Row, units: pd.DataFrame, measure: Measure) -> str:
    """What is lacking, how much of it is explained, where reasons contradict the figures, and how old they are."""
    owed, other = (int(units[column].sum()) for column in ("still_owed", "not_owed"))
    said = {
        "items": measure.unit,
        "lacking": formats.number(whole["lacking"]),
        "remaining": formats.number(whole["remaining"]),
        "named": formats.number(whole["named"]),
        "owed": formats.number(owed),
        "not_owed": formats.number(other),
        "unexplained": formats.number(whole["unexplained"]),
        "told": formats.number(whole["units_told"]),
        "asked": formats.number(whole["units_asked"]),
        "from": formats.day(whole["told_from"]),
        "last": formats.day(whole["told_last"]),
    }
    known, whole_differs = not formats.missing(whole["lacking"]), whole["remaining"] != whole["lacking"]
    keys = [
        "lacking" if known else "",
        "whole" if known and whole_differs and not formats.missing(whole["remaining"]) else "",
        "explained" if known else "named_only",
    ]
    parts = [words.t(f"reasons.{key}", **said) for key in keys if key]
    parts += [_beyond(whole, units), words.t(f"reasons.{_age(whole)}", **said)]
    return " ".join(filter(None, parts))


def ahead(expected: pd.Series, deadline: date, as_of: date) -> str:
    """What units are expected to lack, beside the reasons and not set against them; "" where that is not known."""
    if expected.empty or expected.isna().any():
        return ""
    key = "reasons.lacked" if as_of > deadline else "reasons.expected"
    return words.t(key, lack=formats.number(expected.sum()), deadline=formats.day(deadline))


def remedies(whole: Row, reasons: pd.DataFrame) -> str:
    """How many items could come of what can be done, and by how many the quota may be revised."""
    text = f"remedy_{words.language()}"
    brings = int(reasons.loc[reasons["owed"] & reasons[text].notna(), "persons"].sum())
    revised = int(reasons.loc[~reasons["owed"], "persons"].sum())
    said = {
        "brings": formats.number(brings),
        "lacking": formats.number(whole["lacking"]),
        "revised": formats.number(revised),
    }
    first = "reasons.brings_open" if formats.missing(whole["lacking"]) else "reasons.brings"
    return " ".join([words.t(first, **said), *([words.t("reasons.revised", **said)] if revised else [])])


def _age(whole: Row) -> str:
    """How the age of what was told is said: nobody is missing, all of one day, or from one day to another."""
    if formats.missing(whole["told_from"]):
        return "age_none"
    return "age_one" if whole["told_from"] == whole["told_last"] else "age"


def _beyond(whole: Row, units: pd.DataFrame) -> str:
    """Units whose reasons are more than what they lack: a contradiction, with its numbers."""
    if formats.missing(whole["beyond"]) or not whole["beyond"]:
        return ""
    found = units[units["beyond"] > 0].sort_values("beyond", ascending=False, kind="stable")
    named = [f"{row[f'name_{words.language()}']} {formats.number(row['beyond'])}" for row in rows(found.head(NAMED))]
    listed = and_more(", ".join(named), len(found) - NAMED, "direction.and_more")
    return words.t("reasons.beyond", beyond=formats.number(whole["beyond"]), named=listed)
