"""Lists ready for letters: units to praise and units to urge, and who has connected all that was planned."""

from collections import Counter
from datetime import date

import pandas as pd

from campaign import words
from campaign.language.schedule import states

NAMED = ["unit_code", "name_*", "total", "target", "completion", "days_ahead"]
PRAISED = [*NAMED, "verified", "samples_failed"]
OWNERS = ["owner_*", "items", "connected", "share"]
URGED = [*NAMED, "deadline", "required_rate", "required_to_best"]


def early(units: pd.DataFrame, days_early: int, broken: set[str], failed: Counter[str]) -> pd.DataFrame:
    """Units that reached their target `days_early` or more before its deadline, nothing silent below them, the
    earliest first.

    `units` is a frame of the query units_at_level, `broken` the codes of units with figures in doubt, `failed` how
    many units below failed their sample.
    """
    reached = units[(units["state"] == "complete") & (units["days_ahead"] >= days_early) & (units["units_silent"] == 0)]
    found = [failed[code] for code in reached["unit_code"]]
    return reached.assign(verified=~reached["unit_code"].isin(broken), samples_failed=found).sort_values(
        ["days_ahead", "unit_code"], ascending=[False, True], ignore_index=True
    )[words.in_each(*PRAISED)]


def praise(reached: pd.DataFrame, most: int, doubtful: bool) -> pd.DataFrame:
    """The first of these, at most so many; of those whose figures are in doubt or whose samples failed only where the
    campaign praises them too. The list says which they are, and whoever signs decides."""
    sure = reached["verified"] & (reached["samples_failed"] == 0)
    return reached[sure | doubtful].head(most).reset_index(drop=True)


def owners(items: pd.DataFrame, of: pd.DataFrame, as_of: date, most: int) -> pd.DataFrame:
    """Owners that have connected whatever was planned until the day, and something was; most connected first.

    `items` is a frame of the query connections, `of` one of campaign.subjects.connections.counts.owners.
    """
    first = words.in_each("owner_*")[0]
    planned = items[items["planned_on"] <= pd.Timestamp(as_of)]
    missing = planned.loc[planned["connected_on"].isna(), first]
    met = of[of[first].isin(planned[first].dropna()) & ~of[first].isin(missing) & (of[first] != "")]
    ordered = met.sort_values(["connected", first], ascending=[False, True], ignore_index=True)
    return ordered[words.in_each(*OWNERS)].head(most)


def urge(units: pd.DataFrame) -> pd.DataFrame:
    """Units behind their plan: those past their deadline first, then by required ÷ best week; none at all is worst."""
    behind = units[(states(units["days_ahead"]) == "behind") & (units["remaining"] > 0)]
    return behind.sort_values(
        ["past_due", "required_to_best", "days_ahead"],
        ascending=[False, False, True],
        na_position="first",
        ignore_index=True,
    )[words.in_each(*URGED)]
