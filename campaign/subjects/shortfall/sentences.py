"""Where the items that will be missing are, in one sentence."""

import pandas as pd

from campaign import words
from campaign.definition import Measure
from campaign.language import formats


def shortfall(below: pd.DataFrame, measure: Measure, share: float) -> str:
    """How many units make up `share` of all that is expected to be missing, and how much that is."""
    missing = below["expected_shortfall"].sum() if len(below) else 0
    if round(missing) == 0:
        return words.t("shortfall.none", measure=measure.label)
    units = int((below["cumulative_share"] < share - 1e-9).sum()) + 1
    return words.t(
        "shortfall.finding_one" if units == 1 else "shortfall.finding",
        measure=measure.label,
        items=measure.unit,
        missing=formats.number(missing),
        units=formats.number(units),
        name=below[f"name_{words.language()}"].iloc[0],
        share=formats.percent(below["cumulative_share"].iloc[units - 1], 0),
        all=formats.number(len(below)),
    )
