"""Where the units of a level stand. Those directly below a unit are one question, whoever asks it."""

import pandas as pd

from campaign.serving import catalogue, queries
from campaign.serving.selection import Selection


def at_level(selection: Selection, level: str) -> pd.DataFrame:
    """All units of a level at or below the one selected, as the queries units_below and units_at_level give them."""
    campaign = catalogue.campaign()
    below = campaign.level_below(campaign.unit[selection.unit])
    if below and below.id == level:
        return queries.table("units_below", selection)
    return queries.table("units_at_level", selection, level=level)
