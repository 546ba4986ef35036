"""Where the items that will be missing are: the units one by one, and how few make up most of it."""

from campaign import words
from campaign.figures.exhibit import Exhibit
from campaign.figures.native import NativeChart
from campaign.forecast import sentences as forecast_sentences
from campaign.forecast import served
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.selection import Selection
from campaign.subjects.shortfall import charts, sentences


@cached
def finding(selection: Selection) -> tuple[str, str]:
    """Which units make up most of what will be missing, and what is expected of the unit they belong to."""
    campaign, missing = catalogue.campaign(), served.below(selection)
    measure, row = campaign.measure[selection.measured], queries.one("overview", selection)
    ahead = served.forecast(selection).of(measure.id)
    return (
        sentences.shortfall(missing, measure, served.MOST),
        forecast_sentences.outlook(row, ahead, measure, campaign.unit[selection.unit]),
    )


@cached
def largest(selection: Selection) -> Exhibit:
    """The units that will be short of most."""
    campaign, missing = catalogue.campaign(), served.below(selection)
    measure = campaign.measure[selection.measured]
    return Exhibit(
        "shortfall",
        charts.largest(missing, served.MOST),
        words.t("shortfall.largest"),
        forecast_sentences.made_from(measure, campaign.unit[selection.unit], selection.as_of),
        f"{sentences.shortfall(missing, measure, served.MOST)}.",
        missing,
        NativeChart("bar", "name", ("expected_shortfall",)),
    )


@cached
def cumulative(selection: Selection) -> Exhibit:
    """How the shortfall adds up, unit by unit."""
    campaign, missing = catalogue.campaign(), served.below(selection)
    return Exhibit(
        "adding",
        charts.cumulative(missing, served.MOST),
        words.t("shortfall.adding"),
        forecast_sentences.made_from(
            campaign.measure[selection.measured], campaign.unit[selection.unit], selection.as_of
        ),
        words.t("shortfall.adding_sentence"),
        missing,
        NativeChart("line", "name", ("cumulative_share",)),
    )
