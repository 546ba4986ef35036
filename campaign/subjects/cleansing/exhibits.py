"""How far the cleansing is in a sentence; what is still wrong, and who has no number."""

from datetime import date

import pandas as pd

from campaign import words
from campaign.figures.exhibit import Exhibit, subtitle
from campaign.language import formats
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.queries import Scope
from campaign.subjects.cleansing import backlog, blocks, charts, sentences, verification
from campaign.subjects.cleansing.backlog import Queue

PARTS = ("progress", "verification", "defects", "numbers")
HALF = 0.5  # of what is open or left: the units that hold it stand out


def parts() -> dict[str, str]:
    """The subjects of the page, with their names."""
    return {part: words.t(f"cleansing.part_{part}") for part in PARTS}


def stages() -> list[str]:
    """The stages of the chain in which records are cleansed, the cleansing first."""
    campaign = catalogue.campaign()
    first = campaign.measure[campaign.cleansing.measure]
    return [first.id, *(stage.id for stage in campaign.chain(first.project) if stage != first)]


@cached
def finding(scope: Scope, unit: str, as_of: date) -> tuple[str, str]:
    """The page's answer, and a quieter sentence below it; what is missing where there is no plan of verification."""
    campaign = catalogue.campaign()
    if campaign.cleansing is None:
        return sentences.missing(campaign), ""
    judged, all_below = verification.claims(scope, unit, as_of), verification.whole(scope, unit, as_of)
    said = sentences.verified(judged, all_below, campaign.cleansing)
    numbers = campaign.cleansing.numbers
    return (
        sentences.finding(_row(scope, unit, campaign.cleansing.measure, as_of), said, campaign),
        sentences.behind(queue(scope, unit, as_of), _row(scope, unit, numbers, as_of) if numbers else None),
    )


@cached
def line(scope: Scope, unit: str, as_of: date) -> str:
    """The same in one line for the overview; nothing where there is nothing to say."""
    plan = catalogue.campaign().cleansing
    if plan is None:
        return ""
    row = _row(scope, unit, plan.measure, as_of)
    if not row["target"]:
        return ""
    judged, all_below = verification.claims(scope, unit, as_of), verification.whole(scope, unit, as_of)
    return sentences.line(row, judged, all_below, queue(scope, unit, as_of), plan)


@cached
def queue(scope: Scope, unit: str, as_of: date) -> Queue | None:
    """All open defects of a unit as one queue; None when nobody has reported on them."""
    return backlog.queue(queries.table("defect_history", scope, unit=unit, as_of=as_of))


@cached
def by_class(scope: Scope, unit: str, as_of: date) -> tuple[Exhibit, str]:
    """Open defects over time by class, and the queue of each class as a table that is also its legend."""
    history, found = queries.table("defect_history", scope, unit=unit, as_of=as_of), _classes(scope, unit, as_of)
    names = dict(zip(found["defect"], found[f"defect_{words.language()}"], strict=True))
    last = history[history["date"] == history["date"].max()]
    note = words.t(
        "cleansing.stacked_note",
        unit=catalogue.campaign().unit[unit].name,
        day=formats.day(history["date"].max()),
        told=formats.number(last["units_told"].max()),
        known=formats.number(last["units_known"].max()),
    )
    now = backlog.queue(history)
    title = words.t("cleansing.stacked")
    return (
        Exhibit(
            "stacked",
            charts.stacked(history, names),
            title,
            note,
            sentences.open_defects(now),
            _named(history).drop(columns="defect"),
        ),
        blocks.classes(found, charts.colours(list(names)), title),
    )


@cached
def flows(scope: Scope, unit: str, as_of: date) -> Exhibit:
    """What came and went between two reports."""
    days = backlog.by_day(queries.table("defect_history", scope, unit=unit, as_of=as_of))
    now = queue(scope, unit, as_of)
    return Exhibit(
        "flows",
        charts.flows(days),
        words.t("cleansing.flows_title"),
        words.t("cleansing.flows_note", unit=catalogue.campaign().unit[unit].name),
        f"{sentences.flows(now)} {sentences.age(now)}",
        days,
    )


@cached
def pareto_classes(scope: Scope, unit: str, as_of: date) -> Exhibit:
    """The classes that hold most of what is open."""
    found = _classes(scope, unit, as_of)
    return _pareto("classes", found.drop(columns="defect"), found[f"defect_{words.language()}"].tolist())


@cached
def pareto_units(scope: Scope, unit: str, as_of: date) -> Exhibit:
    """The reporting units that hold most of what is open."""
    found = backlog.units(queries.table("defects_below", scope, unit=unit, as_of=as_of))
    return _pareto("units", found, found[f"name_{words.language()}"].tolist())


@cached
def below(scope: Scope, unit: str, as_of: date) -> pd.DataFrame:
    """Open defects by reporting unit and class, as a table."""
    return _named(queries.table("defects_below", scope, unit=unit, as_of=as_of)).drop(columns="defect")


@cached
def remaining(scope: Scope, unit: str, as_of: date) -> Exhibit:
    """The units directly below in which most have no number yet; `waiting` of them are cleansed and wait for one."""
    campaign = catalogue.campaign()
    plan, here = campaign.cleansing, campaign.unit[unit]
    level = campaign.level_below(here) or campaign.levels[-1]
    numbers, cleansed = (
        queries.table("units_at_level", scope, unit=unit, level=level.id, measure=measure, as_of=as_of).set_index(
            "unit_code"
        )
        for measure in (plan.numbers, plan.measure)
    )
    ready = (cleansed["total"] - numbers["total"]).clip(lower=0)
    units = numbers.assign(waiting=ready.clip(upper=numbers["remaining"])).query("target > 0").reset_index()
    columns = [
        "unit_code",
        "name_vi",
        "name_en",
        "total",
        "target",
        "completion",
        "remaining",
        "waiting",
        "share",
        "cumulative_share",
    ]
    found = backlog.pareto(units, "remaining")[columns]
    return _pareto("remaining", found, found[f"name_{words.language()}"].tolist(), sentences.remaining(found))


@cached
def bulk(scope: Scope, unit: str, as_of: date) -> Exhibit:
    """Numbers assigned by day, days of assignment in bulk marked."""
    campaign = catalogue.campaign()
    measure = campaign.measure[campaign.cleansing.numbers]
    asked = {"unit": unit, "measure": measure.id, "as_of": as_of}
    daily, days = (queries.table(name, scope, **asked) for name in ("daily_progress", "bulk_days"))
    title = words.t(
        "cleansing.bulk_title_marked" if len(days) else "cleansing.bulk_title", days=formats.days(len(days))
    )
    return Exhibit(
        "bulk",
        charts.bulk(daily, days, pd.Timestamp(measure.start)),
        title,
        subtitle(**asked),
        sentences.bulk(days),
        daily.assign(bulk=daily["date"].isin(days["date"])),
    )


def _row(scope: Scope, unit: str, measure: str, as_of: date) -> dict:
    return queries.one("overview", scope, unit=unit, measure=measure, as_of=as_of)


def _classes(scope: Scope, unit: str, as_of: date) -> pd.DataFrame:
    """The queue of each class, with its name in both languages."""
    return _named(backlog.classes(queries.table("defect_history", scope, unit=unit, as_of=as_of)))


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the names of its classes of defects in both languages."""
    label = {defect.id: defect.label for defect in catalogue.campaign().defects}
    names = {
        f"defect_{language}": [getattr(label[defect], language) for defect in frame["defect"]]
        for language in words.LANGUAGES
    }
    return frame.assign(**names)


def _pareto(key: str, found: pd.DataFrame, names: list[str], said: str = "") -> Exhibit:
    makers = backlog.makers(found, HALF)
    sentence = f"{sentences.concentrated(found, makers, key)} {said}".strip()
    return Exhibit(
        f"pareto_{key}",
        charts.pareto(found, names, makers),
        words.t(f"cleansing.pareto_{key}_title"),
        words.t("cleansing.pareto_note"),
        sentence,
        found,
    )
