"""Sentences about what lies ahead: the chance, the day, what will be missing, the bottleneck."""

import pandas as pd

from campaign import formats, sentences, words
from campaign.definition import Definition, Measure, Unit


def finding(row: dict, ahead: dict, measure: Measure) -> str:
    """The pace page's answer: done and when, or the chance of making the deadline and the expected day."""
    known = {"measure": measure.label, "deadline": formats.day(row["deadline"])}
    if not row["target"]:
        return words.t("prospects.no_target", **known)
    if row["reached_on"] is not None:
        return words.t("prospects.reached", day=formats.day(row["reached_on"]),
                       gap=sentences.gap_word(pd.Series(row)), **known)
    if not ahead:
        return words.t("prospects.unknown", gap=sentences.gap(row["days_ahead"]), **known)
    if row["as_of"] > row["deadline"]:
        return words.t("prospects.overdue", days=formats.days((row["as_of"] - row["deadline"]).days),
                       missing=formats.number(row["target"] - row["total"]), items=measure.unit,
                       day=completion(ahead), **known)
    return words.t("prospects.finding", chance=formats.chance(ahead["p_by_deadline"]), day=completion(ahead), **known)


def completion(ahead: dict) -> str:
    """`dự kiến xong 28/11/2021, muộn 150 ngày`; beyond the horizon or withheld by the guard, that."""
    if ahead["median_completion"] is not None and ahead["median_completion"] <= ahead["as_of"]:
        return words.t("prospects.done", day=formats.day(ahead["median_completion"]))
    if ahead["median_completion"] is not None:
        late = (ahead["median_completion"] - ahead["deadline"]).days
        key = "expected_late" if late > 0 else "expected"
        return words.t(f"prospects.{key}", day=formats.day(ahead["median_completion"]), days=formats.days(late))
    if ahead["guard"] is not None:
        return words.t(f"prospects.guard_{ahead['guard']}")
    return words.t("prospects.beyond", day=formats.day(ahead["horizon"]))


def span(ahead: dict) -> str:
    """The days between which it is done with 80 %: `29/09/2021 – sau 30/11/2021`."""
    late = formats.day(ahead["latest"]) if ahead["latest"] is not None else words.t(
        "prospects.after", day=formats.day(ahead["horizon"]))
    return late if ahead["earliest"] is None else f"{formats.day(ahead['earliest'])} – {late}"


def outlook(row: dict, ahead: dict, measure: Measure, unit: Unit) -> str:
    """What the fan says, with the same numbers and the day it was made from; nothing once the target is reached."""
    if not ahead or not row["target"] or row["reached_on"] is not None:
        return ""
    said = words.t("prospects.made", as_of=formats.day(ahead["as_of"]), unit=unit.name, day=completion(ahead))
    if ahead["guard"] is None or ahead["median_completion"] is not None:
        said += words.t("prospects.span", span=span(ahead))
    if ahead["as_of"] > ahead["deadline"]:
        return said + "."
    return said + words.t("prospects.chance", deadline=formats.day(ahead["deadline"]), items=measure.unit,
                          chance=formats.chance(ahead["p_by_deadline"]),
                          shortfall=formats.number(ahead["expected_shortfall"]))


def shortfall(below: pd.DataFrame, measure: Measure, share: float) -> str:
    """How many units make up `share` of all that is expected to be missing, and how much that is."""
    missing = below["expected_shortfall"].sum() if len(below) else 0
    if round(missing) == 0:
        return words.t("prospects.no_shortfall", measure=measure.label)
    units = int((below["cumulative_share"] < share - 1e-9).sum()) + 1
    return words.t("prospects.shortfall_one" if units == 1 else "prospects.shortfall", measure=measure.label,
                   items=measure.unit, missing=formats.number(missing), units=formats.number(units),
                   name=below[f"name_{words.language()}"].iloc[0],
                   share=formats.percent(below["cumulative_share"].iloc[units - 1], 0), all=formats.number(len(below)))


def bottleneck(overview: pd.DataFrame, moves: dict, campaign: Definition) -> str:
    """Which stage holds the chain back, what waits there, and the day on which the bottleneck moves on."""
    slow = overview[overview["slowest"]]
    if slow.empty:
        return words.t("prospects.no_bottleneck")
    row = slow.iloc[0]
    measure = campaign.measure[row["measure"]]
    before = campaign.chain(measure.project)[campaign.chain(measure.project).index(measure) - 1]
    said = words.t("prospects.bottleneck", measure=measure.label, waiting=formats.number(row["waiting"]),
                   items=before.unit, backlog=backlog(row["backlog_days"]))
    if moves.get("measure"):
        return said + words.t("prospects.moves", day=formats.day(moves["date"]),
                              measure=campaign.measure[moves["measure"]].label)
    return said + (words.t("prospects.stays", day=formats.day(moves["horizon"])) if moves else ".")


def backlog(days: float | None) -> str:
    """`135 ngày làm việc ở nhịp hiện nay`; at rest, that there is no pace."""
    return words.t("prospects.at_rest") if formats.missing(days) else words.t("prospects.backlog",
                                                                             days=formats.days(days))


def last_stage(ends: dict, campaign: Definition) -> str:
    """When the whole chain is done: the day of its slowest stage."""
    if not ends:
        return ""
    return words.t("prospects.last_stage", measure=campaign.measure[ends["measure"]].label, day=completion(ends))
