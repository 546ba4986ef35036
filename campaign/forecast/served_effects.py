"""The door to what events cost or brought: made when somebody asks, a second for each event that can be measured."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from campaign.forecast.engine import Engine
from campaign.forecast.event_effect import WEEKS, Measured, Reason, of_event
from campaign.forecast.guard import SHORT_HISTORY
from campaign.forecast.panel import Panel
from campaign.forecast.raking import gained
from campaign.forecast.scenario import narrow
from campaign.forecast.served import SIMULATION, chain, has_forecast, has_own_forecast
from campaign.forecast.snapshot import NothingToForecastError, served_panel
from campaign.forecast.without_event import Without, without, worked
from campaign.serving import catalogue, queries, store
from campaign.serving.cache import cached
from campaign.serving.selection import Selection

DAY = timedelta(days=1)
# Days after which an event that goes on is a part of what is known, and is in the courses: a guard holds them back
# before, as the level needs some days and the surprises two weeks.
SETTLED = 14
RECENT = timedelta(days=7)  # after the end of an event in which the level is still that of its days
SOONEST = 7  # days of an event that goes on from which on it is measured
TOLD = 0.95  # of the reporting units below, on each of its days together
APART = 0.1  # of what such days usually bring: more than this of openings, revisions and lumps is no pace


@cached
def of(selection: Selection) -> tuple[Measured, ...]:
    """One for each row of the question events, in its order; of a measure, as seen from a day."""
    return tuple(one(selection, at) for at in range(len(queries.table("events", selection))))


@cached
def one(selection: Selection, at: int) -> Measured:
    """That of one row of the list."""
    campaign, listed = catalogue.campaign(), queries.table("events", selection)
    row = listed.iloc[at]
    first_on, last_on = (pd.Timestamp(row[day]).date() for day in ("first_on", "last_on"))
    above = row["unit_code"] in campaign.line(selection.unit)
    asked = selection.at(selection.unit if above else str(row["unit_code"]))
    full_until = queries.row("overview", asked)["full_until"]
    full_until = None if full_until is None else pd.Timestamp(full_until).date()
    going_on = last_on > selection.as_of
    until = min(last_on, full_until) if going_on and full_until else last_on
    found = Measured(asked.unit, first_on, until, None, holiday=_rests(row), going_on=going_on)
    other = _overlapping(listed, at, until, asked.unit)
    if other is not None:
        return replace(found, reason=Reason.OVERLAP, other=other)
    if not has_forecast(asked.unit):
        return replace(found, reason=Reason.DEEP)
    if full_until is None or (going_on and (until - first_on).days + 1 < SOONEST):
        return replace(found, reason=Reason.EARLY)
    if until > full_until:
        return replace(found, reason=Reason.LATE)
    return _measured(found, asked, full_until)


def _measured(found: Measured, asked: Selection, full_until: date) -> Measured:
    """The same with its effect, where what was counted and what was known before allow one."""
    before, length = found.first_on - DAY, (found.until - found.first_on).days + 1
    if _told(asked, found.first_on, found.until) < TOLD:
        return replace(found, reason=Reason.MISSING)
    ahead = _without(asked, found, length + 7 * WEEKS)
    if ahead.guard is not None:
        return replace(found, reason=ahead.guard)
    if len(ahead.gains) <= length:
        return replace(found, reason=Reason.LONG)
    days = pd.date_range(before, min(full_until, before + (len(ahead.gains) - 1) * DAY))
    daily = queries.table("daily_progress", asked).set_index("date")[["count", "set_apart"]].reindex(days, fill_value=0)
    came = np.cumsum(daily["count"].to_numpy(float))
    effect = of_event(found.first_on, length, ahead.gains, came)
    apart = daily["set_apart"].iloc[1 : length + 1].abs().sum()
    if effect.days.median < 1:
        return replace(found, reason=Reason.IDLE)
    if apart > APART * effect.days.median:
        return replace(found, reason=Reason.APART)
    return replace(found, effect=effect)


def _without(asked: Selection, found: Measured, days: int) -> Without:
    """The courses from what was known on the day before: of one unit, of the stages up to the measure.

    Those of a unit two levels below the root are parts of those of the unit above it, as its forecast is.
    """
    campaign, before = catalogue.campaign(), found.first_on - DAY
    inside = None if has_own_forecast(asked.unit) else campaign.unit[asked.unit].parent_code
    try:
        whole = served_panel(store.version(), campaign.root, before)
        parts = served_panel(store.version(), inside, before) if inside else whole
    except NothingToForecastError:
        return Without(np.empty((0, 0), np.float32), SHORT_HISTORY)
    engine = Engine()
    engine = replace(engine, weeks=engine.horizon(whole))  # of all measures: so the draws are those of every page
    if asked.unit not in parts.names or (inside or asked.unit) not in whole.names:
        return Without(np.empty((0, 0), np.float32), SHORT_HISTORY)
    stages = chain(asked.measured)
    whole, parts = (_chain(one, stages, found) for one in (whole, parts))
    with SIMULATION:
        within = gained(engine.courses(*narrow(whole, engine.fit(whole), inside)), inside) if inside else None
        return without(parts, asked.unit, asked.measured, days, engine, within)


def _chain(known: Panel, stages: tuple[str, ...], found: Measured) -> Panel:
    """The stages of one chain, the days of an event that is a holiday as ordinary ones."""
    known = known.only(known.units, stages)
    if not found.holiday:
        return known
    return worked(known, np.datetime64(found.first_on, "D"), np.datetime64(found.until, "D"))


def _overlapping(listed: pd.DataFrame, at: int, until: date, unit: str) -> int | None:
    """The first other event of the unit, or of the event's own, that begins or ends on its days or just before them;
    None without any.

    One that was there for SETTLED days and goes on beyond this one is in the courses and in what came alike.
    """
    row = listed.iloc[at]
    first_on, last_on = row["first_on"], pd.Timestamp(until)
    own = listed["unit_code"].isin([row["unit_code"], unit])
    same = (listed["first_on"] <= last_on) & (listed["last_on"] >= first_on - RECENT)
    known = (listed["first_on"] <= first_on - pd.Timedelta(days=SETTLED)) & (listed["last_on"] >= last_on)
    others = [other for other in np.flatnonzero(own & same & ~known) if other != at]
    return int(others[0]) if others else None


def _rests(row: pd.Series) -> bool:
    """Whether the forecast takes the days of an event for holidays, as queries/forecast/holidays.sql does."""
    return bool(row["kind"] == "holiday" and row["unit_code"] == catalogue.campaign().root)


def _told(asked: Selection, first_on: date, until: date) -> float:
    """What part of the reporting units' days of an event was told."""
    told = queries.table("told_share", asked).set_index("date")["reported"]
    return float(told.reindex(pd.date_range(first_on, until), fill_value=0).mean())
