"""The one-minute card: what a leader sends on from a phone, as one picture."""

from collections.abc import Mapping

import pandas as pd

from campaign.definition import Definition
from campaign.figures.cells import against_plan, bar
from campaign.figures.html import tag, text
from campaign.figures.table import Row, rows
from campaign.language import formats
from campaign.subjects.direction import blocks
from campaign.subjects.direction.evidence import Proposal

WIDTH = 540  # CSS pixels: a phone shows the picture, of twice as many dots, without scaling it down


def card(overview: pd.DataFrame, answers: Mapping[str, str], found: list[Proposal], campaign: Definition) -> str:
    """Per project its answer and its stages in a line each, then what the first three proposals ask for."""
    projects = "".join(
        tag("p", tag("b", text(said))) + _stages(rows(overview[overview["project"] == project]), campaign)
        for project, said in answers.items()
    )
    return tag("div", projects + blocks.first(found), "card")


def _stages(chain: list[Row], campaign: Definition) -> str:
    return tag("ul", "".join(tag("li", _stage(row, str(campaign.measure[row["measure"]].label))) for row in chain))


def _stage(row: Row, name: str) -> str:
    aimed = not formats.missing(row["completion"])
    done = formats.percent(row["completion"]) if aimed else formats.number(row["total"])
    drawn = bar(min(row["completion"], 1)) if aimed else tag("span")
    return tag("span", text(name)) + tag("b", done) + drawn + against_plan(row["days_ahead"])
