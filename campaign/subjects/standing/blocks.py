"""Short lists on the overview: who is most behind and ahead, and what other pages answer."""

from collections.abc import Mapping
from urllib.parse import urlencode

import pandas as pd

from campaign import words
from campaign.figures.cells import against_plan
from campaign.figures.html import note, tag, text
from campaign.figures.table import rows
from campaign.language import formats
from campaign.language.schedule import state

SHOWN = 5


def extremes(below: pd.DataFrame, marks: Mapping[str, str] = {}) -> str:
    """The five units most behind and the five most ahead or on plan, from the frame of the query units_below; `marks`
    is said of units by their codes."""
    placed = below.dropna(subset="days_ahead")
    late = placed["days_ahead"].map(state) == "behind"
    return _ranking(placed[late].head(SHOWN), words.t("ranking.behind"), marks) + _ranking(
        placed[~late].tail(SHOWN)[::-1], words.t("ranking.ahead"), marks
    )


def _ranking(units: pd.DataFrame, title: str, marks: Mapping[str, str]) -> str:
    """Name, completion with its parts and days of each unit, in the order of the frame."""
    name = f"name_{words.language()}"
    listed = "".join(
        tag(
            "li",
            tag("b", text(row[name]))
            + tag("span", against_plan(row["days_ahead"]), css="days")
            + tag("small", f"{formats.parts(row['total'], row['target'])} · {formats.percent(row['completion'])}")
            + (tag("small", text(marks[row["unit_code"]]), "behind") if row["unit_code"] in marks else ""),
        )
        for row in rows(units)
    )
    return tag("h4", text(title)) + (tag("ol", listed, css="ranking") if listed else note(words.t("ranking.none")))


def answers(lines: Mapping[str, str], addresses: Mapping[str, str], query: Mapping[str, str]) -> str:
    """A line per page that has something to say: page to sentence, page to address, the reader's choices."""
    paragraphs = "".join(
        tag("p", tag("a", text(words.t(f"{page}.menu")), href=f"{addresses[page]}?{urlencode(query)}") + text(line))
        for page, line in lines.items()
        if line
    )
    return tag("div", paragraphs, "answers")
