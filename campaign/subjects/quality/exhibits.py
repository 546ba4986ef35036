"""What can be doubted about the figures, drawn: how late they come, how the past moved, what was put aside."""

from datetime import date

from campaign import words
from campaign.figures.exhibit import Exhibit, Native
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.queries import Scope
from campaign.subjects.quality import charts, checks, sentences


@cached
def maturity(scope: Scope, unit: str, measure: str, as_of: date) -> Exhibit:
    """How much of a day is known after how many days."""
    campaign = catalogue.campaign()
    delays = queries.table("maturity", scope, unit=unit, measure=measure, as_of=as_of)
    here = campaign.measure[measure]
    return Exhibit(
        "maturity",
        charts.maturity(delays),
        sentences.maturity_title(delays),
        words.t("quality.maturity_note", measure=here.label, unit=campaign.unit[unit].name),
        sentences.matured(delays, here),
        delays,
        Native("bar", "delay_days", ("known_share",)),
    )


@cached
def revisions(scope: Scope, unit: str, measure: str, as_of: date) -> Exhibit:
    """By how much later reports changed the past."""
    campaign = catalogue.campaign()
    changes = queries.table("revisions", scope, unit=unit, measure=measure, as_of=as_of)
    return Exhibit(
        "revisions",
        charts.revisions(changes),
        sentences.changes_title(changes),
        words.t("quality.revisions_note", measure=campaign.measure[measure].label, unit=campaign.unit[unit].name),
        sentences.changes(changes),
        changes,
        Native("line", "reported_on", ("raised", "lowered")),
    )


@cached
def quarantine(scope: Scope, as_of: date) -> Exhibit:
    """Lines put aside week by week, by rule."""
    rules, weeks = (queries.table(name, scope, as_of=as_of) for name in ("quarantine_rules", "quarantine_weeks"))
    return Exhibit(
        "quarantine_weeks",
        charts.quarantine(weeks, catalogue.campaign().start, as_of),
        sentences.trend_title(rules),
        words.t("quality.trend_note"),
        checks.quarantine(rules).sentence,
        weeks,
    )
