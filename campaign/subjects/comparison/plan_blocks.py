"""The best plan for machines as HTML: three ways side by side, and the moves of the best one."""

import pandas as pd

from campaign import words
from campaign.figures import lists
from campaign.figures.html import tag, text
from campaign.figures.table import Row, rows, table
from campaign.language import formats
from campaign.subjects.comparison.blocks import headings

SHOWN = 15  # moves; the rest is in the twin table


def plan(moves: pd.DataFrame, outcomes: pd.DataFrame) -> str:
    """Frames of campaign.subjects.comparison.plan."""
    ways = table(
        words.t("comparison.plan_ways"),
        headings("way", "lack", "on_time", "whole"),
        [_way(row) for row in rows(outcomes)],
        "ways",
    )
    listed = table(
        words.t("comparison.plan_moves"),
        headings("from_unit", "to_unit", "moved_machines", "from_day", "until_day", "gain"),
        [_move(row) for row in rows(moves.head(SHOWN))],
        "moves",
    )
    return ways + listed + lists.rest(len(moves) - SHOWN, "comparison.plan_more")


def _way(row: Row) -> dict[str, str]:
    way = row["way"]
    return {
        "way": tag("b", text(words.t(f"comparison.way_{way}"))),
        "lack": formats.number(row["lack"]),
        "on_time": formats.number(row["on_time"], 1),
        "whole": text(formats.chance(row["chance"])),
    }


def _move(row: Row) -> dict[str, str]:
    language = words.language()
    return {
        "from_unit": text(row[f"from_{language}"]),
        "to_unit": tag("b", text(row[f"to_{language}"])),
        "moved_machines": formats.number(row["machines"]),
        "from_day": formats.day(row["first_on"]),
        "until_day": formats.day(row["last_on"]),
        "gain": formats.number(row["gain"]),
    }
