"""Why a forecast moved, in words: how far, and what of it each cause has."""

from datetime import date

import pandas as pd

from campaign import words
from campaign.definition import Measure, Unit
from campaign.language import formats


def by_days(causes: pd.DataFrame) -> bool:
    """Whether causes are told in days: those of a day beyond the horizon are not, nor a day that stayed while items
    did not."""
    days, items = causes["moved_days"], causes["moved_items"]
    return bool(days.notna().all() and (items.isna().any() or days.sum() != 0))


def because(causes: pd.DataFrame) -> str:
    """What each cause has of the change, the largest first, after a sentence that says how far; "" without any."""
    return words.t("why.because", parts=_parts(causes)) if len(causes) and _parts(causes) else ""


def finding(causes: pd.DataFrame, measure: Measure) -> str:
    """How far a forecast moved, as a heading."""
    return words.t(f"why.title_{_way(causes)}", **_much(causes, measure))


def sentence(causes: pd.DataFrame, measure: Measure, unit: Unit, before: date) -> str:
    """How far a forecast moved since the one made `before`, and what of it each cause has; "" without causes."""
    if causes.empty:
        return ""
    said = words.t(
        f"why.{_way(causes)}",
        measure=measure.label,
        unit=unit.name,
        before=formats.day(before),
        now=formats.day(causes["as_of"].iloc[0]),
        **_much(causes, measure),
    )
    beyond = words.t("why.no_day") if causes["moved_days"].isna().any() else ""
    return " ".join(filter(None, (said, because(causes), beyond)))


def _way(causes: pd.DataFrame) -> str:
    days = by_days(causes)
    moved = causes["moved_days" if days else "moved_items"].sum()
    ways = ("earlier", "same_day", "later") if days else ("fewer", "same", "more")
    return ways[int(moved > 0) - int(moved < 0) + 1]


def _much(causes: pd.DataFrame, measure: Measure) -> dict[str, object]:
    days, items = (causes[column].sum() for column in ("moved_days", "moved_items"))
    return {"days": formats.days(days), "more": formats.number(abs(items)), "items": measure.unit}


def _parts(causes: pd.DataFrame) -> str:
    """`nhịp của chính khâu +5 ngày; …`: all that have a part, so that what is said adds up."""
    column = "moved_days" if by_days(causes) else "moved_items"
    moved = causes[causes[column].fillna(0) != 0].sort_values(column, key=abs, ascending=False, kind="stable")
    return "; ".join(
        words.t(
            "why.part_days" if column == "moved_days" else "why.part_items",
            cause=words.t(f"columns.cause_{cause}"),
            change=formats.number(part, sign=True),
        )
        for cause, part in zip(moved["cause"], moved[column], strict=True)
    )
