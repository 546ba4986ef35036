"""Small multiples: one burn-down the size of a stamp per unit, all on one scale."""

import pandas as pd

from campaign import formats, theme, words
from campaign.blocks import tag, text
from campaign.blocks.board import against_plan
from campaign.blocks.compared import name, nothing
from campaign.blocks.drawing import stamp


def multiples(below: pd.DataFrame, weeks: pd.DataFrame) -> str:
    """A stamp per unit, in the order of `below`: what remains week by week, in % of the unit's own target.

    Frames: those of the queries units_below and weeks_below. The plan is grey; one scale for all, from 100 % down to
    the lowest unit.
    """
    drawn = weeks[weeks["completion"].notna()]
    if drawn.empty:
        return nothing("none_found")
    bottom = min(0.0, 1 - drawn["completion"].max())
    first, last = drawn["week_until"].min(), drawn["week_until"].max()
    span = max((last - first).days, 1)
    drawn = drawn.assign(
        x=(drawn["week_until"] - first).dt.days / span,
        y=1 - drawn["completion"],
        plan=1 - drawn["planned_fraction"].fillna(0),
    )
    by_unit = dict(list(drawn.groupby("unit_code")))
    stamps = "".join(
        _stamp(row, by_unit[row["unit_code"]], bottom)
        for row in below.to_dict("records")
        if row["unit_code"] in by_unit
    )
    return tag("div", stamps, css="multiples", role="list")


def _stamp(row: dict, weeks: pd.DataFrame, bottom: float) -> str:
    behind = not formats.missing(row["days_ahead"]) and row["days_ahead"] < 0
    lines = [
        (list(zip(weeks["x"], weeks["plan"], strict=True)), theme.FAINT, 1.5),
        (list(zip(weeks["x"], weeks["y"], strict=True)), theme.BEHIND if behind else theme.ACCENT, 2),
    ]
    alt = words.t("comparison.stamp_alt", unit=name(row), percent=formats.percent(row["completion"]))
    return tag(
        "figure",
        tag("figcaption", tag("b", text(name(row))) + tag("span", formats.percent(row["completion"])))
        + stamp(lines, bottom, alt)
        + tag("small", against_plan(row["days_ahead"])),
        role="listitem",
    )
