"""Our forecasts as they were made: those of one measure at past weeks, from what was known then, side by side."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from campaign.forecast.chain_forecast import Forecast
from campaign.forecast.engine import Engine
from campaign.forecast.scenario import narrow
from campaign.forecast.served import SIMULATION, chain, has_own_forecast
from campaign.forecast.snapshot import NothingToForecastError, served_panel
from campaign.forecast.track_record import weeks
from campaign.serving import catalogue, queries, store
from campaign.serving.cache import cached, once
from campaign.serving.selection import Selection

MOST = 12  # weeks: each takes a second the first time, of which reading is a third
ANSWERS = ("as_of", "target", "deadline", "median_completion", "earliest", "latest", "guard")
FAN = ("as_of", "date", "q10", "q50", "q90")


@dataclass(frozen=True)
class PastForecasts:
    """Forecasts by the day on which they were made, the oldest first.

    answers  as_of, target, deadline, median_completion, earliest, latest, guard of each
    fans     as_of, date, q10, q50, q90 by week ahead; none of one that was withheld, as it had no band but scenarios
    """

    answers: pd.DataFrame
    fans: pd.DataFrame


@cached
def of(selection: Selection) -> PastForecasts:
    """The last forecasts of a measure before it was done, or before the day from which one looks, week by week.

    The days are those of the public record (`campaign.forecast.track_record`); none of a unit that is forecast as a
    part of the one above it, or that the reader may not see.
    """
    row = queries.row("overview", selection)
    end = row["reached_on"] or row["as_of"]
    days = [day for day in _weeks(selection) if day < pd.Timestamp(end).to_datetime64()][-MOST:]
    rows, fans = [], []
    for day in days:
        then = _then(selection.on(pd.Timestamp(day).date()))
        if (said := then.of(selection.measured)) and said["target"]:
            rows.append({column: said[column] for column in ANSWERS})
            if said["guard"] is None:
                fans.append(then.fan(selection.measured).assign(as_of=said["as_of"])[list(FAN)])
    return PastForecasts(
        pd.DataFrame(rows, columns=list(ANSWERS)),
        pd.concat(fans, ignore_index=True) if fans else pd.DataFrame(columns=list(FAN)),
    )


def _weeks(selection: Selection) -> list[np.datetime64]:
    if not (has_own_forecast(selection.unit) and selection.scope.sees(selection.unit)):
        return []
    root = catalogue.campaign().root
    try:
        return weeks(store.version(), served_panel(store.version(), root, selection.as_of))
    except NothingToForecastError:
        return []


def _then(selection: Selection) -> Forecast:
    """The forecast of a day, as its own page says it; stages after the measure are not simulated, nor other units."""
    stages = chain(selection.measured)
    return _one(store.version(), selection.unit, stages, stages.index(selection.measured) + 1, selection.as_of)


@once
def _one(snapshot: str, unit: str, stages: tuple[str, ...], first: int, as_of: date) -> Forecast:
    """Nothing else of that day is kept: a fit takes 2 MB, and twelve of them a quarter of the cache."""
    known = served_panel(snapshot, catalogue.campaign().root, as_of)
    engine = Engine()
    engine = replace(engine, weeks=engine.horizon(known))
    known = known.only(known.units, stages)
    with SIMULATION:
        fits = engine.fit(known)[:first]
        part, ready = narrow(known.only(known.units, stages[:first]), fits, unit)
        answers, fans = engine.courses(part, ready).tables((unit,))
    return Forecast(answers[answers["unit_code"] == unit], fans)
