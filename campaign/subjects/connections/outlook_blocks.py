"""What is to come of the connections, as tables: by kind, by who holds them up, by route."""

import pandas as pd

from campaign import words
from campaign.figures import lists
from campaign.figures.cells import bar, day
from campaign.figures.html import note, tag, text
from campaign.figures.table import rows, table
from campaign.language import columns, formats
from campaign.subjects.connections import blocks

SHOWN = 10


def outlook(found: pd.DataFrame, over: bool = False) -> str:
    """The frame of campaign.subjects.connections.outlook.outlook: a row per kind. Once all is `over`, no forecast."""
    named = {"owner": "kind", "done": "connected", "goal": "goal", "in_test": "expected", "test_days": "chance"}
    shown = list(named)[: 3 if over else None]
    headings = {column: words.t(f"connections.outlook_{named[column]}") for column in shown}
    cells = [
        {
            "owner": tag("b", text(row[f"kind_{words.language()}"])) + tag("small", day(row["deadline"])),
            "done": bar(min(row["connected"] / row["target"], 1)) + tag("small", formats.number(row["connected"])),
            "goal": formats.number(row["target"]),
            "in_test": formats.number(row["q50"]) + _between(row["q10"], row["q90"]),
            "test_days": text(formats.chance(row["p_by_deadline"])),
        }
        for row in rows(found)
    ]
    label = words.t("connections.outlook_over" if over else "connections.outlook")
    return table(label, headings, [{column: cell[column] for column in shown} for cell in cells], "owners")


def _between(low: float, high: float) -> str:
    """The middle 80 %."""
    if formats.missing(low):
        return ""
    return tag("small", text(words.t("connections.between", low=formats.number(low), high=formats.number(high))))


def held(found: pd.DataFrame) -> str:
    """The first of the frame campaign.subjects.connections.holders.holders."""
    if found.empty:
        return note(words.t("connections.overdue_none"))
    headings = {one: words.t(f"connections.{one}") for one in ("held_by", "longest", "late", "longest_days")}
    cells = [
        {
            "held_by": tag("b", text(row[f"body_{words.language()}"] or formats.MISSING))
            + tag("small", text(columns.written("held_by", row["held_by"]))),
            "longest": text(row[f"item_{words.language()}"]),
            "late": tag("span", formats.number(row["overdue"]), "behind"),
            "longest_days": formats.days(row["days_overdue"]),
        }
        for row in rows(found.head(SHOWN))
    ]
    rest = lists.rest(len(found) - SHOWN, "connections.more_bodies")
    return table(words.t("connections.held"), headings, cells, "held") + rest


def routes(found: pd.DataFrame) -> str:
    """The frame of counts.owners by route."""
    return blocks.owners(found, len(found), "route")
