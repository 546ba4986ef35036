"""Which of the compared units are listed, and in which order."""

from collections.abc import Iterable

import pandas as pd

from campaign.language import collation, lookup

# What a list can be sorted by: column, and whether the largest comes first.
ORDERS = {
    "rank": ("rank", False),
    "name": ("name", False),
    "moved": ("moved", True),
    "days_ahead": ("days_ahead", False),
    "rate_per_1000": ("rate_per_1000", True),
    "required_to_best": ("required_to_best", True),
}
STATES = ("behind", "on_plan", "ahead", "complete", "silent", "no_target")


def chosen(units: pd.DataFrame, name: str, texts: Iterable[str], find: str, show: str, order: str) -> pd.DataFrame:
    """The units whose text has `find` in it, diacritics or none, in a state or region `show`, sorted by `order`.

    `units` are standings; `name` is their column of names; `show` may be empty; `order` is one of ORDERS.
    """
    kept = units[[lookup.matches(find, text) for text in texts]]
    if show:
        kept = kept[(kept["state"] == show) | (kept["region"] == show)]
    column, descending = ORDERS[order]
    if column == "name":
        return kept.iloc[collation.order(kept[name].tolist())]
    return kept.sort_values(column, ascending=not descending, na_position="last", kind="stable")
