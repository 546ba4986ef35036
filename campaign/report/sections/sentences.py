"""Paragraphs of a section, and the names of measures in its tables."""

from collections.abc import Collection

import pandas as pd

from campaign import words
from campaign.serving import catalogue


def sentences(*texts: str) -> tuple[str, ...]:
    """The texts that are not empty, each with its full stop."""
    return tuple(text if text.endswith(".") else f"{text}." for text in texts if text)


def with_names(rows: pd.DataFrame, columns: Collection[str]) -> pd.DataFrame:
    """Those `columns` of the rows (as words.in_each takes them), with the names of their `measure`, measure_*."""
    labels = [catalogue.campaign().measure[id].label for id in rows["measure"]]
    names = {f"measure_{one}": [label[one] for label in labels] for one in words.offered()}
    return rows.assign(**names)[words.in_each(*columns)]
