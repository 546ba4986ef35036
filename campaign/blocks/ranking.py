"""Short lists of units: who is most behind, who is most ahead."""

import pandas as pd

from campaign import formats, words
from campaign.blocks import tag, text
from campaign.blocks.board import against_plan

SHOWN = 5


def extremes(below: pd.DataFrame) -> str:
    """The five units most behind and, of the others, the five most ahead, from the frame of the query units_below."""
    placed = below.dropna(subset="days_ahead")
    return _ranking(placed.head(SHOWN), words.t("ranking.behind")) + _ranking(
        placed[SHOWN:].tail(SHOWN)[::-1], words.t("ranking.ahead")
    )


def _ranking(units: pd.DataFrame, title: str) -> str:
    """Name, completion with its parts and days of each unit, in the order of the frame."""
    name = f"name_{words.language()}"
    rows = "".join(
        tag(
            "li",
            tag("b", text(row[name]))
            + tag("span", against_plan(row["days_ahead"]), css="days")
            + tag("small", f"{formats.parts(row['total'], row['target'])} · {formats.percent(row['completion'])}"),
        )
        for row in units.to_dict("records")
    )
    listed = tag("ol", rows, css="ranking") if rows else tag("p", text(words.t("ranking.none")), css="note")
    return tag("h4", text(title)) + listed
