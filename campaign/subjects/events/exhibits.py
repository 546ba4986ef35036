"""What events cost or brought in a unit: said of each, drawn together, and by kind."""

import pandas as pd

from campaign import words
from campaign.figures.exhibit import Exhibit, subtitle
from campaign.forecast import served_effects
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.selection import Selection
from campaign.subjects.events import charts, sentences
from campaign.subjects.events import table as numbers


@cached
def table(selection: Selection) -> pd.DataFrame:
    """The events that are listed, each with its effect or why there is none; some seconds the first time."""
    return numbers.table(queries.table("events", selection), served_effects.of(selection), catalogue.campaign())


@cached
def said(selection: Selection) -> dict[int, str]:
    """What is said of each event, by its row in the answer to the question events."""
    measure = catalogue.campaign().measure[selection.measured]
    return sentences.said(served_effects.of(selection), queries.table("events", selection), measure)


@cached
def effects(selection: Selection) -> Exhibit | None:
    """What each event cost or brought of usual days; None where none could be measured."""
    campaign, found = catalogue.campaign(), table(selection)
    measured = found.dropna(subset="effect_share")
    if measured.empty:
        return None
    measure, unit = campaign.measure[selection.measured], campaign.unit[selection.unit]
    return Exhibit(
        "effects",
        charts.effects(measured, measure.unit),
        sentences.finding(found),
        f"{subtitle(selection)} · {words.t('effects.note')}",
        sentences.sentence(found, numbers.by_kind(found), measure, unit, selection.as_of),
        found,
    )
