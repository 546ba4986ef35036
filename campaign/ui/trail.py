"""The audit log as administrators read it: who did what, when, to be searched and taken away."""

from datetime import UTC, datetime
from itertools import islice
from typing import Any

import pandas as pd

from campaign import words
from campaign.language import formats
from campaign.people import audit
from campaign.serving import catalogue

MOST = 5000  # lines, the latest: a day of 200 readers
KNOWN = ("at", "subject", "role", "action", "snapshot")
COLUMNS = ["done_at", "subject", "role", "action", "about"]


def actions() -> list[str]:
    """Everything that is written down, in the order of its words."""
    return [key.removeprefix("columns.action_") for key in words.catalogue() if key.startswith("columns.action_")]


def table(action: str = "") -> pd.DataFrame:
    """The latest lines, the latest first, of one action or of all: COLUMNS, all texts."""
    chosen = (line for line in audit.latest() if action in ("", line["action"]))
    return pd.DataFrame([_row(line) for line in islice(chosen, MOST)], columns=COLUMNS)


def finding(shown: pd.DataFrame) -> str:
    """How many lines there are and of how many people, in a sentence."""
    return words.t("trail.lines", lines=formats.number(len(shown)), people=formats.number(shown["subject"].nunique()))


def note() -> str:
    """How to find a line."""
    return words.t("trail.note", most=formats.number(MOST))


def _row(line: dict[str, Any]) -> dict[str, str]:
    at = datetime.fromisoformat(line["at"]).astimezone(UTC).replace(tzinfo=None)
    about = {key: _said(key, str(value)) for key, value in line.items() if key not in KNOWN and value is not None}
    return {
        "done_at": f"{catalogue.campaign().local(at):%Y-%m-%d %H:%M:%S}",
        "about": " · ".join(about.values()),
        "subject": line["subject"],
        "role": line["role"] or "unclear",  # of somebody who was refused
        "action": line["action"],
    }


def _said(key: str, value: str) -> str:
    """What a line was about, as it is called on the screen: a page, a unit; anything else as it stands."""
    if key == "page":
        return words.t(f"{value}.menu") if f"{value}.menu" in words.catalogue() else value
    unit = catalogue.campaign().unit.get(value) if key == "unit" else None
    return str(unit.name) if unit else value
