"""Tables of the comparison: the ranking, those outside the funnel, small multiples, peers."""

import pandas as pd

from campaign import theme, words
from campaign.figures import sparkline
from campaign.figures.cells import against_plan, bar, day
from campaign.figures.html import note, tag, text
from campaign.figures.sparkline import Line
from campaign.figures.table import Row, rows, table
from campaign.language import formats
from campaign.language.schedule import state
from campaign.subjects.comparison.movement import CAUSES, in_whole


def ranking(units: pd.DataFrame) -> str:
    """A frame of standings in the order given, its zone and state in words.

    Bars end at the largest share where that is beyond 100 %, which is marked then; where the units' deadlines differ
    each is told.
    """
    shown = headings("rank", "name", "done", "share", "against_plan", "moved", "recent", "per_1000", "to_best")
    if units.empty:
        return nothing("none_found")
    if units["rate_per_1000"].isna().all():
        del shown["per_1000"]
    longest, several = max([1, *units["share"].dropna()]), len(set(units["deadline"].dropna())) > 1
    return table(
        words.t("comparison.view_ranking"),
        shown,
        [_unit(row, longest, several) for row in rows(units)],
        "compared" if "per_1000" in shown else "compared without",
    )


def _unit(row: Row, longest: float, several: bool) -> dict[str, str]:
    filled = 0 if formats.missing(row["share"]) else row["share"] / longest
    whole = tag("i", css="plan", title=formats.percent(1, 0), style=f"left:{1 / longest:.2%}") if longest > 1 else ""
    last = formats.number(row["recent"][-1]) if row["recent"] else formats.MISSING
    beyond = "behind" if (row["required_to_best"] or 0) > 1 else ""
    due = tag("small", text(words.t("comparison.due", day=formats.day(row["deadline"])))) if several else ""
    return {
        "rank": tag("b", formats.number(row["rank"])) + tag("small", _interval(row)),
        "name": tag("b", text(name(row))) + remark(row),
        "done": bar(filled, mark=whole) + tag("small", formats.parts(row["total"], row["denominator"])),
        "share": tag("b", formats.percent(row["share"])),
        "against_plan": against_plan(row["days_ahead"]) + due,
        "moved": _moved(row),
        "recent": sparkline.bars(row["recent"], words.t("comparison.recent_alt", last=last)),
        "per_1000": formats.number(row["rate_per_1000"], 1),
        "to_best": tag("span", formats.number(row["required_to_best"], 2), css=beyond),
    }


def name(row: Row) -> str:
    """Name of the row's unit in the language in use."""
    return row[f"name_{words.language()}"]


def remark(row: Row) -> str:
    """What sets a unit apart: beyond the funnel's limits, silent, without a target."""
    standing, zone = row["state"], row["zone"]
    if standing in ("silent", "no_target"):
        return tag("small", text(words.t(f"columns.state_{standing}")), css="behind")
    if zone:
        side, css = ("above", "ahead") if zone > 0 else ("below", "behind")
        return tag("small", text(words.t(f"comparison.zone_{side}_{abs(zone)}")), css=css)
    return ""


def _interval(row: Row) -> str:
    if formats.missing(row["rank_low"]):
        return ""
    return f"{formats.number(row['rank_low'])}–{formats.number(row['rank_high'])}"


def _moved(row: Row) -> str:
    """Places gained or lost, and what they came from in whole places; the table has the fractions."""
    if formats.missing(row["moved"]):
        return formats.MISSING
    sign = "▲" if row["moved"] > 0 else "▼" if row["moved"] < 0 else "="
    places = formats.number(abs(row["moved"])) if row["moved"] else ""
    moved = in_whole([row[f"moved_{cause}"] for cause in CAUSES])
    parts = " · ".join(
        f"{words.t(f'comparison.cause_{cause}')} {formats.number(part, 0, sign=True)}"
        for cause, part in zip(CAUSES, moved, strict=True)
        if part
    )
    return tag("b", f"{sign} {places}".strip()) + tag("small", text(parts))


def outside(units: pd.DataFrame) -> str:
    """The units outside the funnel by name, above and below it, those furthest out first."""
    above = units[units["zone"] > 0].sort_values(["zone", "share"], ascending=False)
    below = units[units["zone"] < 0].sort_values(["zone", "share"])
    return _list("outside_above", above) + _list("outside_below", below)


def _list(key: str, units: pd.DataFrame) -> str:
    listed = "".join(
        tag("li", tag("b", text(name(row))) + tag("span", formats.percent(row["share"])) + remark(row))
        for row in rows(units)
    )
    body = tag("ol", listed, css="ranking") if listed else nothing("outside_none")
    return tag("h4", text(words.t(f"comparison.{key}"))) + body


def nothing(key: str, **values: object) -> str:
    """Why there is nothing to show, from the words of the comparison."""
    return note(words.t(f"comparison.{key}", **values))


def headings(*columns: str) -> dict[str, str]:
    """Headings of the columns of a table, by column."""
    return {column: words.t(f"comparison.{column}") for column in columns}


def peers(units: pd.DataFrame) -> str:
    """The frame of the query peers: the unit itself first."""
    several = len(set(units[f"parent_{words.language()}"])) > 1
    shown = headings("name", "share", "against_plan", "pace_now", "pace_stage", "pace_best")
    return table(words.t("comparison.view_peers"), shown, [_peer(row, several) for row in rows(units)], "peers")


def _peer(row: Row, several: bool) -> dict[str, str]:
    return {
        "name": tag("b", text(name(row))) + (tag("small", text(row[f"parent_{words.language()}"])) if several else ""),
        "share": tag("b", formats.percent(row["completion"]))
        + tag("small", formats.parts(row["total"], row["target"])),
        "against_plan": against_plan(row["days_ahead"]),
        "pace_now": formats.percent(row["pace"], 2),
        "pace_stage": formats.percent(row["stage_pace"], 2) + _on(row["stage_on"]),
        "pace_best": formats.percent(row["best_pace"], 2) + _on(row["best_on"]),
    }


def _on(reached: pd.Timestamp) -> str:
    return "" if formats.missing(reached) else tag("small", day(reached))


def small_multiples(below: pd.DataFrame, weeks: pd.DataFrame) -> str:
    """A small burn-down per unit, in the order of `below`: what remains week by week, in % of the unit's own target.

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
    charts = "".join(
        _small_burndown(row, by_unit[row["unit_code"]], bottom) for row in rows(below) if row["unit_code"] in by_unit
    )
    return tag("div", charts, css="multiples", role="list")


def _small_burndown(row: Row, weeks: pd.DataFrame, bottom: float) -> str:
    behind = state(row["days_ahead"]) == "behind"
    lines = [
        Line(list(zip(weeks["x"], weeks["plan"], strict=True)), theme.FAINT, 1.5),
        Line(list(zip(weeks["x"], weeks["y"], strict=True)), theme.BEHIND if behind else theme.ACCENT, 2),
    ]
    alt = words.t("comparison.stamp_alt", unit=name(row), percent=formats.percent(row["completion"]))
    return tag(
        "figure",
        tag("figcaption", tag("b", text(name(row))) + tag("span", formats.percent(row["completion"])))
        + sparkline.lines(lines, bottom, alt)
        + tag("small", against_plan(row["days_ahead"])),
        role="listitem",
    )
