"""The campaigns as a list of links, and two of them as a sentence and a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd

from campaign import words
from campaign.figures import badge
from campaign.figures.html import tag, text
from campaign.figures.table import rows, table
from campaign.language import formats
from campaign.subjects.campaigns.charts import COLOURS, Course


@dataclass(frozen=True)
class Line:
    """One campaign in a line: what it is called, its answer, until when its figures go."""

    name: str
    said: str
    until: str
    simulated: bool = False


def listed(lines: Mapping[str, Line], kept: dict[str, str]) -> str:
    """Each campaign by name: what it is called, a link to it with what of the address is `kept`, its answer."""
    return tag(
        "ol",
        "".join(
            tag(
                "li",
                tag("a", text(line.name), "campaign", href=f"?{urlencode(kept | {'campaign': name})}", target="_self")
                + tag("p", text(line.said))
                + (tag("small", text(line.until)) if line.until else "")
                + badge.simulated(line.simulated),
            )
            for name, line in lines.items()
        ),
        "campaigns",
    )


def legend(courses: Sequence[Course]) -> str:
    """The colour of each line, and which are simulated."""
    return tag(
        "p",
        "".join(
            tag("span", tag("i", style=f"background:{colour}") + text(one.name) + badge.simulated(one.simulated))
            for one, colour in zip(courses, COLOURS, strict=False)
        ),
        "courses",
    )


def compared(courses: Sequence[Course]) -> str:
    """How far each had come when as much time had passed as has of the one that has gone on for less."""
    share = min([1.0, *(float(one.passed[-1]) if len(one.passed) else 0.0 for one in courses)])
    said = "; ".join(words.t("campaigns.had", name=one.name, done=formats.percent(one.at(share))) for one in courses)
    return words.t("campaigns.compared", share=formats.percent(share, 0), said=said)


def tenths(found: pd.DataFrame, courses: Sequence[Course]) -> str:
    """The table of charts.tenths."""
    headings = {"passed": words.t("campaigns.time")} | {f"done_{place}": one.name for place, one in enumerate(courses)}
    cells = [
        {column: formats.percent(value, 0 if column == "passed" else 1) for column, value in row.items()}
        for row in rows(found)
    ]
    return table(words.t("campaigns.beside"), headings, cells, "tenths")
