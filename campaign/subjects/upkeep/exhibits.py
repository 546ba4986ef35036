"""The quota that holds, beside the form for a new one."""

from campaign import words
from campaign.figures.table import Row, rows
from campaign.language import formats
from campaign.serving import catalogue, queries
from campaign.serving.selection import Selection


def quota(selection: Selection) -> Row | None:
    """The quota of the unit and measure on the day that is looked at; None where there is none."""
    issued = queries.table("target_history", selection)
    return rows(issued.sort_values("issued_on"))[-1] if len(issued) else None


def in_force(selection: Selection) -> str:
    """The same in a sentence."""
    holds = quota(selection)
    said = {"day": formats.day(selection.as_of), "unit": catalogue.campaign().unit[selection.unit].name}
    if holds is None:
        return words.t("settings.no_quota", **said)
    return words.t(
        "settings.quota",
        target=formats.number(holds["target"]),
        items=catalogue.campaign().measure[selection.measured].unit,
        deadline=formats.day(holds["deadline"]),
        issued=formats.day(holds["issued_on"]),
        **said,
    )
