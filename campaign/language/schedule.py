"""Ahead of the plan, on it or behind: one rule, and how it is said."""

import pandas as pd

from campaign import words
from campaign.language import formats


def gap(days_ahead: float | None) -> str:
    """`sớm 23 ngày so với kế hoạch`, or on plan; an en dash when there is no plan."""
    if formats.missing(days_ahead):
        return formats.MISSING
    key = "on_plan" if round(days_ahead) == 0 else "ahead" if days_ahead > 0 else "behind"
    return words.t(f"sentences.{key}", days=formats.days(days_ahead))


def gap_word(row: pd.Series) -> str:
    """`sớm 30 ngày` of a target that was reached."""
    key = "early" if row["days_ahead"] >= 0 else "late"
    return words.t(f"sentences.{key}", days=formats.days(row["days_ahead"]))


def capital(sentence: str) -> str:
    """The sentence with its first letter as a capital, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]
