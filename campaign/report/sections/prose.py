"""Sentences of a report: each names measure, unit and day, and has a subject and a verb."""

from datetime import date

from campaign import words
from campaign.definition import Measure, Unit
from campaign.forecast import sentences as forecast_sentences
from campaign.language import formats
from campaign.language.schedule import gap
from campaign.serving import catalogue
from campaign.serving.queries import Row


def moment(as_of: date) -> str:
    """`17 giờ ngày 01/06/2021`: the cut-off of a day."""
    hour, minute = catalogue.campaign().cut_off.split(":")
    key = "hour" if minute == "00" else "hour_and_minute"
    time = words.t(f"report.{key}", hour=int(hour), minute=minute)
    return words.t("report.moment", time=time, day=formats.day(as_of))


def subject(unit: Unit) -> str:
    """A unit as the subject of a sentence: the whole campaign's as the level that it is."""
    campaign = catalogue.campaign()
    if unit.code != campaign.root:
        return str(unit.name)
    level = next(str(level.label) for level in campaign.levels if level.id == unit.level)
    return words.t("report.whole", level=_small(level))


def items(measure: Measure) -> str:
    """What a measure counts, within a sentence: `hồ sơ thu nhận`."""
    return _small(str(measure.label))


def position(row: Row, measure: Measure, unit: Unit) -> str:
    """What there is of a measure, of which target, what is missing, and whether the plan had more."""
    said = {
        "moment": moment(row["as_of"]),
        "unit": subject(unit),
        "done": formats.number(row["total"]),
        "what": items(measure),
        "items": measure.unit,
        "percent": formats.percent(row["completion"]),
        "target": formats.number(row["target"]),
        "left": formats.number(row["remaining"]),
        "reached": formats.day(row["reached_on"]),
        "gap": gap(row["days_ahead"]),
    }
    if not row["target"]:
        return words.t("report.position_open", **said)
    ends = [words.t("report.position_done" if _reached(row) else "report.position_left", **said)]
    ends += [words.t("report.position_gap", **said)] if not formats.missing(row["days_ahead"]) else []
    return words.t("report.position", **said) + "".join(ends) + "."


def pace(row: Row, measure: Measure) -> str:
    """The pace it takes beside the pace there is; nothing once there is nothing left to do or no pace is known."""
    if not row["target"] or _reached(row) or formats.missing(row["rate_7d"]):
        return ""
    past = formats.missing(row["required_by"])
    return words.t(
        "report.pace_past" if past else "report.pace",
        what=items(measure),
        items=measure.unit,
        deadline=formats.day(row["deadline" if past else "required_by"]),
        required=formats.number(row["required_rate"]),
        rate=formats.number(row["rate_7d"]),
        until=formats.day(row["full_until"]),
        best=formats.number(row["best_rate_7d"]),
    )


def expected(row: Row, ahead: Row, measure: Measure, unit: Unit) -> str:
    """When it will be done, with what chance in time and how many will be missing; nothing once it is done."""
    if not ahead or not row["target"] or _reached(row):
        return ""
    certain = not forecast_sentences.withheld(ahead)
    said = words.t(
        "report.expected" if certain else "report.expected_guarded",
        day=formats.day(ahead["as_of"]),
        what=items(measure),
        unit=subject(unit),
        done=forecast_sentences.completion_with_range(ahead, measure),
    )
    return said + "." if ahead["as_of"] > ahead["deadline"] or not certain else f"{said}; {chance(ahead, measure)}."


def chance(ahead: Row, measure: Measure) -> str:
    """The chance of making the deadline, and what will be missing then; under guard why neither is told."""
    if forecast_sentences.withheld(ahead):
        return forecast_sentences.completion_with_range(ahead, measure)
    missing = round(ahead["expected_shortfall"])
    return words.t(
        "report.chance_missing" if missing else "report.chance",
        deadline=formats.day(ahead["deadline"]),
        chance=formats.chance(ahead["p_by_deadline"]),
        missing=formats.number(missing),
        items=measure.unit,
    )


def _reached(row: Row) -> bool:
    return not formats.missing(row["reached_on"])


def _small(text: str) -> str:
    """With its first letter as it is within a sentence; a text that begins with capitals, as DC01, keeps them."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
