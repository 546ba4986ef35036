"""With what the work is done, and where it stands idle or is too little."""

from campaign import words
from campaign.report import Section
from campaign.report.sections.sentences import sentences
from campaign.serving.selection import Selection
from campaign.subjects.resources import exhibits


def resources(selection: Selection) -> Section | None:
    """What one of the first resource does; None where nobody has told of any."""
    if exhibits.missing(selection):
        return None
    first = next(iter(exhibits.kinds(selection)))
    return Section("resources", words.t("resources.menu"), sentences(*exhibits.finding(selection, first)))
