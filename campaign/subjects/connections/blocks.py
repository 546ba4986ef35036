"""What is to be connected, as tables: by owner, and item by item."""

import pandas as pd

from campaign import words
from campaign.figures import lists
from campaign.figures.cells import bar, day
from campaign.figures.html import note, tag, text
from campaign.figures.table import Row, rows, table
from campaign.language import formats
from campaign.subjects.connections.counts import Progress

SHOWN = 20


def legend() -> str:
    """The lines of the burn-ups, by name."""
    return tag(
        "ul",
        "".join(
            tag("li", tag("i", css=f"line {stage}") + text(words.t(f"connections.{stage}")))
            for stage in ("connected", "tested", "planned")
        ),
        "lines",
    )


def owners(found: pd.DataFrame, shown: int, of: str = "owner") -> str:
    """The first of the frame counts.owners: connected of all as a bar, what is in test and overdue."""
    columns = "done", "in_test", "late", "test_days"
    headings = {"owner": words.t(f"connections.{of}")} | {one: words.t(f"connections.{one}") for one in columns}
    cells = [
        {
            "owner": tag("b", text(row[f"{of}_{words.language()}"] or words.t(f"connections.no_{of}"))),
            "done": bar(row["share"]) + tag("small", formats.parts(row["connected"], row["items"])),
            "in_test": formats.number(row["testing"]),
            "late": tag("span", formats.number(row["overdue"]), "behind" if row["overdue"] else ""),
            "test_days": formats.number(row["mean_days_in_test"], 1),
        }
        for row in rows(found.head(shown))
    ]
    rest = lists.rest(len(found) - shown, "connections.owners_more")
    return table(words.t(f"connections.{of}s"), headings, cells, "owners") + rest


def items(found: pd.DataFrame, kinds: dict[str, Progress]) -> str:
    """The first items of campaign.connections.selection, each with its state and days."""
    if found.empty:
        return note(words.t("connections.nothing_found"))
    headings = {
        column: words.t(f"connections.{column}")
        for column in ("item", "state", "planned_on", "tested_on", "connected_on")
    }
    name, owner = (f"{column}_{words.language()}" for column in ("name", "owner"))
    cells = [
        {
            "item": tag("b", text(row[name]))
            + tag("small", text(f"{row[owner] or formats.MISSING} · {kinds[row['kind']].kind.label}")),
            "state": _state(row["state"]) + _days(row),
            "planned_on": day(row["planned_on"]),
            "tested_on": day(row["tested_on"]),
            "connected_on": day(row["connected_on"]),
        }
        for row in rows(found.head(SHOWN))
    ]
    rest = lists.rest(len(found) - SHOWN, "connections.more")
    return table(words.t("connections.list"), headings, cells, "items") + rest


def _state(state: str) -> str:
    meaning = {"overdue": "behind", "connected": "ahead"}.get(state, "")
    return tag("span", text(words.t(f"columns.state_{state}")), meaning)


def _days(row: Row) -> str:
    """How long it is overdue, or has been in test, or since when its owner is ready."""
    if row["state"] == "overdue":
        return tag("small", text(formats.days(row["days_overdue"])))
    if row["state"] == "testing":
        return tag("small", text(words.t("connections.since_days", days=formats.days(row["days_in_test"]))))
    if row["state"] == "planned" and not formats.missing(row["ready_on"]):
        return tag("small", text(words.t("connections.ready_since", day=formats.day(row["ready_on"]))))
    return ""
