"""What if: the same paths with the same draws, and one thing done differently from a day on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from campaign.forecast.engine import Courses, Engine
from campaign.forecast.fit import Fit
from campaign.forecast.limits import Limit
from campaign.forecast.panel import Panel
from campaign.forecast.paths import Change
from campaign.forecast.rhythm import rhythm
from campaign.forecast.stops import stops

Tables = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]


@dataclass(frozen=True)
class Scenario:
    """What is done differently from `first_on` on; amounts are for all units of the panel together.

    pace             share by which every measure goes faster (0.1) or slower (-0.1)
    added            items more on an ordinary day, by measure: machines x items per machine and day
    capacity         items on an ordinary day, by measure, in place of the pace so far; taken at its word
    holidays_worked  holidays are ordinary days
    delivered        supplies more: supply, the day on which they come, for how many items they are
    """

    first_on: np.datetime64
    pace: float = 0.0
    added: Mapping[str, float] = field(default_factory=dict)
    capacity: Mapping[str, float] = field(default_factory=dict)
    holidays_worked: bool = False
    delivered: tuple[tuple[str, np.datetime64, float], ...] = ()


def narrow(panel: Panel, fits: tuple[Fit, ...], unit: str) -> tuple[Panel, tuple[Fit, ...]]:
    """Panel and fits of one unit (its own root row stays the whole panel's), or all of them for the root.

    Where supplies limit what is made, what a unit gets of them depends on the others: all of them.
    """
    if unit == panel.root or panel.limits:
        return panel, fits
    row = panel.units.index(unit)
    return panel.only((unit,), panel.measures), tuple(ready.only([row]) for ready in fits)


def compare(
    panel: Panel, fits: tuple[Fit, ...], unit: str, scenario: Scenario, engine: Engine
) -> tuple[Tables, Tables]:
    """Answers, quantiles and stops of one unit as things are and as they would be; `fits` is `engine.fit(panel)`."""
    engine = replace(engine, weeks=engine.horizon(panel))
    part, ready = narrow(panel, fits, unit)
    as_is = engine.courses(part, ready)
    changed = replace(part, limits=tuple(_supplied(limit, scenario) for limit in part.limits))
    if_so = engine.courses(changed, ready, _of_unit(part, ready, unit, scenario, engine))
    return _of(as_is, unit), _of(if_so, unit)


def _supplied(limit: Limit, scenario: Scenario) -> Limit:
    """A limit with what the scenario delivers of its supply."""
    for supply, day, items in scenario.delivered:
        limit = limit.with_delivery(day, items) if supply == limit.supply else limit
    return limit


def _of_unit(panel: Panel, fits: tuple[Fit, ...], unit: str, scenario: Scenario, engine: Engine) -> dict[int, Change]:
    """The changes of one unit of a panel, with none for the others; of all for the root."""
    if unit == panel.root or len(panel.units) == 1:
        return changes(panel, fits, scenario, engine)
    row = panel.units.index(unit)
    alone = tuple(ready.only([row]) for ready in fits)
    found = {}
    for at, change in changes(panel.only((unit,), panel.measures), alone, scenario, engine).items():
        boost, added = (np.full((len(change.boost), len(panel.units)), usual) for usual in (1.0, 0.0))
        boost[:, row], added[:, row] = change.boost[:, 0], change.added[:, 0]
        found[at] = Change(boost, added)
    return found


def changes(panel: Panel, fits: tuple[Fit, ...], scenario: Scenario, engine: Engine) -> dict[int, Change]:
    """The scenario as changes of weekly rates, by position of the measure."""
    weeks = engine.horizon(panel)
    after = panel.as_of + np.arange(1, 7 * weeks + 1) >= scenario.first_on
    found = {}
    for at, (measure, ready) in enumerate(zip(panel.measures, fits, strict=True)):
        now = ready.now
        usual = now.work[:, : 7 * weeks]
        work = np.where(after, _without_holidays(panel, at, weeks), usual) if scenario.holidays_worked else usual
        speed = np.where(after, 0 if measure in scenario.capacity else 1 + scenario.pace, 1)
        whole = now.weekly_work()[:, :weeks]
        weekly = _weekly(work * speed)
        weekly[:, 0] += now.waiting
        boost = np.divide(weekly, whole, out=np.ones_like(whole), where=whole > 0)
        extra = scenario.added.get(measure, 0) + scenario.capacity.get(measure, 0)
        total = now.level.sum()
        share = now.level / total if total > 0 else np.full(len(now.level), 1 / len(now.level))
        found[at] = Change(boost.T, (extra * share[:, None] * _weekly(work * after)).T)
    return found


def _without_holidays(panel: Panel, measure: int, weeks: int) -> np.ndarray:
    """(U, 7W) factors of the days ahead as if none of them were a holiday."""
    days = len(panel.days)
    past = panel.holiday_flags(7 * weeks) & (np.arange(days + 7 * weeks) < days)
    return rhythm(panel.counts[:, measure], ~panel.provisional, past)[:, days:]


def _weekly(daily: np.ndarray) -> np.ndarray:
    return daily.reshape(len(daily), -1, 7).sum(axis=2)


def _of(courses: Courses, unit: str) -> Tables:
    forecast, quantiles = courses.tables((unit,))
    own = forecast[forecast["unit_code"] == unit].reset_index(drop=True)
    found = stops(courses)
    return own, quantiles, found[found["unit_code"] == unit]
