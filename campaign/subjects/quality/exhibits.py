"""What can be doubted about the figures, drawn: how late they come, how the past moved, what was put aside."""

import pandas as pd

from campaign import words
from campaign.figures.exhibit import Exhibit
from campaign.figures.native import NativeChart
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.queries import Row
from campaign.serving.selection import Selection
from campaign.subjects.quality import blocks, charts, checks, sentences
from campaign.subjects.quality.checks import Evidence


@cached
def finding(selection: Selection) -> tuple[str, str]:
    """How complete the figures are, and how much of the latest day is known by experience."""
    fresh, below, delays = _fresh(selection), queries.table("completeness", selection), _delays(selection)
    measure = catalogue.campaign().measure[selection.measured]
    return sentences.finding(fresh, below, selection.as_of), sentences.trust(fresh, delays, measure)


@cached
def checklist(selection: Selection) -> str:
    """Every check with what it found, as HTML."""
    return blocks.checks(checks.checks(evidence(selection)))


@cached
def evidence(selection: Selection) -> Evidence:
    """What the checks look at: the answers of the checking queries for one unit, measure and day."""
    return Evidence(
        freshness=_fresh(selection),
        completeness=queries.table("completeness", selection),
        stage_order=queries.table("stage_order", selection),
        falls=queries.table("falls", selection),
        outliers=queries.table("outliers", selection),
        revised_units=queries.table("revised_units", selection),
        quarantine_rules=queries.table("quarantine_rules", selection),
        deliveries=queries.table("deliveries", selection),
        controls=queries.table("controls", selection),
    )


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
        sentences.maturity_title(delays),
        words.t("quality.maturity_note", measure=measure.label, unit=campaign.unit[selection.unit].name),
        sentences.matured(delays, measure),
        delays,
        NativeChart("bar", "delay_days", ("known_share",)),
    )


@cached
def revisions(selection: Selection) -> Exhibit:
    """By how much later reports changed the past."""
    campaign = catalogue.campaign()
    changes = queries.table("revisions", selection)
    return Exhibit(
        "revisions",
        charts.revisions(changes, selection.as_of),
        sentences.changes_title(changes),
        words.t(
            "quality.revisions_note",
            measure=campaign.measure[selection.measured].label,
            unit=campaign.unit[selection.unit].name,
        ),
        sentences.changes(changes),
        changes,
        NativeChart("line", "reported_on", ("raised", "lowered")),
    )


@cached
def quarantine(selection: Selection) -> Exhibit:
    """Lines put aside week by week, by rule."""
    rules, weeks = (queries.table(name, selection) for name in ("quarantine_rules", "quarantine_weeks"))
    return Exhibit(
        "quarantine_weeks",
        charts.quarantine(weeks, catalogue.campaign().start, selection.as_of),
        sentences.trend_title(rules),
        words.t("quality.trend_note"),
        checks.quarantine(rules).sentence,
        weeks,
    )


def _fresh(selection: Selection) -> Row:
    return queries.one("freshness", selection)


def _delays(selection: Selection) -> pd.DataFrame:
    return queries.table("maturity", selection)
