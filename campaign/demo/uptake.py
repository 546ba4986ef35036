"""An extract of how far what is connected is used."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from campaign.demo.monthly import SOURCE
from campaign.demo.recipe import Recipe


def uptake(recipe: Recipe, lists: dict[str, pd.DataFrame], random: np.random.Generator) -> pd.DataFrame:
    """Running totals of each figure and item that the latest list has as connected, every so many days, and with each
    list."""
    items = lists[max(lists)]
    times = random.lognormal(0, recipe.uptake["spread"], len(items))
    told = [date.fromisoformat(day) for day in lists]
    days = _days(items["connected_on"].dropna().min(), told, recipe.uptake["every_days"])
    rows = [
        (day, item["service_id"], one["figure"], int(one["a_day"] * factor * (day - item["connected_on"]).days))
        for one in recipe.uptake["figures"]
        for day in days
        for item, factor in zip(_listed(lists, day).to_dict("records"), times, strict=True)
        if item["kind"] == one["kind"] and item["connected_on"] and item["connected_on"] < day
    ]
    return pd.DataFrame(rows, columns=["date", "service_id", "figure", "total"]).assign(source=SOURCE)


def _listed(lists: dict[str, pd.DataFrame], day: date) -> pd.DataFrame:
    """The list that was known on a day, the first one before there was any."""
    known = [told for told in lists if told <= str(day)]
    return lists[max(known, default=min(lists))]


def _days(first: date, told: list[date], every: int) -> list[date]:
    """The days of lists, and from the last of them back every so many days until the first; in their order."""
    last = max(told)
    steps = (last - timedelta(days=every * back) for back in range((last - first).days // every + 1))
    return sorted({*steps, *(day for day in told if day > first)})
