"""What can be doubted about the figures, drawn: how late they come, how the past moved, what was put aside."""

from datetime import date

from campaign import catalogue, quality, queries, words
from campaign.charts import maturity as maturity_chart
from campaign.charts import quarantine as quarantine_chart
from campaign.charts import revisions as revisions_chart
from campaign.exhibits import Exhibit, Native
from campaign.kept import kept
from campaign.queries import Scope


@kept
def maturity(scope: Scope, unit: str, measure: str, as_of: date) -> Exhibit:
    """How much of a day is known after how many days."""
    campaign = catalogue.campaign()
    delays = queries.table("maturity", scope, unit=unit, measure=measure, as_of=as_of)
    here = campaign.measure[measure]
    return Exhibit(
        "maturity",
        maturity_chart.maturity(delays),
        quality.maturity_title(delays),
        words.t("quality.maturity_note", measure=here.label, unit=campaign.unit[unit].name),
        quality.matured(delays, here),
        delays,
        Native("bar", "delay_days", ("known_share",)),
    )


@kept
def revisions(scope: Scope, unit: str, measure: str, as_of: date) -> Exhibit:
    """By how much later reports changed the past."""
    campaign = catalogue.campaign()
    changes = queries.table("revisions", scope, unit=unit, measure=measure, as_of=as_of)
    return Exhibit(
        "revisions",
        revisions_chart.revisions(changes),
        quality.changes_title(changes),
        words.t("quality.revisions_note", measure=campaign.measure[measure].label, unit=campaign.unit[unit].name),
        quality.changes(changes),
        changes,
        Native("line", "reported_on", ("raised", "lowered")),
    )


@kept
def quarantine(scope: Scope, as_of: date) -> Exhibit:
    """Lines put aside week by week, by rule."""
    rules, weeks = (queries.table(name, scope, as_of=as_of) for name in ("quarantine_rules", "quarantine_weeks"))
    return Exhibit(
        "quarantine_weeks",
        quarantine_chart.quarantine(weeks, catalogue.campaign().start, as_of),
        quality.trend_title(rules),
        words.t("quality.trend_note"),
        quality.quarantine(rules).sentence,
        weeks,
    )
