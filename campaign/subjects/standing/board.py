"""The board of stages: what is done of every measure, against its target and the plan's place today."""

import pandas as pd

from campaign import words
from campaign.definition import Definition, Measure
from campaign.figures.html import tag, text
from campaign.language import formats


def board(overview: pd.DataFrame, campaign: Definition) -> str:
    """A table per project, a row per stage, from the frame of the query overview."""
    return tag(
        "div",
        css="boards",
        content="".join(
            tag(
                "section",
                tag("h3", text(project.label))
                + tag(
                    "div",
                    _head() + "".join(_row(row, campaign.measure[row["measure"]]) for row in rows.to_dict("records")),
                    css="board",
                    role="table",
                    aria_label=project.label,
                ),
            )
            for project in campaign.projects
            if not (rows := overview[overview["project"] == project.id]).empty
        ),
    )


def _head() -> str:
    columns = ("stage", "done", "completion", "against_plan", "pace", "projected")
    cells = "".join(
        tag("span", text(words.t(f"board.{column}")), css=column, role="columnheader") for column in columns
    )
    return tag("div", cells, css="row head", role="row")


def _row(row: dict, measure: Measure) -> str:
    cells = {
        "stage": tag("b", text(measure.label)) + _slowest(row),
        "done": _bar(row) + tag("small", formats.parts(row["total"], row["target"])),
        "completion": tag("b", formats.percent(row["completion"])),
        "against_plan": against_plan(row["days_ahead"]),
        "pace": _pace(row),
        "projected": text(formats.day(row["projected_on"])) + _reached(row),
    }
    spans = (
        tag("span", cell, css=name, role="cell", data_label=words.t(f"board.{name}")) for name, cell in cells.items()
    )
    return tag("div", "".join(spans), css="row slowest" if row["slowest"] else "row", role="row")


def against_plan(days_ahead: float | None) -> str:
    """Days ahead or behind, in words and in the colour that means it."""
    if formats.missing(days_ahead):
        return formats.MISSING
    key = "on_plan" if round(days_ahead) == 0 else "ahead" if days_ahead > 0 else "behind"
    return tag("span", text(words.t(f"board.{key}", days=formats.days(days_ahead))), css=key)


def _bar(row: dict) -> str:
    """Done on a scale whose end is the target; what goes beyond it stays visible as a full bar with its percentage."""
    if formats.missing(row["completion"]):
        return ""
    done = tag("i", css="fill", style=f"width:{min(row['completion'], 1):.2%}")
    planned = row["planned"]
    mark = (
        ""
        if formats.missing(planned)
        else tag(
            "i", css="plan", title=words.t("board.plan_today"), style=f"left:{min(planned / row['target'], 1):.2%}"
        )
    )
    return tag("span", done + mark, css="bar")


def _pace(row: dict) -> str:
    now = words.t("board.now", rate=formats.number(row["rate_7d"]))
    if formats.missing(row["required_rate"]):
        return tag("span", text(now))
    needed = words.t("board.needed", rate=formats.number(row["required_rate"]))
    best = words.t("board.best", rate=formats.number(row["best_rate_7d"]))
    beyond = "behind" if (row["required_to_best"] or 0) > 1 else ""
    parts = tag("span", text(needed), css=beyond) + " · " + tag("span", text(best))
    return tag("span", text(now)) + tag("small", parts)


def _slowest(row: dict) -> str:
    if not row["slowest"]:
        return ""
    return tag("small", text(words.t("board.slowest", waiting=formats.number(row["waiting"]))), css="behind")


def _reached(row: dict) -> str:
    return "" if formats.missing(row["reached_on"]) else tag("small", text(words.t("board.reached")), css="ahead")
