"""Where the items that will be missing are: the units one by one, and how few make up most of it."""

from datetime import date

from campaign import words
from campaign.figures.exhibit import Exhibit, Native
from campaign.forecast import sentences as forecast_sentences
from campaign.forecast import served
from campaign.serving import catalogue
from campaign.serving.cache import cached
from campaign.serving.queries import Scope
from campaign.subjects.shortfall import charts, sentences


@cached
def largest(scope: Scope, unit: str, measure: str, as_of: date) -> Exhibit:
    """The units that will be short of most."""
    campaign, missing = catalogue.campaign(), served.below(scope, unit, measure, as_of)
    here = campaign.measure[measure]
    return Exhibit(
        "shortfall",
        charts.largest(missing, served.MOST),
        words.t("shortfall.largest"),
        forecast_sentences.made_from(here, campaign.unit[unit], as_of),
        f"{sentences.shortfall(missing, here, served.MOST)}.",
        missing,
        Native("bar", "name", ("expected_shortfall",)),
    )


@cached
def cumulative(scope: Scope, unit: str, measure: str, as_of: date) -> Exhibit:
    """How the shortfall adds up, unit by unit."""
    campaign, missing = catalogue.campaign(), served.below(scope, unit, measure, as_of)
    return Exhibit(
        "adding",
        charts.cumulative(missing, served.MOST),
        words.t("shortfall.adding"),
        forecast_sentences.made_from(campaign.measure[measure], campaign.unit[unit], as_of),
        words.t("shortfall.adding_sentence"),
        missing,
        Native("line", "name", ("cumulative_share",)),
    )
