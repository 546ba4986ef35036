"""How long items take from receipt and how long they wait, where records say it."""

from campaign import words
from campaign.report import Section
from campaign.report.sections.sentences import sentences
from campaign.serving import catalogue
from campaign.serving.selection import Selection
from campaign.subjects.pipeline import exhibits as pipeline


def ages(selection: Selection) -> Section | None:
    """Of every chain with records: who waits longer than the term, the oldest, and for how many the records speak."""
    campaign = catalogue.campaign()
    chains = [project.id for project in campaign.projects if len(campaign.chain(project.id)) > 1]
    known = [found for one in chains if len((found := pipeline.ages(selection, one)).table)]
    if not known:
        return None
    said = sentences(*(found.sentence for found in known))
    return Section("ages", words.t("age.subheader"), said)
