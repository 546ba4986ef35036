"""What a forecast says: whether a measure will meet its deadline, on which day, and how many will be missing."""

from typing import Any

from campaign import words
from campaign.definition import Definition, Measure, Unit
from campaign.language import formats, schedule
from campaign.language.schedule import gap, gap_when_reached


def finding(row: dict[str, Any], ahead: dict[str, Any], measure: Measure) -> str:
    """The pace page's answer: done and when, or the chance of making the deadline and the expected day."""
    known = {"measure": measure.label, "deadline": formats.day(row["deadline"])}
    if not row["target"]:
        return words.t("forecast.no_target", **known)
    if row["reached_on"] is not None:
        return words.t(
            "forecast.reached",
            day=formats.day(row["reached_on"]),
            gap=gap_when_reached(row["days_ahead"]),
            **known,
        )
    if not ahead:
        return words.t("forecast.unknown", gap=gap(row["days_ahead"]), **known)
    if row["as_of"] > row["deadline"]:
        return words.t(
            "forecast.overdue",
            days=formats.days((row["as_of"] - row["deadline"]).days),
            missing=formats.number(row["target"] - row["total"]),
            items=measure.unit,
            day=completion(ahead),
            **known,
        )
    if withheld(ahead):
        return words.t("forecast.withheld", day=completion(ahead), **known)
    return words.t("forecast.finding", chance=formats.chance(ahead["p_by_deadline"]), day=completion(ahead), **known)


def withheld(ahead: dict[str, Any]) -> bool:
    """Whether a guard leaves nothing to say but scenarios: no day, and before the deadline no chance, no shortfall."""
    return ahead["guard"] is not None and ahead["median_completion"] is None


def completion(ahead: dict[str, Any]) -> str:
    """`dự kiến xong 28/11/2021, muộn 150 ngày`; beyond the horizon or withheld by the guard, that."""
    # On as_of itself the forecast has filled in what is not reported yet: expected, not done.
    if ahead["median_completion"] is not None and ahead["median_completion"] < ahead["as_of"]:
        return words.t("forecast.done", day=formats.day(ahead["median_completion"]))
    if ahead["median_completion"] is not None:
        early = (ahead["deadline"] - ahead["median_completion"]).days
        key = "expected_late" if schedule.state(early) == "behind" else "expected"
        return words.t(f"forecast.{key}", day=formats.day(ahead["median_completion"]), days=formats.days(early))
    if (reason := ahead["guard"]) is not None:
        return words.t(f"forecast.guard_{reason}")
    return words.t("forecast.beyond", day=formats.day(ahead["horizon"]))


def completion_with_range(ahead: dict[str, Any], measure: Measure) -> str:
    """The same with the days between which it is done with 80 %, where they say more; under guard the scenarios."""
    if withheld(ahead):
        return completion(ahead) + scenarios(ahead, measure)
    known = ahead["median_completion"] is not None or ahead["earliest"] is not None
    known = known and (ahead["earliest"] is None or ahead["earliest"] != ahead["latest"])
    return completion(ahead) + (words.t("forecast.span", span=span(ahead)) if known else "")


def scenarios(ahead: dict[str, Any], measure: Measure) -> str:
    """Between which days it may be done and how many may be missing then: what is said in the place of an answer."""
    return words.t(
        "forecast.scenarios_past" if ahead["as_of"] > ahead["deadline"] else "forecast.scenarios",
        span=span(ahead),
        missing=missing_span(ahead),
        items=measure.unit,
    )


def missing_span(ahead: dict[str, Any]) -> str:
    """`0 – 12.345`: how many may be missing at the deadline; one number where both are the same."""
    ends = [formats.number(round(ahead[end])) for end in ("least", "most")]
    return " – ".join(dict.fromkeys(ends))


def finish(ahead: dict[str, Any]) -> str:
    """`28/11/2021`; `sau 30/11/2021` of a finish beyond the horizon, "" of one withheld by the guard."""
    if ahead["median_completion"] is not None:
        return formats.day(ahead["median_completion"])
    return words.t("forecast.after", day=formats.day(ahead["horizon"])) if ahead["guard"] is None else ""


def span(ahead: dict[str, Any]) -> str:
    """The days between which it is done with 80 %: `29/09/2021 – sau 30/11/2021`."""
    late = (
        formats.day(ahead["latest"])
        if ahead["latest"] is not None
        else words.t("forecast.after", day=formats.day(ahead["horizon"]))
    )
    return late if ahead["earliest"] is None else f"{formats.day(ahead['earliest'])} – {late}"


def outlook(row: dict[str, Any], ahead: dict[str, Any], measure: Measure, unit: Unit) -> str:
    """What the fan says, with the same numbers and the day it was made from; nothing once the target is reached."""
    if not ahead or not row["target"] or row["reached_on"] is not None:
        return ""
    said = words.t(
        "forecast.made",
        as_of=formats.day(ahead["as_of"]),
        unit=unit.name,
        measure=measure.label,
        day=completion_with_range(ahead, measure),
    )
    if ahead["as_of"] > ahead["deadline"] or withheld(ahead):
        return said + "."
    return said + words.t(
        "forecast.chance",
        deadline=formats.day(ahead["deadline"]),
        chance=formats.chance(ahead["p_by_deadline"]),
        missing=lacking(ahead, measure),
    )


def stopping(stops: list[dict[str, Any]], measure: Measure, campaign: Definition) -> str:
    """For want of which supplies a stage is likely to stop, on which day, and what is lost by then; "" for none.

    `stops` are those of Forecast.stopping; one whose loss is no whole item is none.
    """
    said = []
    for row in stops:
        if round(row["short"]) < 1:
            continue
        known = {
            "supply": campaign.supply[row["supply"]].label,
            "measure": measure.label,
            "until": formats.day(row["until"]),
            "chance": formats.chance(row["p_stop"]),
            "short": formats.number(row["short"]),
            "items": measure.unit,
        }
        key = "stops_perhaps" if row["stops_on"] is None else "stops"
        said.append(words.t(f"forecast.{key}", day=formats.day(row["stops_on"]), **known))
    return " ".join(said)


def lacking(ahead: dict[str, Any], measure: Measure) -> str:
    """What is expected to be missing at the deadline, or that nothing is."""
    missing = round(ahead["expected_shortfall"])
    key = "missing" if missing else "nothing_missing"
    return words.t(f"forecast.{key}", missing=formats.number(missing), items=measure.unit)


def scenario(as_is: dict[str, Any], if_so: dict[str, Any], measure: Measure) -> str:
    """What a scenario changes, with the numbers of both forecasts."""
    if withheld(as_is) or withheld(if_so):
        return words.t("what_if.withheld", there=completion_with_range(if_so, measure))
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


def last_stage(ends: dict[str, Any], campaign: Definition) -> str:
    """When the whole chain is done: the day of the stage that is done last."""
    if not ends:
        return ""
    return words.t("forecast.last_stage", measure=campaign.measure[ends["measure"]].label, day=completion(ends))
