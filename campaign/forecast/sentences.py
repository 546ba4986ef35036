"""Sentences about what lies ahead: the chance, the day, what will be missing, the bottleneck."""

from datetime import date

import pandas as pd

from campaign import words
from campaign.definition import Definition, Measure, Unit
from campaign.language import formats
from campaign.language.schedule import gap, gap_word


def finding(row: dict, ahead: dict, measure: Measure) -> str:
    """The pace page's answer: done and when, or the chance of making the deadline and the expected day."""
    known = {"measure": measure.label, "deadline": formats.day(row["deadline"])}
    if not row["target"]:
        return words.t("prospects.no_target", **known)
    if row["reached_on"] is not None:
        return words.t(
            "prospects.reached",
            day=formats.day(row["reached_on"]),
            gap=gap_word(pd.Series(row)),
            **known,
        )
    if not ahead:
        return words.t("prospects.unknown", gap=gap(row["days_ahead"]), **known)
    if row["as_of"] > row["deadline"]:
        return words.t(
            "prospects.overdue",
            days=formats.days((row["as_of"] - row["deadline"]).days),
            missing=formats.number(row["target"] - row["total"]),
            items=measure.unit,
            day=completion(ahead),
            **known,
        )
    return words.t("prospects.finding", chance=formats.chance(ahead["p_by_deadline"]), day=completion(ahead), **known)


def completion(ahead: dict) -> str:
    """`dự kiến xong 28/11/2021, muộn 150 ngày`; beyond the horizon or withheld by the guard, that."""
    # On as_of itself the forecast has filled in what is not reported yet: expected, not done.
    if ahead["median_completion"] is not None and ahead["median_completion"] < ahead["as_of"]:
        return words.t("prospects.done", day=formats.day(ahead["median_completion"]))
    if ahead["median_completion"] is not None:
        late = (ahead["median_completion"] - ahead["deadline"]).days
        key = "expected_late" if late > 0 else "expected"
        return words.t(f"prospects.{key}", day=formats.day(ahead["median_completion"]), days=formats.days(late))
    if (reason := ahead["guard"]) is not None:
        return words.t(f"prospects.guard_{reason}")
    return words.t("prospects.beyond", day=formats.day(ahead["horizon"]))


def span(ahead: dict) -> str:
    """The days between which it is done with 80 %: `29/09/2021 – sau 30/11/2021`."""
    late = (
        formats.day(ahead["latest"])
        if ahead["latest"] is not None
        else words.t("prospects.after", day=formats.day(ahead["horizon"]))
    )
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
    return said + words.t(
        "prospects.chance",
        deadline=formats.day(ahead["deadline"]),
        items=measure.unit,
        chance=formats.chance(ahead["p_by_deadline"]),
        shortfall=formats.number(ahead["expected_shortfall"]),
    )


def scenario(as_is: dict, if_so: dict, measure: Measure) -> str:
    """What a scenario changes, with the numbers of both forecasts."""
    before, after = (formats.chance(ahead["p_by_deadline"]) for ahead in (as_is, if_so))
    missing, left = (formats.number(ahead["expected_shortfall"]) for ahead in (as_is, if_so))
    return words.t(
        "what_if.answer",
        there=completion(if_so),
        deadline=formats.day(as_is["deadline"]),
        items=measure.unit,
        before=before,
        after=after,
        missing=missing,
        left=left,
    )


def weekdays(profile: pd.DataFrame) -> str:
    """The strongest and the weakest day of the week."""
    if profile.empty or not profile["mean_count"].sum():
        return words.t("pace.weekdays_none")
    ordered = profile.sort_values("mean_count")
    worst, best = (words.t(f"pace.weekday_{day}") for day in ordered["weekday"].iloc[[0, -1]])
    return words.t(
        "pace.weekdays_sentence",
        best=best,
        most=formats.number(ordered["mean_count"].iloc[-1]),
        worst=worst,
        least=formats.percent(ordered["to_mean"].iloc[0], 0),
    )


def shortfall(below: pd.DataFrame, measure: Measure, share: float) -> str:
    """How many units make up `share` of all that is expected to be missing, and how much that is."""
    missing = below["expected_shortfall"].sum() if len(below) else 0
    if round(missing) == 0:
        return words.t("prospects.no_shortfall", measure=measure.label)
    units = int((below["cumulative_share"] < share - 1e-9).sum()) + 1
    return words.t(
        "prospects.shortfall_one" if units == 1 else "prospects.shortfall",
        measure=measure.label,
        items=measure.unit,
        missing=formats.number(missing),
        units=formats.number(units),
        name=below[f"name_{words.language()}"].iloc[0],
        share=formats.percent(below["cumulative_share"].iloc[units - 1], 0),
        all=formats.number(len(below)),
    )


def made_from(measure: Measure, unit: Unit, as_of: date) -> str:
    """The subtitle of a forecast: measure, unit, and the day whose figures it was made from."""
    return words.t("shortfall.note", measure=measure.label, unit=unit.name, day=formats.day(as_of))


def bottleneck(overview: pd.DataFrame, moves: dict, campaign: Definition) -> str:
    """Which stage holds the chain back, what waits there, and the day on which the bottleneck moves on."""
    slow = overview[overview["slowest"]]
    if slow.empty:
        return words.t("prospects.no_bottleneck")
    row = slow.iloc[0]
    measure = campaign.measure[row["measure"]]
    before = campaign.chain(measure.project)[campaign.chain(measure.project).index(measure) - 1]
    said = words.t(
        "prospects.bottleneck",
        measure=measure.label,
        waiting=formats.number(row["waiting"]),
        items=before.unit,
        backlog=backlog(row["backlog_days"]),
    )
    if moves.get("measure"):
        return said + words.t(
            "prospects.moves", day=formats.day(moves["date"]), measure=campaign.measure[moves["measure"]].label
        )
    return said + (words.t("prospects.stays", day=formats.day(moves["horizon"])) if moves else ".")


def funnel(overview: pd.DataFrame, campaign: Definition) -> str:
    """The first and the last stage of a chain, and how much of the one has come to the other."""
    first, last = overview.iloc[0], overview.iloc[-1]
    return words.t(
        "pipeline.funnel_sentence",
        first=campaign.measure[first["measure"]].label,
        done=formats.number(first["total"]),
        last=campaign.measure[last["measure"]].label,
        end=formats.number(last["total"]),
        percent=formats.percent(last["total"] / first["total"] if first["total"] else None),
    )


def stocks(as_of: date) -> str:
    """How to read the stocks: counted and expected."""
    return words.t("pipeline.stocks_sentence", day=formats.day(as_of))


def stage(overview: pd.DataFrame, ahead: dict, measure: Measure) -> str:
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
        words.t("prospects.at_rest") if formats.missing(days) else words.t("prospects.backlog", days=formats.days(days))
    )


def last_stage(ends: dict, campaign: Definition) -> str:
    """When the whole chain is done: the day of its slowest stage."""
    if not ends:
        return ""
    return words.t("prospects.last_stage", measure=campaign.measure[ends["measure"]].label, day=completion(ends))


def record(judged: pd.DataFrame, measure: Measure, unit: Unit) -> tuple[str, str]:
    """How often the 80 % band of the whole held a week ahead, and what was checked."""
    whole = judged[(judged["unit_code"] == unit.code) & (judged["horizon"] == 7)] if len(judged) else judged
    if whole.empty:
        return words.t("method.too_early", measure=measure.label), ""
    return (
        words.t(
            "method.finding",
            measure=measure.label,
            unit=unit.name,
            weeks=len(whole),
            held=int(whole["within_80"].sum()),
        ),
        words.t("method.finding_note", origins=judged["origin"].nunique(), units=judged["unit_code"].nunique() - 1),
    )


def reliability(by_horizon: pd.DataFrame) -> str:
    """How often the 80 % band of the units below held, by horizon."""
    held = " · ".join(
        words.t("method.held", horizon=row.horizon, percent=formats.percent(row.coverage_80))
        for row in by_horizon.itertuples()
    )
    return words.t("method.reliability_sentence", held=held)
