"""Units on a map: the ones below a unit, a whole level, or the same week by week."""

from datetime import date

import pandas as pd

from campaign import words
from campaign.definition import Level
from campaign.figures.exhibit import Exhibit, bounded, subtitle
from campaign.forecast import served
from campaign.maps import layers
from campaign.maps.views import CHANCE, GAP, VIEWS, View
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.queries import Scope
from campaign.subjects.places import blocks, values
from campaign.subjects.standing import sentences as standing_sentences

HEIGHT = 560  # px, of a map beside other figures
FEW = 25  # of all units of the lowest level, those listed beside their map


@cached
def below(scope: Scope, unit: str, measure: str, as_of: date) -> Exhibit:
    """How far the units directly below a unit are ahead or behind, beside other figures."""
    campaign = catalogue.campaign()
    here = campaign.unit[unit]
    known = queries.table("units_below", scope, unit=unit, measure=measure, as_of=as_of)
    figure = values.figure(known, GAP, layers.below(campaign, here), as_of, HEIGHT)
    said = standing_sentences.spread(known, campaign.measure[measure])
    return _exhibit("map", figure, said, known, GAP, unit, measure, as_of, campaign.level_below(here))


@cached
def units(scope: Scope, unit: str, measure: str, as_of: date, view: str, shape: str) -> pd.DataFrame:
    """The units that a shape of campaign.maps.layers shows, as the query units_at_level gives them."""
    known = queries.table("units_at_level", scope, unit=unit, measure=measure, as_of=as_of, level=level(unit, shape).id)
    if VIEWS[view] != CHANCE:
        return known
    return served.chances(known, scope, unit, measure, as_of)


@cached
def listing(scope: Scope, unit: str, measure: str, as_of: date, view: str, shape: str) -> pd.DataFrame:
    """The same units in words, worst first."""
    return values.listing(units(scope, unit, measure, as_of, view, shape), VIEWS[view], as_of)


@cached
def finding(scope: Scope, unit: str, measure: str, as_of: date, view: str, shape: str) -> str:
    """How many of the units are ahead and behind, and who most."""
    return standing_sentences.spread(
        units(scope, unit, measure, as_of, view, shape), catalogue.campaign().measure[measure]
    )


@cached
def listed(
    scope: Scope, unit: str, measure: str, as_of: date, view: str, shape: str, query: tuple[tuple[str, str], ...]
) -> tuple[str, str]:
    """The units beside the map, with their title, as HTML; links keep the reader's choices, `query`."""
    found, deep = listing(scope, unit, measure, as_of, view, shape), shape == "deep"
    links = not deep and level(unit, shape).id != catalogue.campaign().reporting_level
    shown = blocks.listed(found.head(FEW) if deep else found, dict(query), links)
    return words.t("map.few" if deep else "map.list", units=len(found)), shown


@cached
def whole(
    scope: Scope, unit: str, measure: str, as_of: date, view: str, shape: str, days: tuple[date, ...] = ()
) -> Exhibit:
    """The units on a map of their own; on several `days`, to be played through."""
    campaign = catalogue.campaign()
    asked = {"unit": unit, "measure": measure, "level": level(unit, shape).id}
    layer = layers.of(campaign, campaign.unit[unit], shape)
    known = units(scope, unit, measure, as_of, view, shape)
    if days:
        seen = {day: queries.table("units_at_level", scope, **asked, as_of=day) for day in days}
        figure = values.weekly(seen, VIEWS[view], layer)
    else:
        figure = values.figure(known, VIEWS[view], layer, as_of)
    said = standing_sentences.ends(
        listing(scope, unit, measure, as_of, view, shape), VIEWS[view].label, campaign.measure[measure]
    )
    return _exhibit(f"map_{unit}", figure, said, known, VIEWS[view], unit, measure, as_of, level(unit, shape))


def level(unit: str, shape: str) -> Level:
    """The level whose units a shape shows."""
    campaign = catalogue.campaign()
    return campaign.levels[-1] if shape == "deep" else campaign.level_below(campaign.unit[unit])


def _exhibit(
    key: str,
    figure: object,
    said: str,
    known: pd.DataFrame,
    view: View,
    unit: str,
    measure: str,
    as_of: date,
    shown: Level | None,
) -> Exhibit:
    """The map with the note on its boundaries, where there are any."""
    return Exhibit(key, figure, view.label, subtitle(unit, measure, as_of), bounded(said, figure, shown), known)
