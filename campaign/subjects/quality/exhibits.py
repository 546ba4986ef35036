"""What can be doubted about the figures, drawn: how late they come, how the past moved, what was put aside."""

import pandas as pd

from campaign import words
from campaign.figures.exhibit import Exhibit, Native
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.queries import Row
from campaign.serving.selection import Selection
from campaign.subjects.quality import blocks, charts, checks


@cached
def finding(selection: Selection) -> tuple[str, str]:
    """How complete the figures are, and how much of the latest day is known by experience."""
    fresh, below, delays = _fresh(selection), queries.table("completeness", selection), _delays(selection)
    measure = catalogue.campaign().measure[selection.measured]
    return checks.finding(fresh, below, selection.as_of), checks.trust(fresh, delays, measure)


@cached
def checklist(selection: Selection) -> str:
    """Every check with what it found, as HTML."""
    asked = "completeness", "stage_order", "falls", "outliers", "revised_units", "quarantine_rules", "deliveries"
    below, order, falls, outliers, revised, rules, files = (queries.table(name, selection) for name in asked)
    controls = queries.table("controls", selection)
    found = checks.checks(_fresh(selection), below, order, falls, outliers, revised, rules, files, controls)
    return blocks.checks(found)


@cached
def calls(selection: Selection) -> str:
    """Whom to call, as HTML."""
    return blocks.calls(queries.table("completeness", selection))


@cached
def reasons(selection: Selection) -> str:
    """Why lines were put aside, as HTML."""
    return blocks.reasons(queries.table("quarantine_rules", selection))


@cached
def maturity(selection: Selection) -> Exhibit:
    """How much of a day is known after how many days."""
    campaign = catalogue.campaign()
    delays = _delays(selection)
    measure = campaign.measure[selection.measured]
    return Exhibit(
        "maturity",
        charts.maturity(delays),
        checks.maturity_title(delays),
        words.t("quality.maturity_note", measure=measure.label, unit=campaign.unit[selection.unit].name),
        checks.matured(delays, measure),
        delays,
        Native("bar", "delay_days", ("known_share",)),
    )


@cached
def revisions(selection: Selection) -> Exhibit:
    """By how much later reports changed the past."""
    campaign = catalogue.campaign()
    changes = queries.table("revisions", selection)
    return Exhibit(
        "revisions",
        charts.revisions(changes),
        checks.changes_title(changes),
        words.t(
            "quality.revisions_note",
            measure=campaign.measure[selection.measured].label,
            unit=campaign.unit[selection.unit].name,
        ),
        checks.changes(changes),
        changes,
        Native("line", "reported_on", ("raised", "lowered")),
    )


@cached
def quarantine(selection: Selection) -> Exhibit:
    """Lines put aside week by week, by rule."""
    rules, weeks = (queries.table(name, selection) for name in ("quarantine_rules", "quarantine_weeks"))
    return Exhibit(
        "quarantine_weeks",
        charts.quarantine(weeks, catalogue.campaign().start, selection.as_of),
        checks.trend_title(rules),
        words.t("quality.trend_note"),
        checks.quarantine(rules).sentence,
        weeks,
    )


def _fresh(selection: Selection) -> Row:
    return queries.one("freshness", selection)


def _delays(selection: Selection) -> pd.DataFrame:
    return queries.table("maturity", selection)
