"""Who holds up what is overdue, what the lists do not say, and how far plans were kept so far."""

import pandas as pd

from campaign import words

SIDES = {"owner": ("responsible",), "counterpart": ("counterpart",), "both": ("responsible", "counterpart")}
TOLD = ("ready_on", "route", "responsible", "counterpart")  # columns that a list may do without


def holders(items: pd.DataFrame) -> pd.DataFrame:
    """A row per body, or pair of them, that overdue items wait for, the most first: body_*, held_by, overdue,
    days_overdue and item_* of the longest overdue one. Each overdue item is in one row.

    Where no body is named it is the owner on the owner's side, and nobody ("") on the other. `items` is a frame of the
    query connections.
    """
    late = items[items["held_by"].notna()]
    named = late.assign(**{f"body_{one}": _bodies(late, one) for one in words.offered()})
    named = named.rename(columns=dict(zip(words.in_each("name_*"), words.in_each("item_*"), strict=True)))
    first, *_ = words.in_each("body_*")
    ordered = named.sort_values(["days_overdue", "service_id"], ascending=[False, True])
    of_body = ordered.groupby([first, "held_by"], sort=False)
    found = of_body.head(1).set_index([first, "held_by"]).assign(overdue=of_body.size()).reset_index()
    found = found.sort_values(["overdue", "days_overdue", first, "held_by"], ascending=[False, False, True, True])
    columns = [*words.in_each("body_*"), "held_by", "overdue", "days_overdue", *words.in_each("item_*")]
    return found[columns].reset_index(drop=True)


def _bodies(late: pd.DataFrame, language: str) -> list[str]:
    """Who each item waits for, in a language."""
    named = late.assign(responsible=late[f"responsible_{language}"].fillna(late[f"owner_{language}"]).fillna(""))
    named = named.assign(counterpart=late[f"counterpart_{language}"].fillna(""))
    return [
        " + ".join(filter(None, (row[part] for part in SIDES.get(row["held_by"], ("responsible",)))))
        for row in named.to_dict("records")
    ]


def untold(items: pd.DataFrame) -> list[str]:
    """Columns of TOLD in which no item has anything."""
    columns = {one: words.in_each(f"{one}_*")[0] if one in SIDES["both"] else one for one in TOLD}
    return [name for name, column in columns.items() if items[column].isna().all()]


def kept(items: pd.DataFrame) -> tuple[int, int]:
    """Of the items whose planned day is over by the last list: how many were connected by that day, and all."""
    due = items[items["planned_on"] < items["reported_on"]]
    return int((due["connected_on"] <= due["planned_on"]).sum()), len(due)
