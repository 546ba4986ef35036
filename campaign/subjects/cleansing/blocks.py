"""Claims that samples do not bear out, each with its interval, and the key figures of open defects."""

from collections.abc import Mapping

import pandas as pd

from campaign import words
from campaign.figures.html import tag, text
from campaign.figures.table import table
from campaign.language import formats
from campaign.subjects.cleansing import sentences
from campaign.subjects.cleansing.backlog import Queue
from campaign.subjects.pace.blocks import cell

SHOWN = 10


def overclaimed(units: pd.DataFrame, intolerable: float) -> str:
    """The first units of campaign.subjects.cleansing.verdicts.listed: claim, sample, interval on one scale for all."""
    if units.empty:
        return tag("p", text(words.t("cleansing.overclaimed_nobody")), "note")
    widest = max(units["error_high"].max(), intolerable)
    rows = "".join(_claim(row, widest, intolerable) for row in units.head(SHOWN).to_dict("records"))
    more = len(units) - SHOWN
    rest = tag("p", text(words.t("cleansing.overclaimed_more", more=formats.number(more))), "note") if more > 0 else ""
    key = tag("p", text(words.t("cleansing.interval_key", bad=formats.percent(intolerable, 0))), "note")
    return tag("ol", rows, "ranking claims") + rest + key


def _claim(row: dict, widest: float, intolerable: float) -> str:
    low, high = row["error_low"], row["error_high"]
    said = words.t(
        "cleansing.sample_of",
        wrong=formats.number(row["defects_found"]),
        drawn=formats.number(row["sample_size"]),
        low=formats.percent(low),
        high=formats.percent(high),
    )
    drawn = tag("i", css="reach", style=f"left:{low / widest:.1%};width:{(high - low) / widest:.1%}")
    mark = tag("i", css="mark", style=f"left:{intolerable / widest:.1%}")
    return tag(
        "li",
        tag("b", text(row[f"name_{words.language()}"]))
        + tag("span", text(words.t("cleansing.claims", share=formats.percent(row["completion"]))), "days")
        + tag("small", text(row[f"parent_{words.language()}"]) + " · " + text(said))
        + tag("span", drawn + mark, "interval", role="img", aria_label=said),
    )


def queue(now: Queue) -> str:
    """Open defects in a row of figures: how many, what came and went, how long they wait, when there will be none."""
    span = words.t("cleansing.in_days" if now.came is not None else "cleansing.not_told", days=formats.days(now.days))
    return tag(
        "div",
        "".join(
            (
                cell(
                    "cleansing.open",
                    formats.number(now.open),
                    words.t("cleansing.open_note", day=formats.day(now.told_on)),
                ),
                cell("cleansing.came", formats.number(now.came), span),
                cell("cleansing.went", formats.number(now.went), span),
                cell("cleansing.wait", text(formats.days(now.wait)), words.t("cleansing.wait_note")),
                cell("cleansing.oldest", formats.day(now.waiting_since), words.t("cleansing.oldest_note")),
                cell(
                    "cleansing.empty",
                    text(formats.days(now.empty_in)),
                    words.t("cleansing.empty_note") if now.empty_in else sentences.end(now),
                ),
            )
        ),
        "figures",
    )


def classes(found: pd.DataFrame, colours: Mapping[str, str], label: str) -> str:
    """The queue of each class with the colour it has in the figure, from backlog.classes."""
    headings = {column: words.t(f"cleansing.{column}") for column in ("class", "open", "came", "went", "empty")}
    rows = [
        {
            "class": tag("i", css="swatch", style=f"background:{colours[row['defect']]}")
            + tag("b", text(row[f"defect_{words.language()}"])),
            "open": tag("b", formats.number(row["open"])) + tag("small", formats.percent(row["share"])),
            "came": formats.number(row["came"]),
            "went": formats.number(row["went"]),
            "empty": text(formats.days(row["empty_in"])),
        }
        for row in found.to_dict("records")
    ]
    return table(label, headings, rows, "defects")
