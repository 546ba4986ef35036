"""What is said of how long items take and wait, and of how many of them records speak for."""

from datetime import date

import pandas as pd

from campaign import words
from campaign.definition import Definition, Unit
from campaign.figures.table import Row, rows
from campaign.language import formats


def missing(campaign: Definition, project: str, unit: Unit, as_of: date) -> str:
    """Why nothing is known: the campaign takes no records of the project, or none speaks for the unit until the day."""
    chain = {measure.id for measure in campaign.chain(project)}
    taken = any(chain & {*kind.stages} for kind in campaign.records)
    key = "age.none" if taken else "age.no_records"
    label = campaign.project[project].label
    return words.t(key, project=label, unit=unit.name, day=formats.day(as_of))


def title(ages: pd.DataFrame) -> str:
    """How long half of what has passed the last stage took; else how long the oldest item has waited."""
    last = rows(ages)[-1]
    if last["passed"]:
        return words.t("age.title", days=formats.days(last["passed_p50"]), most=formats.days(last["passed_p90"]))
    oldest = ages["oldest"].max()
    return words.t("age.waits") if formats.missing(oldest) else words.t("age.title_oldest", days=formats.days(oldest))


def share(ages: pd.DataFrame) -> str:
    """Of which part of what was received the records speak, since when and until when."""
    first = rows(ages)[0]
    return words.t(
        "age.all" if first["passed"] == first["total"] else "age.share",
        share=formats.percent(first["records_share"]),
        passed=formats.number(first["passed"]),
        total=formats.number(first["total"]),
        since=formats.day(first["records_from"]),
        until=formats.day(first["records_until"]),
    )


def part(table: pd.DataFrame) -> str:
    """What part of all that were received records speak for, as a note has it."""
    first = rows(table)[0]
    if first["passed"] == first["total"]:
        return words.t("age.whole")
    return words.t("age.part", share=formats.percent(first["records_share"]))


def ages(table: pd.DataFrame, campaign: Definition, unit: Unit) -> str:
    """How many wait longer than the term and where most of them do, the oldest; then what the records speak for."""
    stages = rows(table)[1:]
    return " ".join(filter(None, (over_term(stages, campaign, unit), _oldest(stages, campaign), share(table))))


def over_term(stages: list[Row], campaign: Definition, unit: Unit) -> str:
    """How many items wait longer than the term, and before which stage most of them do."""
    known: dict[str, object] = {"unit": unit.name, "day": formats.day(stages[-1]["records_until"])}
    if formats.missing(stages[-1]["term_days"]):
        return words.t("age.no_term")
    known["term"] = formats.days(stages[-1]["term_days"])
    late, worst = sum(row["over_term"] for row in stages), most_over_term(stages)
    if not late:
        return words.t("age.in_term", **known)
    items = campaign.chain(campaign.measure[worst["measure"]].project)[0].unit
    return words.t(
        "age.over_term",
        late=formats.number(late),
        items=items,
        most=formats.number(worst["over_term"]),
        stage=campaign.measure[worst["measure"]].label,
        **known,
    )


def most_over_term(stages: list[Row]) -> Row:
    """The stage before which most wait longer than the term; without any, or without a term, before which most wait."""
    return max(stages, key=lambda row: (row["over_term"] or 0, row["waiting"] or 0))


def _oldest(stages: list[Row], campaign: Definition) -> str:
    waiting = [row for row in stages if row["waiting"]]
    if not waiting:
        return ""
    row = max(waiting, key=lambda row: row["oldest"])
    label = campaign.measure[row["measure"]].label
    return words.t("age.oldest", days=formats.days(row["oldest"]), stage=label)


def cohorts(weeks: pd.DataFrame, stage: str) -> str:
    """How the latest week that is old enough for some number of days fares beside the first."""
    return words.t("age.cohorts_sentence", stage=stage, until=formats.day(weeks["records_until"].max()))
