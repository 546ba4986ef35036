"""Claims that samples do not bear out, each with its interval, and the key figures of open defects."""

from collections.abc import Mapping

import pandas as pd

from campaign import words
from campaign.figures import key_figures, lists
from campaign.figures.html import note, tag, text
from campaign.figures.table import Row, rows, table
from campaign.language import formats
from campaign.subjects.cleansing import sentences
from campaign.subjects.cleansing.backlog import Queue

SHOWN = 10


def overclaimed(units: pd.DataFrame, intolerable: float) -> str:
    """The first units of campaign.subjects.cleansing.verdicts.listed: claim, sample, interval on one scale for all."""
    if units.empty:
        return note(words.t("cleansing.overclaimed_nobody"))
    widest = max(units["error_high"].max(), intolerable)
    listed = "".join(_claim(row, widest, intolerable) for row in rows(units.head(SHOWN)))
    rest = lists.rest(len(units) - SHOWN, "cleansing.overclaimed_more")
    key = note(words.t("cleansing.interval_key", bad=formats.percent(intolerable, 0)))
    return tag("ol", listed, "ranking claims") + rest + key


def _claim(row: Row, widest: float, intolerable: float) -> str:
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
    figures = (
        ("open", formats.number(now.open), words.t("cleansing.open_note", day=formats.day(now.told_on))),
        ("came", formats.number(now.came), span),
        ("went", formats.number(now.went), span),
        ("wait", text(formats.days(now.wait)), words.t("cleansing.wait_note")),
        ("oldest", formats.day(now.waiting_since), words.t("cleansing.oldest_note")),
        (
            "empty",
            text(formats.days(now.empty_in)),
            words.t("cleansing.empty_note") if now.empty_in else sentences.end(now),
        ),
    )
    return key_figures.row(key_figures.figure(f"cleansing.{key}", value, said) for key, value, said in figures)


def classes(found: pd.DataFrame, colours: Mapping[str, str], label: str) -> str:
    """The queue of each class with the colour it has in the figure, from backlog.classes."""
    headings = {column: words.t(f"cleansing.{column}") for column in ("class", "open", "came", "went", "empty")}
    cells = [
        {
            "class": tag("i", css="swatch", style=f"background:{colours[row['defect']]}")
            + tag("b", text(row[f"defect_{words.language()}"])),
            "open": tag("b", formats.number(row["open"])) + tag("small", formats.percent(row["share"])),
            "came": formats.number(row["came"]),
            "went": formats.number(row["went"]),
            "empty": text(formats.days(row["empty_in"])),
        }
        for row in rows(found)
    ]
    return table(label, headings, cells, "defects")
