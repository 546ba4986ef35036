"""One unit and those most like it, as a table."""

import pandas as pd

from campaign import formats, words
from campaign.blocks import tag, text
from campaign.blocks.board import against_plan
from campaign.blocks.compared import headings, name
from campaign.blocks.table import table


def peers(units: pd.DataFrame) -> str:
    """The frame of the query peers: the unit itself first."""
    several = len(set(units["parent_vi"])) > 1
    shown = headings("name", "share", "against_plan", "pace_now", "pace_stage", "pace_best")
    rows = [_peer(row, several) for row in units.to_dict("records")]
    return table(words.t("comparison.view_peers"), shown, rows, "peers")


def _peer(row: dict, several: bool) -> dict[str, str]:
    return {
        "name": tag("b", text(name(row))) + (tag("small", text(row[f"parent_{words.language()}"])) if several else ""),
        "share": tag("b", formats.percent(row["completion"]))
        + tag("small", formats.parts(row["total"], row["target"])),
        "against_plan": against_plan(row["days_ahead"]),
        "pace_now": formats.percent(row["pace"], 2),
        "pace_stage": formats.percent(row["stage_pace"], 2) + _on(row["stage_on"]),
        "pace_best": formats.percent(row["best_pace"], 2) + _on(row["best_on"]),
    }


def _on(day: pd.Timestamp) -> str:
    return "" if formats.missing(day) else tag("small", formats.day(day))
