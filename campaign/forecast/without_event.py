"""The courses without an event: the ordinary forecast of the day before it, of one unit and measure, day by day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from campaign.forecast.day_courses import gained, rhythms
from campaign.forecast.engine import Engine, course
from campaign.forecast.guard import SHORT_HISTORY, guards
from campaign.forecast.panel import Panel
from campaign.forecast.paths import Paths
from campaign.forecast.raking import scaled
from campaign.forecast.scenario import narrow


@dataclass(frozen=True)
class Without:
    """(days + 1, P) items gained since the day before the event on each course; none under a guard, which says why."""

    gains: npt.NDArray[np.float32]
    guard: str | None = None


def without(
    known: Panel, unit: str, measure: str, days: int, engine: Engine, within: Sequence[Paths] | None = None
) -> Without:
    """Those of a chain `known` on the day before the event, a unit of it or its root, for so many `days` after it.

    Days of the panel's `holidays` rest in them: an event that is a holiday is to be taken out of these before, with
    `worked`. Stages after the measure are not simulated, nor other units: but where they are parts of a unit above that
    gains `within`, (W, P) of each measure, and add up to it.
    """
    at = known.measures.index(measure)
    fits = engine.fit(known)[: at + 1]
    upto = known.only(known.units, known.measures[: at + 1])
    part, ready = (upto, fits) if within else narrow(upto, fits, unit)
    row = part.names.index(unit)
    guard = guards(part, at, ready[at])[row]
    filled = ready[at].now.filled
    beside = rhythms(filled.sum(axis=0) if unit == part.root else filled[row], part.holiday_flags(0))
    if guard is None and not len(beside):
        guard = SHORT_HISTORY
    if guard is not None:
        return Without(np.empty((0, 0), np.float32), guard)
    total = scaled(part, ready, engine, within[: at + 1]) if within else engine.totals(part, ready)
    seen = course(part, at, ready[at], total[at])
    return Without(gained(seen, row, min(days, 7 * engine.horizon(known)), beside))


def worked(known: Panel, first_on: np.datetime64, last_on: np.datetime64) -> Panel:
    """The same where the days of an event are ordinary days of the week; other holidays stay holidays."""
    kept = (day for day in known.holidays if not first_on <= day <= last_on)
    return replace(known, holidays=tuple(kept))
