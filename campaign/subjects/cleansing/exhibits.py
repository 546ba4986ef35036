"""How far the cleansing is in a sentence; what is still wrong, and who has no number."""

import pandas as pd

from campaign import words
from campaign.figures.exhibit import Exhibit, subtitle
from campaign.language import formats
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.queries import Row
from campaign.serving.selection import Selection
from campaign.serving.units import at_level
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
    first = campaign.measure[verification.plan().measure]
    return [first.id, *(stage.id for stage in campaign.chain(first.project) if stage != first)]


@cached
def finding(selection: Selection) -> tuple[str, str]:
    """The page's answer, and a quieter sentence below it; what is missing where there is no plan of verification."""
    campaign = catalogue.campaign()
    if campaign.cleansing is None:
        return sentences.missing(campaign), ""
    judged, all_below = verification.claims(selection), verification.whole(selection)
    said = sentences.verified(judged, all_below, campaign.cleansing)
    numbers = campaign.cleansing.numbers
    return (
        sentences.finding(_row(selection.of(campaign.cleansing.measure)), said, campaign),
        sentences.behind(queue(selection), _row(selection.of(numbers)) if numbers else None),
    )


@cached
def line(selection: Selection) -> str:
    """The same in one line for the overview; nothing where there is nothing to say."""
    plan = catalogue.campaign().cleansing
    if plan is None:
        return ""
    row = _row(selection.of(plan.measure))
    if not row["target"]:
        return ""
    judged, all_below = verification.claims(selection), verification.whole(selection)
    return sentences.line(row, judged, all_below, queue(selection), plan)


@cached
def queue(selection: Selection) -> Queue | None:
    """All open defects of a unit as one queue; None when nobody has reported on them."""
    return backlog.queue(queries.table("defect_history", selection))


@cached
def by_class(selection: Selection) -> tuple[Exhibit, str]:
    """Open defects over time by class, and the queue of each class as a table that is also its legend."""
    history, found = queries.table("defect_history", selection), _classes(selection)
    names = dict(zip(found["defect"], found[f"defect_{words.language()}"], strict=True))
    last = history[history["date"] == history["date"].max()]
    note = words.t(
        "cleansing.stacked_note",
        unit=catalogue.campaign().unit[selection.unit].name,
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
def flows(selection: Selection) -> Exhibit:
    """What came and went between two reports."""
    days = backlog.by_day(queries.table("defect_history", selection))
    now = queue(selection)
    return Exhibit(
        "flows",
        charts.flows(days),
        words.t("cleansing.flows_title"),
        words.t("cleansing.flows_note", unit=catalogue.campaign().unit[selection.unit].name),
        f"{sentences.flows(now)} {sentences.age(now)}" if now else sentences.open_defects(now),
        days,
    )


@cached
def pareto_classes(selection: Selection) -> Exhibit:
    """The classes that hold most of what is open."""
    found = _classes(selection)
    return _pareto("classes", found.drop(columns="defect"), found[f"defect_{words.language()}"].tolist())


@cached
def pareto_units(selection: Selection) -> Exhibit:
    """The reporting units that hold most of what is open."""
    found = backlog.units(queries.table("defects_below", selection))
    return _pareto("units", found, found[f"name_{words.language()}"].tolist())


@cached
def below(selection: Selection) -> pd.DataFrame:
    """Open defects by reporting unit and class, as a table."""
    return _named(queries.table("defects_below", selection)).drop(columns="defect")


@cached
def remaining(selection: Selection) -> Exhibit:
    """The units directly below in which most have no number yet; `waiting` of them are cleansed and wait for one."""
    campaign, plan = catalogue.campaign(), verification.plan()
    level = campaign.level_below(campaign.unit[selection.unit]) or campaign.levels[-1]
    numbers, cleansed = (
        at_level(selection.of(measure), level.id).set_index("unit_code") for measure in (plan.numbers, plan.measure)
    )
    ready = (cleansed["total"] - numbers["total"]).clip(lower=0)
    units = numbers.assign(waiting=ready.clip(upper=numbers["remaining"])).query("target > 0").reset_index()
    counted = ("total", "target", "completion", "remaining", "waiting", "share", "cumulative_share")
    columns = words.in_each("unit_code", "name_*", *counted)
    found = backlog.pareto(units, "remaining")[columns]
    return _pareto("remaining", found, found[f"name_{words.language()}"].tolist(), sentences.remaining(found))


@cached
def bulk(selection: Selection) -> Exhibit:
    """Numbers assigned by day, days of assignment in bulk marked."""
    numbered = selection.of(verification.plan().numbers)
    measure = catalogue.campaign().measure[numbered.measured]
    daily, days = (queries.table(name, numbered) for name in ("daily_progress", "bulk_days"))
    title = words.t(
        "cleansing.bulk_title_marked" if len(days) else "cleansing.bulk_title", days=formats.days(len(days))
    )
    return Exhibit(
        "bulk",
        charts.bulk(daily, days, pd.Timestamp(measure.start)),
        title,
        subtitle(numbered),
        sentences.bulk(days),
        daily.assign(bulk=daily["date"].isin(days["date"])),
    )


def _row(selection: Selection) -> Row:
    return queries.row("overview", selection)


def _classes(selection: Selection) -> pd.DataFrame:
    """The queue of each class, with its name in every language."""
    return _named(backlog.classes(queries.table("defect_history", selection)))


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the names of its classes of defects in every language."""
    label = {defect.id: defect.label for defect in catalogue.campaign().defects}
    names = {
        f"defect_{language}": [label[defect][language] for defect in frame["defect"]] for language in words.offered()
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
