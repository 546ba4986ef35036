"""What is claimed clean, and what samples say of it."""

import pandas as pd

from campaign import words
from campaign.figures.exhibit import Exhibit
from campaign.language import formats
from campaign.report import Section, Table
from campaign.report.sections.caption import captioned
from campaign.report.sections.chart import chart
from campaign.report.sections.sentences import sentences
from campaign.serving import catalogue
from campaign.serving.selection import Selection
from campaign.subjects.cleansing import exhibits, verification

CLAIMS = [
    "name_*",
    "parent_*",
    "total",
    "target",
    "completion",
    "sample_size",
    "defects_found",
    "accept_number",
]


def cleansing(selection: Selection) -> Section | None:
    """None where the campaign cleanses nothing."""
    if catalogue.campaign().cleansing is None:
        return None
    failed = verification.overclaimed(selection)
    classes = exhibits.pareto_classes(selection) if exhibits.queue(selection) is not None else None
    return Section(
        "cleansing",
        words.t("report.cleansing"),
        sentences(*exhibits.finding(selection)),
        finding=failed.title,
        tables=(Table("claims", failed.title, failed.table[words.in_each(*CLAIMS)]),) if len(failed.table) else (),
        exhibits=(*_map(selection), *([captioned(classes, "classes", selection)] if classes else [])),
        charts=(_open_defects(selection, classes),) if classes else (),
    )


def _map(selection: Selection) -> list[Exhibit]:
    """The units below with their claims and samples; none where nothing is below."""
    campaign = catalogue.campaign()
    if campaign.level_below(campaign.unit[selection.unit]) is None:
        return []
    return [captioned(verification.claims_map(selection), "claims", selection)]


def _open_defects(selection: Selection, classes: Exhibit) -> Exhibit:
    """By class, the most first."""
    table = classes.table
    return chart(
        "defects",
        "bar",
        _most(table),
        words.t("report.defects_note", unit=catalogue.campaign().unit[selection.unit].name),
        classes.sentence,
        pd.DataFrame({"name": table[f"defect_{words.language()}"], "open": table["open"]}),
    )


def _most(classes: pd.DataFrame) -> str:
    """The class with the most open defects, and its share."""
    first = classes.iloc[0]
    return words.t(
        "report.most_defects",
        defect=first[f"defect_{words.language()}"],
        open=formats.number(first["open"]),
        percent=formats.percent(first["open"] / (classes["open"].sum() or 1)),
    )
