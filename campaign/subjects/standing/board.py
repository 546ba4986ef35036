"""The board of stages: what is done of every measure, against its target and the plan's place today."""

import pandas as pd

from campaign import words
from campaign.definition import Definition, Measure
from campaign.figures.cells import against_plan, bar, day
from campaign.figures.html import note, tag, text
from campaign.figures.table import Row, rows, table
from campaign.language import formats

COLUMNS = ("stage", "done", "completion", "against_plan", "pace", "projected")


def board(overview: pd.DataFrame, campaign: Definition) -> str:
    """A table per project, a row per stage, from the frame of the query overview."""
    headings = {column: words.t(f"board.{column}") for column in COLUMNS}
    sections = []
    for project in campaign.projects:
        stages = rows(overview[overview["project"] == project.id])
        if stages:
            cells = [_cells(row, campaign.measure[row["measure"]]) for row in stages]
            marks = ["slowest" if row["slowest"] else "" for row in stages]
            drawn = table(str(project.label), headings, cells, marks=marks)
            sections.append(tag("section", tag("h3", text(project.label)) + drawn + unassigned(stages)))
    return tag("div", "".join(sections), css="boards")


def _cells(row: Row, measure: Measure) -> dict[str, str]:
    return {
        "stage": tag("b", text(measure.label)) + _slowest(row) + _largest_stock(row),
        "done": _bar(row) + tag("small", formats.parts(row["total"], row["target"])),
        "completion": tag("b", formats.percent(row["completion"])),
        "against_plan": against_plan(row["days_ahead"]),
        "pace": _pace(row),
        "projected": day(row["projected_on"]) + _reached(row),
    }


def _bar(row: Row) -> str:
    """Done on a scale whose end is the target; what goes beyond it stays visible as a full bar with its percentage."""
    if formats.missing(row["completion"]):
        return ""
    plan = ""
    if not formats.missing(row["planned"]):
        share = min(row["planned"] / row["target"], 1)
        plan = tag("i", css="plan", title=words.t("board.plan_today"), style=f"left:{share:.2%}")
    return bar(min(row["completion"], 1), 2, plan)


def _pace(row: Row) -> str:
    now = words.t("board.now", rate=formats.rate(row["rate_7d"]))
    if formats.missing(row["required_rate"]):
        return tag("span", text(now))
    needed = words.t("board.needed", rate=formats.rate(row["required_rate"]))
    best = words.t("board.best", rate=formats.rate(row["best_rate_7d"]))
    beyond = "behind" if (row["required_to_best"] or 0) > 1 else ""
    parts = tag("span", text(needed), css=beyond) + " · " + tag("span", text(best))
    return tag("span", text(now)) + tag("small", parts)


def unassigned(stages: list[Row]) -> str:
    """A line for each target of a project that is not what the units below were given; nothing where none differs."""
    aims = dict.fromkeys((row["target"], row["quotas_below"]) for row in stages if row["target"] != row["quotas_below"])
    told = [aim for aim in aims if not any(map(formats.missing, aim))]
    return "".join(
        note(
            words.t(
                "board.unassigned" if target > quotas else "board.assigned_beyond",
                target=formats.number(target),
                quotas=formats.number(quotas),
                left=formats.number(abs(target - quotas)),
            )
        )
        for target, quotas in told
    )


def _slowest(row: Row) -> str:
    return tag("small", text(words.t("board.slowest")), css="behind") if row["slowest"] else ""


def _largest_stock(row: Row) -> str:
    if not row["largest_stock"]:
        return ""
    return tag("small", text(words.t("board.largest_stock", waiting=formats.number(row["waiting"]))))


def _reached(row: Row) -> str:
    return "" if formats.missing(row["reached_on"]) else tag("small", text(words.t("board.reached")), css="ahead")
