"""Ahead of the plan, on it or behind: one rule, and how it is said."""

from typing import Literal

import pandas as pd

from campaign import words
from campaign.language import formats

State = Literal["ahead", "on_plan", "behind"]

ON_PLAN = 1  # days either way that still count as on plan


def state(days_ahead: float | None) -> State | None:
    """Whether a measure is ahead of its plan, on it (within ON_PLAN either way) or behind; None without a plan."""
    if days_ahead is None or formats.missing(days_ahead):
        return None
    if abs(days_ahead) <= ON_PLAN:
        return "on_plan"
    return "ahead" if days_ahead > 0 else "behind"


def states(days_ahead: pd.Series) -> pd.Series:
    """The state of every unit; None where it has no plan."""
    return days_ahead.astype(object).map(state)


def days(days_ahead: float | None) -> str:
    """`23 ngày`; of what is no longer on plan and would be written as one day, `hơn 1 ngày`."""
    told = formats.days(days_ahead)
    close = state(days_ahead) in ("ahead", "behind") and told == formats.days(ON_PLAN)
    return words.t("sentences.over", days=told) if close else told


def gap(days_ahead: float | None) -> str:
    """`sớm 23 ngày so với kế hoạch`, or on plan; an en dash when there is no plan."""
    found = state(days_ahead)
    return formats.MISSING if found is None else words.t(f"sentences.{found}", days=days(days_ahead))


def gap_when_reached(days_ahead: float | None) -> str:
    """`sớm 30 ngày` of a target that was reached, `đúng tiến độ` where that counts as on plan."""
    found = state(days_ahead)
    if found is None:
        return formats.MISSING
    key = {"ahead": "early", "on_plan": "on_time", "behind": "late"}[found]
    return words.t(f"sentences.{key}", days=days(days_ahead))


def capital(sentence: str) -> str:
    """The sentence with its first letter as a capital, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]
