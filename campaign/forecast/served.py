"""The door to the forecast for pages, as of any day: made when it is first asked for, from what was known by then."""

from dataclasses import replace
from datetime import date
from threading import Lock

import numpy as np
import pandas as pd

from campaign import words
from campaign.forecast import Engine, Panel, Scenario, compare
from campaign.forecast.chain_forecast import Forecast
from campaign.forecast.fit import Fit
from campaign.forecast.raking import rake
from campaign.forecast.scenario import narrow
from campaign.forecast.snapshot import NothingToForecastError, served_panel
from campaign.forecast.stops import stops
from campaign.serving import catalogue, queries, store
from campaign.serving.cache import cached, once
from campaign.serving.selection import EVERYTHING, Selection

MOST = 0.6  # share of all that is missing which the units named in a sentence make up
PATHS = Engine.paths
# Forecasts are simulated one after another: the courses of a chain take 70 MB and as much again while they are made.
SIMULATION = Lock()
DEPTH = 1  # levels under the root whose units below them are forecast
COLUMNS = (
    "unit_code",
    "measure",
    "as_of",
    "target",
    "deadline",
    "p_by_deadline",
    "median_completion",
    "expected_shortfall",
    "expected_lack",
    "expected_surplus",
    "guard",
)


@cached
def forecast(selection: Selection) -> Forecast:
    """Forecast of the chain that the measure is a stage of, for one unit, from what was known on the day."""
    unit = selection.unit
    if not selection.scope.sees(unit):
        return _nothing()
    found = _around(_above(unit), selection)
    answers, quantiles = (table[table["unit_code"] == unit] for table in (found.answers, found.quantiles))
    if len(answers) and quantiles.empty:
        quantiles = _fan(unit, chain(selection.measured), selection.as_of)
    return Forecast(answers, quantiles, found.stops[found.stops["unit_code"] == unit])


@cached
def below(selection: Selection) -> pd.DataFrame:
    """What units below will lack on the deadline of the unit above: the most first, in whole items.

    Columns: those of the query units_below up to completion, those of the forecast, then `shortfall_share` and
    `cumulative_share` of what all units lack together.
    """
    standing, answers = queries.table("units_below", selection), _around(selection.unit, selection).answers
    ahead = answers[answers["measure"] == selection.measured].drop(columns=["measure", "as_of", "target"])
    found = standing[words.in_each("unit_code", "name_*", "total", "target", "completion")].merge(ahead, on="unit_code")
    found = found[found["target"] > 0].round({"expected_lack": 0, "expected_surplus": 0})
    found = found.sort_values("expected_lack", ascending=False, ignore_index=True)
    share = found["expected_lack"] / (found["expected_lack"].sum() or 1)
    return found.assign(shortfall_share=share, cumulative_share=share.cumsum())


def chances(units: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """`units` (directly below the one selected) with their chance of making the deadline, `p_by_deadline`, if known."""
    return units.merge(below(selection)[["unit_code", "p_by_deadline"]], on="unit_code", how="left")


def ends(selection: Selection) -> pd.DataFrame:
    """Rows of the query pipeline_below with the day on which each unit's last stage is expected to be done.

    No day is given (median_completion null) where it lies beyond the horizon or is withheld by the guard.
    """
    answers, units = _around(selection.unit, selection).answers, queries.table("pipeline_below", selection)
    aimed = answers[answers["target"] > 0]
    last = aimed.groupby("unit_code")["median_completion"].agg(lambda days: days.max(skipna=False))
    return units.assign(median_completion=pd.to_datetime(units["unit_code"].map(last)))


def has_own_forecast(unit: str) -> bool:
    """Whether a unit is forecast by itself: the root and the level below it are, others as a part of their parent."""
    campaign = catalogue.campaign()
    return campaign.unit[unit].parent_code in (None, campaign.root)


def has_forecast(unit: str) -> bool:
    """Whether a unit is forecast at all: by itself, or as a part of the one above it."""
    return has_own_forecast(unit) or has_own_forecast(_above(unit))


def what_if(selection: Selection, scenario: Scenario | None) -> tuple[Forecast, Forecast] | None:
    """Forecast as things are and as they would be; None without a scenario, a target or a forecast of its own."""
    unit, measure = selection.unit, selection.measured
    if scenario is None or not has_own_forecast(unit) or not forecast(selection).of(measure):
        return None
    try:
        known, fits, engine = fitted(store.version(), catalogue.campaign().root, chain(measure), selection.as_of)
    except NothingToForecastError:
        return None
    with SIMULATION:
        as_is, if_so = compare(known, fits, unit, scenario, engine)
    return Forecast(*as_is), Forecast(*if_so)


def reached(selection: Selection, goal: int, due: date, scenario: Scenario) -> tuple[float, float] | tuple[None, None]:
    """Chance that the measure has `goal` at the end of day `due`, as things are and as they would be.

    None for both where a unit has no forecast of its own, or it is withheld.
    """
    unit, measure = selection.unit, selection.measured
    if not has_own_forecast(unit) or not selection.scope.sees(unit):
        return None, None
    try:
        known, fits, engine = fitted(store.version(), catalogue.campaign().root, chain(measure), selection.as_of)
    except NothingToForecastError:
        return None, None
    if unit not in known.names:
        return None, None
    at = known.names.index(unit), known.measures.index(measure)
    target, deadline = known.target.copy(), known.deadline.copy()
    target[at], deadline[at] = goal, np.datetime64(due, "D")
    with SIMULATION:
        both = compare(replace(known, target=target, deadline=deadline), fits, unit, scenario, engine)
    as_is, if_so = (answers.loc[answers["measure"] == measure, "p_by_deadline"].iloc[0] for answers, *_ in both)
    return (None, None) if np.isnan(as_is) or np.isnan(if_so) else (float(as_is), float(if_so))


def chain(measure: str) -> tuple[str, ...]:
    """Ids of the stages of a measure's project, in their order: what is forecast together."""
    campaign = catalogue.campaign()
    return tuple(stage.id for stage in campaign.chain(campaign.measure[measure].project))


def _above(unit: str) -> str:
    """Code of the unit whose level below is forecast together with `unit`."""
    campaign = catalogue.campaign()
    return campaign.unit[unit].parent_code or campaign.root


def _around(parent: str, selection: Selection) -> Forecast:
    """A unit and the level below it, whoever asks: nothing of it is shown before the scope is looked at."""
    return _level(store.version(), parent, chain(selection.measured), selection.as_of)


@once
def _level(snapshot: str, parent: str, stages: tuple[str, ...], as_of: date) -> Forecast:
    """The root and the level below it as they are, or the units below one of its units, scaled to their sum.

    What is not stored has the root's quantiles, and nobody else's: see `_fan`.
    """
    root = catalogue.campaign().root
    everything = Selection(EVERYTHING, parent, as_of, stages[0])
    stored = queries.table("forecast", everything)
    if parent != root:
        stored = stored[stored["unit_code"] != parent]
    if len(stored):
        quantiles = queries.table("forecast_quantiles", everything)
        own = quantiles[quantiles["unit_code"].isin(stored["unit_code"])]
        return Forecast(stored, own, queries.table("forecast_stops", everything))
    try:
        known, fits, engine = fitted(snapshot, root, stages, as_of)
        if parent == root:
            with SIMULATION:
                courses = engine.courses(known, fits)
                return Forecast(*courses.tables((root,)), stops(courses))
        if parent not in known.units:
            return _nothing()
        children = parts(snapshot, parent, stages, as_of)
    except NothingToForecastError:
        return _nothing()
    with SIMULATION:
        return Forecast(*rake(known, fits, parent, children, engine, fans=()))


def _fan(unit: str, stages: tuple[str, ...], as_of: date) -> pd.DataFrame:
    """Quantiles of one unit below the root: 30 ms for the one that is looked at, not 150 ms for all."""
    snapshot = store.version()
    known, fits, engine = fitted(snapshot, catalogue.campaign().root, stages, as_of)
    if unit not in known.units:
        parent = _above(unit)
        children = parts(snapshot, parent, stages, as_of)
        with SIMULATION:
            return rake(known, fits, parent, children, engine, fans=(unit,))[1]
    part, ready = narrow(known, fits, unit)
    with SIMULATION:
        return engine.courses(part, ready).tables((unit,))[1]


@once
def whole(snapshot: str, root: str, as_of: date) -> Panel:
    """All measures of the root and the level below it."""
    return served_panel(snapshot, root, as_of)


@once
def fitted(snapshot: str, root: str, stages: tuple[str, ...], as_of: date) -> tuple[Panel, tuple[Fit, ...], Engine]:
    """Panel and fits of one chain. The horizon is that of all measures, so a chain's draws are always the same."""
    everything = whole(snapshot, root, as_of)
    engine = Engine()
    engine = replace(engine, weeks=engine.horizon(everything))
    known = everything.only(everything.units, stages)
    return known, engine.fit(known), engine


def parts(snapshot: str, parent: str, stages: tuple[str, ...], as_of: date) -> Panel:
    """The units below a unit of the first level, which are forecast as parts of it."""
    known = served_panel(snapshot, parent, as_of)
    return known.only(known.units, stages)


def _nothing() -> Forecast:
    return Forecast(
        pd.DataFrame(columns=list(COLUMNS)), pd.DataFrame(columns=["unit_code", "measure", "as_of", "date", "q50"])
    )
