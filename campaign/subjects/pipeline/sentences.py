"""What a chain of stages shows: its slowest stage, its largest stock, how far each stage has come."""

from datetime import date
from typing import Any

import pandas as pd

from campaign import words
from campaign.definition import Definition, Measure, Unit
from campaign.forecast.sentences import completion
from campaign.language import formats
from campaign.language.schedule import gap


def bottleneck(overview: pd.DataFrame, moves: dict[str, Any], campaign: Definition) -> str:
    """The stage most days behind its plan; then where most items wait, and when that will be another."""
    if done(overview):
        return words.t("pipeline.done_all") + "."
    return f"{slowest(overview, campaign)}. {largest_stock(overview, moves, campaign)}"


def done(overview: pd.DataFrame) -> bool:
    """Whether every stage that has a target has reached it."""
    aimed = overview[overview["target"] > 0]
    return len(aimed) > 0 and bool((aimed["total"] >= aimed["target"]).all())


def slowest(overview: pd.DataFrame, campaign: Definition) -> str:
    """The stage most days behind its plan, or that none is."""
    slow = overview[overview["slowest"]]
    if slow.empty:
        return words.t("pipeline.no_slowest")
    row = slow.iloc[0]
    label = campaign.measure[row["measure"]].label
    return words.t("pipeline.slowest", measure=label, gap=gap(row["days_ahead"]))


def largest_stock(overview: pd.DataFrame, moves: dict[str, Any], campaign: Definition) -> str:
    """Where most items wait, and when that will be before another stage."""
    stocked = overview[overview["largest_stock"]]
    if stocked.empty:
        return words.t("pipeline.no_bottleneck") + "."
    row = stocked.iloc[0]
    measure = campaign.measure[row["measure"]]
    before = campaign.chain(measure.project)[campaign.chain(measure.project).index(measure) - 1]
    said = words.t(
        "pipeline.bottleneck",
        measure=measure.label,
        waiting=formats.number(row["waiting"]),
        items=before.unit,
        backlog=backlog(row["backlog_days"]),
    )
    if moves.get("measure", measure.id) != measure.id:
        label = campaign.measure[moves["measure"]].label
        return said + words.t("pipeline.moves", day=formats.day(moves["date"]), measure=label) + "."
    return said + (words.t("pipeline.stays", day=formats.day(moves["horizon"])) if moves else "") + "."


def first_to_last(overview: pd.DataFrame, campaign: Definition) -> str:
    """The first and the last stage of a chain, and how much of the one has come to the other."""
    first, last = overview.iloc[0], overview.iloc[-1]
    opening, closing = campaign.measure[first["measure"]], campaign.measure[last["measure"]]
    return words.t(
        "pipeline.first_to_last",
        day=formats.day(first["as_of"]),
        unit=campaign.unit[first["unit_code"]].name,
        first=opening.label,
        done=formats.number(first["total"]),
        items=opening.unit,
        last=closing.label,
        end=formats.number(last["total"]),
        end_items=closing.unit,
        percent=formats.percent(last["total"] / first["total"] if first["total"] else None),
    )


def stocks(unit: Unit, as_of: date) -> str:
    """How to read the stocks: counted and expected."""
    return words.t("pipeline.stocks_sentence", unit=unit.name, day=formats.day(as_of))


def stage(overview: pd.DataFrame, ahead: dict[str, Any], measure: Measure, unit: Unit) -> str:
    """How much of one stage's target is left, and when it is forecast to be done."""
    row = overview[overview["measure"] == measure.id].iloc[0]
    known: dict[str, object] = {"unit": unit.name, "measure": measure.label, "items": measure.unit}
    if formats.missing(row["completion"]):
        return words.t("pipeline.stage_open", **known)
    known["target"] = formats.number(row["target"])
    if not row["remaining"]:
        return words.t("pipeline.stage_done", reached=formats.day(row["reached_on"]), **known)
    return words.t(
        "pipeline.stage_sentence" if ahead else "pipeline.stage_left",
        as_of=formats.day(row["as_of"]),
        remaining=formats.number(row["remaining"]),
        left=formats.percent(row["remaining"] / row["target"]),
        day=completion(ahead) if ahead else "",
        **known,
    )


def backlog(days: float | None) -> str:
    """`bằng 135 ngày làm ở nhịp 7 ngày qua`; at rest, that there is no pace."""
    return (
        words.t("pipeline.at_rest") if formats.missing(days) else words.t("pipeline.backlog", days=formats.days(days))
    )
