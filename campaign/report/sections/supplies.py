"""What is in store, for how long, and for want of what a stage will stop."""

from campaign.report import Section
from campaign.report.sections.sentences import sentences
from campaign.serving.selection import Selection
from campaign.subjects.supplies import exhibits as supplies


def stock(selection: Selection) -> Section | None:
    """None where no store has told its stock."""
    if supplies.missing(selection):
        return None
    shown = supplies.lasting(selection)
    return Section("supplies", shown.title, (*sentences(shown.sentence), *sentences(supplies.stops(selection))))
