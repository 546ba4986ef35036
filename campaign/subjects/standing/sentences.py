"""Sentences that say what a figure shows, with the same numbers."""

from datetime import date
from typing import Any

import pandas as pd

from campaign import words
from campaign.definition import Definition, Measure, Unit
from campaign.language import formats
from campaign.language.schedule import gap, gap_when_reached, state


def freshness(fresh: dict[str, Any], as_of: date, campaign: Definition) -> tuple[str, str, str]:
    """Cut-off, last full day and units late, of a row of the query freshness."""
    return (
        words.t("screen.cut_off", time=campaign.cut_off, day=formats.day(as_of)),
        words.t("screen.full_until", day=formats.day(fresh["full_until"])),
        words.t(
            "screen.late",
            late=formats.number(fresh["units_late"]),
            expected=formats.number(fresh["units_expected"]),
            silent=formats.number(fresh["units_silent"]),
        ),
    )


def done(row: dict[str, Any], measure: Measure, unit: Unit) -> str:
    """What is done of one measure of one unit, of which target; no full stop."""
    return words.t(
        "sentences.standing" if row["target"] and row["target"] > 0 else "sentences.standing_open",
        day=formats.day(row["as_of"]),
        unit=unit.name,
        measure=measure.label,
        total=formats.number(row["total"]),
        items=measure.unit,
        target=formats.number(row["target"]),
        percent=formats.percent(row["completion"]),
    )


def standing(row: dict[str, Any], measure: Measure, unit: Unit) -> str:
    """Where one measure of one unit stands: what is done, the gap, pace needed against pace there is."""
    if not formats.missing(row["reached_on"]):
        reached = words.t(
            "sentences.standing_reached",
            day=formats.day(row["reached_on"]),
            gap=gap_when_reached(row["days_ahead"]),
            deadline=formats.day(row["deadline"]),
        )
        return f"{done(row, measure, unit)}. {reached}"
    said = f"{done(row, measure, unit)}, {gap(row['days_ahead'])}."
    return " ".join(filter(None, (said, _overdue(row, measure), _pace(row, measure))))


def _overdue(row: dict[str, Any], measure: Measure) -> str:
    if formats.missing(row["deadline"]) or row["as_of"] <= row["deadline"]:
        return ""
    return words.t(
        "sentences.standing_past",
        deadline=formats.day(row["deadline"]),
        remaining=formats.number(row["remaining"]),
        items=measure.unit,
    )


def _pace(row: dict[str, Any], measure: Measure) -> str:
    if formats.missing(row["required_rate"]):
        return ""
    return words.t(
        "sentences.standing_pace",
        items=measure.unit,
        required=formats.rate(row["required_rate"]),
        by=formats.day(row["required_by"]),
        rate=formats.rate(row["rate_7d"]),
        best=formats.rate(row["best_rate_7d"]),
    )


def spread(below: pd.DataFrame, measure: Measure, unit: Unit, as_of: date) -> str:
    """How many units are ahead, on plan and behind, and who is most so; from the frame of the query units_below."""
    return _spread("spread", below, measure, unit, as_of)


def spread_finding(below: pd.DataFrame, measure: Measure, unit: Unit, as_of: date) -> tuple[str, str]:
    """The same as a headline, which has 70 letters on a phone, with the rest for beneath it."""
    placed = below.dropna(subset="days_ahead")
    if placed.empty:
        return spread(below, measure, unit, as_of), ""
    behind = (placed["days_ahead"].map(state) == "behind").sum()
    said = words.t(
        "sentences.units_behind",
        measure=measure.label,
        behind=formats.number(behind),
        all=formats.number(len(placed)),
    )
    return said, _spread("spread_rest", below, measure, unit, as_of)


def _spread(key: str, below: pd.DataFrame, measure: Measure, unit: Unit, as_of: date) -> str:
    placed = below.dropna(subset="days_ahead")
    known = {"measure": measure.label, "unit": unit.name, "day": formats.day(as_of)}
    if placed.empty:
        return words.t("sentences.spread_none", **known)
    states = placed["days_ahead"].map(state)
    name = f"name_{words.language()}"
    last, first = placed.iloc[0], placed.iloc[-1]
    best = {"ahead": "most_ahead", "on_plan": "on_plan_best", "behind": "least_behind"}[states.iloc[-1]]
    return words.t(
        f"sentences.{key}",
        all=formats.number(len(placed)),
        ahead=formats.number((states == "ahead").sum()),
        on_plan=formats.number((states == "on_plan").sum()),
        behind=formats.number((states == "behind").sum()),
        best=words.t(f"sentences.{best}"),
        worst=words.t("sentences.most_behind" if states.iloc[0] == "behind" else "sentences.least_ahead"),
        first=first[name],
        last=last[name],
        first_gap=gap(first["days_ahead"]),
        last_gap=gap(last["days_ahead"]),
        **known,
    )


def ends(listing: pd.DataFrame, view: str, measure: Measure, unit: Unit, as_of: date) -> str:
    """The worst and the best unit of a list of campaign.subjects.places.values."""
    placed = listing[listing["value"].notna()]
    known = {"measure": measure.label, "unit": unit.name, "day": formats.day(as_of)}
    if placed.empty:
        return words.t("sentences.spread_none", **known)
    worst, best = placed.iloc[0], placed.iloc[-1]
    return words.t(
        "sentences.ends",
        view=view.lower(),
        worst=worst["name"],
        worst_told=worst["told"],
        best=best["name"],
        best_told=best["told"],
        **known,
    )
