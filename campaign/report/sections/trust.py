"""How far the figures can be trusted."""

from campaign import words
from campaign.report import Section
from campaign.report.sections.sentences import sentences
from campaign.serving import queries
from campaign.serving.selection import Selection
from campaign.subjects.confirmation import exhibits as confirmation
from campaign.subjects.direction import exhibits as direction
from campaign.subjects.quality import sentences as quality


def trust(selection: Selection) -> Section:
    """Who has reported, and how late figures come."""
    measure = direction.machines()
    fresh, below = queries.one("freshness", selection), queries.table("completeness", selection)
    delays = queries.table("maturity", selection.of(measure.id))
    return Section(
        "trust",
        words.t("report.trust"),
        sentences(
            quality.finding(fresh, below, selection.as_of),
            confirmation.sentence(selection),
            quality.trust(fresh, delays, measure),
        ),
    )
