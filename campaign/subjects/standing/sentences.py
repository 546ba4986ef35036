"""Sentences that say what a figure shows, with the same numbers."""

from datetime import date
from typing import Any

import pandas as pd

from campaign import words
from campaign.definition import Definition, Measure, Unit
from campaign.language import formats
from campaign.language.schedule import capital, gap, gap_when_reached


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


def finding(overview: pd.DataFrame, campaign: Definition) -> str:
    """The one-line answer of the overview: the first stage of the first project, and its slowest one."""
    rows = overview[overview["project"] == overview["project"].iloc[0]]
    first = rows.iloc[0]
    slow = rows[rows["slowest"]]
    text = _headline("first", first, campaign)
    return text if slow.empty else f"{text}; {_headline('slowest', slow.iloc[0], campaign)}"


def _headline(key: str, row: pd.Series, campaign: Definition) -> str:
    state = (
        words.t("sentences.reached", days=gap_when_reached(row["days_ahead"]))
        if not formats.missing(row["reached_on"])
        else gap(row["days_ahead"])
    )
    return words.t(
        f"sentences.{key}",
        measure=campaign.measure[row["measure"]].label,
        percent=formats.percent(row["completion"]),
        gap=state,
    )


def standing(row: dict[str, Any], measure: Measure, unit: Unit) -> str:
    """Where one measure of one unit stands: total with its parts, gap, pace needed against pace there is."""
    done = words.t(
        "sentences.standing",
        day=formats.day(row["as_of"]),
        unit=unit.name,
        measure=measure.label,
        parts=formats.parts(row["total"], row["target"]),
        percent=formats.percent(row["completion"]),
    )
    if not formats.missing(row["reached_on"]):
        return f"{done} " + words.t(
            "sentences.standing_reached", day=formats.day(row["reached_on"]), gap=gap_when_reached(row["days_ahead"])
        )
    if formats.missing(row["required_rate"]):
        return f"{done} {words.t('sentences.standing_past', gap=gap(row['days_ahead']))}"
    pace = words.t(
        "sentences.standing_pace",
        gap=capital(gap(row["days_ahead"])),
        items=measure.unit,
        required=formats.number(row["required_rate"]),
        rate=formats.number(row["rate_7d"]),
        best=formats.number(row["best_rate_7d"]),
        deadline=formats.day(row["deadline"]),
    )
    return f"{done} {pace}"


def spread(below: pd.DataFrame, measure: Measure) -> str:
    """How many units are ahead and behind, and who is most so; from the frame of the query units_below."""
    placed = below.dropna(subset="days_ahead")
    if placed.empty:
        return words.t("sentences.spread_none", measure=measure.label)
    name = f"name_{words.language()}"
    last, first = placed.iloc[0], placed.iloc[-1]
    return words.t(
        "sentences.spread",
        measure=measure.label,
        ahead=formats.number((placed["days_ahead"] >= 0).sum()),
        behind=formats.number((placed["days_ahead"] < 0).sum()),
        first=first[name],
        last=last[name],
        first_gap=gap(first["days_ahead"]),
        last_gap=gap(last["days_ahead"]),
    )


def ends(listing: pd.DataFrame, view: str, measure: Measure) -> str:
    """The worst and the best unit of a list of campaign.subjects.places.values."""
    placed = listing[listing["value"].notna()]
    if placed.empty:
        return words.t("sentences.spread_none", measure=measure.label)
    worst, best = placed.iloc[0], placed.iloc[-1]
    return words.t(
        "sentences.ends",
        measure=measure.label,
        view=view,
        worst=worst["name"],
        worst_told=worst["told"],
        best=best["name"],
        best_told=best["told"],
    )
