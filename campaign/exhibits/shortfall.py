"""Where the items that will be missing are: the units one by one, and how few make up most of it."""

from datetime import date

from campaign import catalogue, outlook, prospects, words
from campaign.charts import shortfall
from campaign.exhibits import Exhibit, Native
from campaign.kept import kept
from campaign.queries import Scope


@kept
def largest(scope: Scope, unit: str, measure: str, as_of: date) -> Exhibit:
    """The units that will be short of most."""
    campaign, missing = catalogue.campaign(), outlook.below(scope, unit, measure, as_of)
    here = campaign.measure[measure]
    return Exhibit(
        "shortfall",
        shortfall.largest(missing, outlook.MOST),
        words.t("shortfall.largest"),
        prospects.made_from(here, campaign.unit[unit], as_of),
        f"{prospects.shortfall(missing, here, outlook.MOST)}.",
        missing,
        Native("bar", "name", ("expected_shortfall",)),
    )


@kept
def cumulative(scope: Scope, unit: str, measure: str, as_of: date) -> Exhibit:
    """How the shortfall adds up, unit by unit."""
    campaign, missing = catalogue.campaign(), outlook.below(scope, unit, measure, as_of)
    return Exhibit(
        "adding",
        shortfall.cumulative(missing, outlook.MOST),
        words.t("shortfall.adding"),
        prospects.made_from(campaign.measure[measure], campaign.unit[unit], as_of),
        words.t("shortfall.adding_sentence"),
        missing,
        Native("line", "name", ("cumulative_share",)),
    )
