"""Short lists of units: who is most behind, who is most ahead."""

import pandas as pd

from campaign import formats, words
from campaign.blocks import tag, text
from campaign.blocks.board import against_plan


def ranking(units: pd.DataFrame, title: str) -> str:
    """The units of a frame of the query units_below, in its order: name, completion with its parts, days."""
    name = f"name_{words.language()}"
    rows = "".join(
        tag("li",
            tag("b", text(row[name])) + tag("span", against_plan(row["days_ahead"]), css="days")
            + tag("small", f"{formats.parts(row['total'], row['target'])} · {formats.percent(row['completion'])}"))
        for row in units.to_dict("records")
    )
    listed = tag("ol", rows, css="ranking") if rows else tag("p", text(words.t("ranking.none")), css="note")
    return tag("h4", text(title)) + listed
