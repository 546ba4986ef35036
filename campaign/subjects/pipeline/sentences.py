"""What a chain of stages shows: its bottleneck, what waits before each stage, how far each has come."""

from datetime import date
from typing import Any

import pandas as pd

from campaign import words
from campaign.definition import Definition, Measure
from campaign.forecast.sentences import completion
from campaign.language import formats


def bottleneck(overview: pd.DataFrame, moves: dict[str, Any], campaign: Definition) -> str:
    """Which stage holds the chain back, what waits there, and the day on which the bottleneck moves on."""
    slow = overview[overview["slowest"]]
    if slow.empty:
        return words.t("pipeline.no_bottleneck")
    row = slow.iloc[0]
    measure = campaign.measure[row["measure"]]
    before = campaign.chain(measure.project)[campaign.chain(measure.project).index(measure) - 1]
    said = words.t(
        "pipeline.bottleneck",
        measure=measure.label,
        waiting=formats.number(row["waiting"]),
        items=before.unit,
        backlog=backlog(row["backlog_days"]),
    )
    if moves.get("measure"):
        return said + words.t(
            "pipeline.moves", day=formats.day(moves["date"]), measure=campaign.measure[moves["measure"]].label
        )
    return said + (words.t("pipeline.stays", day=formats.day(moves["horizon"])) if moves else ".")


def first_to_last(overview: pd.DataFrame, campaign: Definition) -> str:
    """The first and the last stage of a chain, and how much of the one has come to the other."""
    first, last = overview.iloc[0], overview.iloc[-1]
    return words.t(
        "pipeline.first_to_last",
        first=campaign.measure[first["measure"]].label,
        done=formats.number(first["total"]),
        last=campaign.measure[last["measure"]].label,
        end=formats.number(last["total"]),
        percent=formats.percent(last["total"] / first["total"] if first["total"] else None),
    )


def stocks(as_of: date) -> str:
    """How to read the stocks: counted and expected."""
    return words.t("pipeline.stocks_sentence", day=formats.day(as_of))


def stage(overview: pd.DataFrame, ahead: dict[str, Any], measure: Measure) -> str:
    """How much of one stage's target is left, and when it is expected to be done."""
    row = overview[overview["measure"] == measure.id].iloc[0]
    if formats.missing(row["completion"]):
        return words.t("pipeline.stage_open")
    left = formats.percent(max(1 - row["completion"], 0))
    return words.t(
        "pipeline.stage_sentence" if ahead else "pipeline.stage_left", left=left, day=completion(ahead) if ahead else ""
    )


def backlog(days: float | None) -> str:
    """`135 ngày làm việc ở nhịp hiện nay`; at rest, that there is no pace."""
    return (
        words.t("pipeline.at_rest") if formats.missing(days) else words.t("pipeline.backlog", days=formats.days(days))
    )
