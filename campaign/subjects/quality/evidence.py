"""Asks what the checks of the figures look at."""

from campaign.serving import queries
from campaign.serving.selection import Selection
from campaign.subjects.quality.checks import Evidence


def evidence(selection: Selection) -> Evidence:
    """The answers of the checking queries for one unit, measure and day."""
    return Evidence(
        freshness=queries.one("freshness", selection),
        completeness=queries.table("completeness", selection),
        stage_order=queries.table("stage_order", selection),
        falls=queries.table("falls", selection),
        outliers=queries.table("outliers", selection),
        revised_units=queries.table("revised_units", selection),
        quarantine_rules=queries.table("quarantine_rules", selection),
        deliveries=queries.table("deliveries", selection),
        controls=queries.table("controls", selection),
    )
