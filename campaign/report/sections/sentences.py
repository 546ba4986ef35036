"""Paragraphs of a section, and the names of measures in its tables."""

import pandas as pd

from campaign.serving import catalogue


def sentences(*texts: str) -> tuple[str, ...]:
    """The texts that are not empty, each with its full stop."""
    return tuple(text if text.endswith(".") else f"{text}." for text in texts if text)


def with_names(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the names of their `measure`, measure_vi and measure_en."""
    labels = [catalogue.campaign().measure[id].label for id in rows["measure"]]
    return rows.assign(measure_vi=[label.vi for label in labels], measure_en=[label.en for label in labels])
