"""What is connected of what is to be: by kind, by owner, over time, and which items must be asked after."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from campaign import words
from campaign.definition import Connection
from campaign.language import lookup

STATES = ("overdue", "unplanned", "planned", "testing", "connected")  # from worst to best


@dataclass(frozen=True)
class Progress:
    """One kind on a day: items in the list and in each state, and `target` of them by `deadline`."""

    kind: Connection
    items: int
    connected: int
    testing: int
    overdue: int
    target: int


def progress(items: pd.DataFrame, kind: Connection, whole: bool) -> Progress:
    """Where a kind stands, from the frame of the query connections.

    The target is that of the whole campaign; of a part of it, and without one, it is all in the list.
    """
    own = items[items["kind"] == kind.id]
    tested = own["tested_on"].notna() & own["connected_on"].isna()
    return Progress(
        kind,
        len(own),
        int(own["connected_on"].notna().sum()),
        int(tested.sum()),
        int(own["state"].eq("overdue").sum()),
        kind.target if whole and kind.target else len(own),
    )


def curve(items: pd.DataFrame, last: date) -> pd.DataFrame:
    """Items planned, tested and connected until each day on which any of it changed: date, planned, tested, connected.

    Plans run on as far as they reach; what is done is known until `last` and missing after it.
    """
    stages = {stage: items[f"{stage}_on"].dropna() for stage in ("planned", "tested", "connected")}
    days = pd.DatetimeIndex(sorted({*pd.concat(list(stages.values())), pd.Timestamp(last)}), name="date")
    known = days <= pd.Timestamp(last)
    totals = {
        stage: np.searchsorted(done.sort_values().to_numpy(), days.to_numpy(), side="right").astype(float)
        for stage, done in stages.items()
    }
    for stage in ("tested", "connected"):
        totals[stage][~known] = np.nan
    return pd.DataFrame(totals, index=days).reset_index()


def owners(items: pd.DataFrame, of: str = "owner") -> pd.DataFrame:
    """A row per owner, or route, the most overdue first, then who has most left: its names, items, how many in each
    state, the share that is connected, mean days in test.
    """
    first, *others = words.in_each(f"{of}_*")
    named = items.fillna(dict.fromkeys((first, *others), ""))
    of_owner = named.groupby(first)
    counts = pd.crosstab(named[first], named["state"]).reindex(columns=list(STATES), fill_value=0)
    every = counts.sum(axis=1)
    found = counts.assign(
        items=every,
        share=counts["connected"] / every,
        left=every - counts["connected"],
        mean_days_in_test=of_owner["days_in_test"].mean(),
    )
    for place, other in enumerate(others):
        found.insert(place, other, of_owner[other].first())
    ordered = found.reset_index().sort_values(["overdue", "left", first], ascending=[False, False, True])
    return ordered.drop(columns="left").reset_index(drop=True)


def selection(items: pd.DataFrame, find: str, show: str) -> pd.DataFrame:
    """Items whose name or owner has `find` in it, of a state or kind `show` ("" for all), in the order given."""
    texts = items[words.in_each("name_*", "owner_*")].fillna("").agg(" ".join, axis="columns")
    found = items[[lookup.matches(find, text) for text in texts]]
    return found if not show else found[(found["state"] == show) | (found["kind"] == show)]
