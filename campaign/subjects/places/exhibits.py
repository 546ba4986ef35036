"""Units on a map: the ones below a unit, a whole level, or the same week by week."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from campaign import words
from campaign.definition import Level, Measure
from campaign.figures import html, lists
from campaign.figures.exhibit import Exhibit, bounded, subtitle
from campaign.forecast import served
from campaign.language import formats
from campaign.maps import layers
from campaign.maps.base_map import NARROW
from campaign.maps.views import CHANCE, GAP, VIEWS
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.selection import Selection
from campaign.serving.units import at_level
from campaign.subjects.confirmation import exhibits as confirmation
from campaign.subjects.places import blocks, values
from campaign.subjects.standing import sentences as standing_sentences

HEIGHT = 560  # px, of a map beside other figures
MOST_NAMED = 5  # of those without a shape
FEW = 25  # of all units of the lowest level, those listed beside their map


@cached
def below(selection: Selection, height: int = HEIGHT, width: int = NARROW) -> Exhibit:
    """How far the units directly below a unit are ahead or behind, in a place of so many pixels at least."""
    campaign = catalogue.campaign()
    unit = campaign.unit[selection.unit]
    known = queries.table("units_below", selection)
    marks = confirmation.marks(selection)
    figure = values.figure(known, GAP, layers.below(campaign, unit), selection.as_of, height, width, marks)
    said = bounded(_spread(known, selection), figure, campaign.level_below(unit))
    said = _with_shapeless(said, known, layers.below(campaign, unit))
    return Exhibit("map", figure, GAP.label, subtitle(selection), said, known)


@cached
def units(selection: Selection, view: str, shape: str) -> pd.DataFrame:
    """The units that a shape of campaign.maps.layers shows, as at_level gives them."""
    known = at_level(selection, level(selection.unit, shape).id)
    if VIEWS[view] != CHANCE:
        return known
    return served.chances(known, selection)


@cached
def listing(selection: Selection, view: str, shape: str) -> pd.DataFrame:
    """The same units in words, worst first."""
    marks = confirmation.marks(selection)
    return values.listing(units(selection, view, shape), VIEWS[view], selection.as_of, marks)


@cached
def finding(selection: Selection, view: str, shape: str) -> tuple[str, str]:
    """How many of the units are behind; beneath it how many are ahead, and who most."""
    unit = catalogue.campaign().unit[selection.unit]
    known = units(selection, view, shape)
    return standing_sentences.spread_finding(known, _measure(selection), unit, selection.as_of)


@cached
def listed(selection: Selection, view: str, shape: str, query: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """The units beside the map, with their title, as HTML; links keep the reader's choices, `query`."""
    found, deep = listing(selection, view, shape), shape == "deep"
    shown = _list(found, selection, shape, query, FEW if deep else len(found))
    return words.t("map.few" if deep else "map.list", units=len(found)), shown


@dataclass(frozen=True)
class Played:
    """What stands around a map that is played, by day as HTML: its finding, its worst units, the sentence under it."""

    finding: str
    title: str
    listed: str
    said: str


@cached
def played(
    selection: Selection, view: str, shape: str, query: tuple[tuple[str, str], ...], days: tuple[date, ...]
) -> Played:
    """What is said of each day of a map that is played; links keep the reader's choices, `query`."""
    by_day = {formats.day(day): selection.on(day) for day in days}
    found = {day: listing(then, view, shape) for day, then in by_day.items()}
    return Played(
        blocks.by_day({day: html.finding(*finding(then, view, shape)) for day, then in by_day.items()}),
        words.t("map.few", units=len(found[formats.day(selection.as_of)])),
        blocks.by_day({day: _list(units, selection, shape, query, FEW) for day, units in found.items()}),
        blocks.by_day({day: html.note(_read(then, view, shape)) for day, then in by_day.items()}),
    )


@cached
def whole(selection: Selection, view: str, shape: str, days: tuple[date, ...] = ()) -> Exhibit:
    """The units on a map of their own; on several `days`, to be played through."""
    campaign, drawn = catalogue.campaign(), VIEWS[view]
    unit, shown = campaign.unit[selection.unit], level(selection.unit, shape)
    layer = layers.of(campaign, unit, shape)
    known = units(selection, view, shape)
    if days:
        seen = {day: at_level(selection.on(day), shown.id) for day in days}
        figure = values.weekly(seen, drawn, layer)
    else:
        figure = values.figure(known, drawn, layer, selection.as_of, marks=confirmation.marks(selection))
    said = _read(selection, view, shape)
    return Exhibit(f"map_{unit.code}", figure, drawn.label, subtitle(selection), said, known)


def level(unit: str, shape: str) -> Level:
    """The level whose units a shape shows: the lowest one, also where nothing lies below."""
    campaign = catalogue.campaign()
    below = None if shape == "deep" else campaign.level_below(campaign.unit[unit])
    return below or campaign.levels[-1]


def _read(selection: Selection, view: str, shape: str) -> str:
    """The sentence that reads the map of one day."""
    campaign = catalogue.campaign()
    found, unit = listing(selection, view, shape), campaign.unit[selection.unit]
    said = standing_sentences.ends(found, VIEWS[view].label, _measure(selection), unit, selection.as_of)
    layer = layers.of(campaign, unit, shape)
    return _with_shapeless(bounded(said, layer, level(selection.unit, shape)), found, layer)


def _with_shapeless(said: str, known: pd.DataFrame, layer: layers.Layer | None) -> str:
    """The sentence of a map, with the units that it cannot draw: a new one has no shape until somebody gives it one."""
    campaign = catalogue.campaign()
    lacking = [code for code in known["unit_code"] if not layer.draws(code)] if layer else []
    names = ", ".join(str(campaign.unit[code].name) for code in lacking[:MOST_NAMED])
    return f"{said} {words.t('maps.shapeless', units=len(lacking), names=names)}" if lacking else said


def _list(found: pd.DataFrame, selection: Selection, shape: str, query: tuple[tuple[str, str], ...], most: int) -> str:
    """The first `most` units, and how many more there are."""
    links = shape != "deep" and level(selection.unit, shape).id != catalogue.campaign().reporting_level
    return blocks.listed(found.head(most), dict(query), links) + lists.rest(len(found) - most, "map.more")


def _spread(known: pd.DataFrame, selection: Selection) -> str:
    unit = catalogue.campaign().unit[selection.unit]
    return standing_sentences.spread(known, _measure(selection), unit, selection.as_of)


def _measure(selection: Selection) -> Measure:
    return catalogue.campaign().measure[selection.measured]
