"""Two lists ready for a letter: units to praise and units to urge."""

from collections import Counter

import pandas as pd

from campaign import words
from campaign.language.schedule import states

NAMED = ["unit_code", "name_*", "total", "target", "completion", "days_ahead"]
PRAISED = [*NAMED, "verified", "samples_failed"]
URGED = [*NAMED, "deadline", "required_rate", "required_to_best"]


def praise(units: pd.DataFrame, days_early: int, broken: set[str], failed: Counter[str]) -> pd.DataFrame:
    """Units that reached their target `days_early` or more before its deadline, nothing silent below them, the
    earliest first.

    `units` is a frame of the query units_at_level, `broken` the codes of units with figures in doubt, `failed` how
    many units below failed their sample. Such units stand in the list, and it says so: whoever signs decides.
    """
    reached = units[(units["state"] == "complete") & (units["days_ahead"] >= days_early) & (units["units_silent"] == 0)]
    found = [failed[code] for code in reached["unit_code"]]
    return reached.assign(verified=~reached["unit_code"].isin(broken), samples_failed=found).sort_values(
        ["days_ahead", "unit_code"], ascending=[False, True], ignore_index=True
    )[words.in_each(*PRAISED)]


def urge(units: pd.DataFrame) -> pd.DataFrame:
    """Units behind their plan: those past their deadline first, then by required ÷ best week; none at all is worst."""
    behind = units[(states(units["days_ahead"]) == "behind") & (units["remaining"] > 0)]
    return behind.sort_values(
        ["past_due", "required_to_best", "days_ahead"],
        ascending=[False, False, True],
        na_position="first",
        ignore_index=True,
    )[words.in_each(*URGED)]
