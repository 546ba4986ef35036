"""Ahead of the plan, on it or behind: one rule, and how it is said."""

from typing import Literal

from campaign import words
from campaign.language import formats

State = Literal["ahead", "on_plan", "behind"]


def state(days_ahead: float | None) -> State | None:
    """Whether a measure is ahead of its plan: on plan means within half a day; None when there is no plan."""
    if days_ahead is None or formats.missing(days_ahead):
        return None
    if round(days_ahead) == 0:
        return "on_plan"
    return "ahead" if days_ahead > 0 else "behind"


def gap(days_ahead: float | None) -> str:
    """`sớm 23 ngày so với kế hoạch`, or on plan; an en dash when there is no plan."""
    found = state(days_ahead)
    return formats.MISSING if found is None else words.t(f"sentences.{found}", days=formats.days(days_ahead))


def gap_when_reached(days_ahead: float) -> str:
    """`sớm 30 ngày` of a target that was reached."""
    key = "early" if days_ahead >= 0 else "late"
    return words.t(f"sentences.{key}", days=formats.days(days_ahead))


def capital(sentence: str) -> str:
    """The sentence with its first letter as a capital, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]
