"""The compared units: the ranking, and those outside the funnel."""

import pandas as pd

from campaign import formats, words
from campaign.blocks import tag, text
from campaign.blocks.board import against_plan
from campaign.blocks.drawing import spark
from campaign.blocks.table import table
from campaign.comparison.movement import CAUSES


def ranking(units: pd.DataFrame) -> str:
    """A frame of standings in the order given, its zone and state in words."""
    shown = headings("rank", "name", "done", "share", "against_plan", "moved", "recent", "per_1000", "to_best")
    if units.empty:
        return nothing("none_found")
    if units["rate_per_1000"].isna().all():
        del shown["per_1000"]
    return table(
        words.t("comparison.view_ranking"),
        shown,
        [_unit(row) for row in units.to_dict("records")],
        "compared" if "per_1000" in shown else "compared without",
    )


def _unit(row: dict) -> str:
    filled = 0 if formats.missing(row["share"]) else min(row["share"], 1)
    return {
        "rank": tag("b", formats.number(row["rank"])) + tag("small", _interval(row)),
        "name": tag("b", text(name(row))) + remark(row),
        "done": tag("span", tag("i", css="fill", style=f"width:{filled:.1%}"), css="bar")
        + tag("small", formats.parts(row["total"], row["denominator"])),
        "share": tag("b", formats.percent(row["share"])),
        "against_plan": against_plan(row["days_ahead"]),
        "moved": _moved(row),
        "recent": spark(
            row["recent"],
            words.t(
                "comparison.recent_alt", last=formats.number(row["recent"][-1]) if row["recent"] else formats.MISSING
            ),
        ),
        "per_1000": formats.number(row["rate_per_1000"], 1),
        "to_best": tag(
            "span",
            formats.number(row["required_to_best"], 2),
            css="behind" if (row["required_to_best"] or 0) > 1 else "",
        ),
    }


def name(row: dict) -> str:
    """Name of the row's unit in the language in use."""
    return row[f"name_{words.language()}"]


def remark(row: dict) -> str:
    """What sets a unit apart: beyond the funnel's limits, silent, without a target."""
    state, zone = row["state"], row["zone"]
    if state in ("silent", "no_target"):
        return tag("small", text(words.t(f"columns.state_{state}")), css="behind")
    if zone:
        side, css = ("above", "ahead") if zone > 0 else ("below", "behind")
        return tag("small", text(words.t(f"comparison.zone_{side}_{abs(zone)}")), css=css)
    return ""


def _interval(row: dict) -> str:
    if formats.missing(row["rank_low"]):
        return ""
    return f"{formats.number(row['rank_low'])}–{formats.number(row['rank_high'])}"


def _moved(row: dict) -> str:
    """Places gained or lost, and what they came from; parts of less than half a place are left to the table."""
    if formats.missing(row["moved"]):
        return formats.MISSING
    sign = "▲" if row["moved"] > 0 else "▼" if row["moved"] < 0 else "="
    places = formats.number(abs(row["moved"])) if row["moved"] else ""
    parts = " · ".join(
        f"{words.t(f'comparison.cause_{cause}')} {formats.number(row[f'moved_{cause}'], 0, sign=True)}"
        for cause in CAUSES
        if abs(row[f"moved_{cause}"]) >= 0.5
    )
    return tag("b", f"{sign} {places}".strip()) + tag("small", text(parts))


def outside(units: pd.DataFrame) -> str:
    """The units outside the funnel by name, above and below it, those furthest out first."""
    above = units[units["zone"] > 0].sort_values(["zone", "share"], ascending=False)
    below = units[units["zone"] < 0].sort_values(["zone", "share"])
    return _list("outside_above", above) + _list("outside_below", below)


def _list(key: str, units: pd.DataFrame) -> str:
    rows = "".join(
        tag("li", tag("b", text(name(row))) + tag("span", formats.percent(row["share"])) + remark(row))
        for row in units.to_dict("records")
    )
    listed = tag("ol", rows, css="ranking") if rows else nothing("outside_none")
    return tag("h4", text(words.t(f"comparison.{key}"))) + listed


def nothing(key: str) -> str:
    """Why there is nothing to show, from the words of the comparison."""
    return tag("p", text(words.t(f"comparison.{key}")), css="note")


def headings(*columns: str) -> dict[str, str]:
    return {column: words.t(f"comparison.{column}") for column in columns}
