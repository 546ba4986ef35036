"""What has turned, and what to decide."""

from campaign import words
from campaign.language import formats
from campaign.report import Section
from campaign.serving.selection import Selection
from campaign.subjects.direction import exhibits as direction


def changes(selection: Selection) -> Section:
    """What has turned since the day that alerts compare with."""
    found = direction.turned(selection.of(direction.machines().id))
    since = formats.day(direction.since(selection))
    return Section(
        "changes",
        words.t("direction.alerts", since=since),
        tuple(found) or (words.t("direction.alerts_none", since=since),),
    )


def decisions(selection: Selection) -> Section:
    """What to decide, last as an official report has it: it follows from the rest."""
    found = direction.decide(selection)
    return Section(
        "decisions",
        words.t("report.decisions"),
        () if found else (words.t("direction.none"),),
        points=tuple((one.action, one.reason) for one in found),
    )
