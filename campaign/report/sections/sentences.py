"""Paragraphs of a section, and the names of measures in its tables."""

import pandas as pd

from campaign import words
from campaign.serving import catalogue


def sentences(*texts: str) -> tuple[str, ...]:
    """The texts that are not empty, each with its full stop."""
    return tuple(text if text.endswith(".") else f"{text}." for text in texts if text)


def with_names(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the names of their `measure`, in each language."""
    labels = [catalogue.campaign().measure[id].label for id in rows["measure"]]
    return rows.assign(**{f"measure_{one}": [label[one] for label in labels] for one in words.offered()})
