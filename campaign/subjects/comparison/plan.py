"""The best plan for machines as tables: its moves, and what comes of it beside the list and of nothing at all."""

from datetime import date, timedelta
from typing import Any

import pandas as pd

from campaign import words
from campaign.definition import Definition
from campaign.forecast.placed import WAYS, Placed

MOVES = ("unit_code_from", "from_*", "unit_code_to", "to_*", "machines", "leaves_on", "first_on", "last_on", "gain")


def moves(found: Placed, campaign: Definition, as_of: date) -> pd.DataFrame:
    """A row for each move, what brings most first: MOVES, days as dates and `gain` in items not missing any more."""
    rows: list[dict[str, Any]] = []
    for move, gain in zip(found.plan.moves, found.gains, strict=True):
        source, to = (campaign.unit[found.units[at]] for at in (move.source, move.to))
        days = {"leaves_on": move.leaves, "first_on": move.first, "last_on": move.last}
        rows.append(
            {"unit_code_from": source.code, **source.name.columns("from")}
            | {"unit_code_to": to.code, **to.name.columns("to")}
            | {"machines": int(move.machines)}
            | {column: pd.Timestamp(as_of + timedelta(days=day)) for column, day in days.items()}
            | {"gain": round(gain)}
        )
    listed = pd.DataFrame(rows, columns=words.in_each(*MOVES))
    return listed.sort_values("gain", ascending=False, kind="stable", ignore_index=True)


def outcomes(found: Placed) -> pd.DataFrame:
    """A row for each of WAYS, of the units that take part: way, lack (items that they will miss on the date of the unit
    above), on_time (how many make their own, the sum of their chances); then chance and shortfall of the unit above.
    """
    rows = []
    for way in WAYS:
        one = found.results[way]
        rows.append(
            {
                "way": way,
                "lack": one.lack[found.part].round().sum(),  # whole items of each, as where the lack is listed
                "on_time": one.chance[found.part].sum(),
                "chance": one.whole_chance,
                "shortfall": one.whole_lack,
            }
        )
    return pd.DataFrame(rows)
