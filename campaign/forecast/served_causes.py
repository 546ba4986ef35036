"""The door to why a forecast moved in a week: stored for the cut-off, made for any other day when somebody asks."""

from datetime import date

import pandas as pd

from campaign.forecast import Engine, Panel, causes
from campaign.forecast.causes import Ends
from campaign.forecast.served import SIMULATION, chain, forecast, has_own_forecast, whole
from campaign.forecast.snapshot import WEEK
from campaign.serving import catalogue, queries, store
from campaign.serving.cache import cached, once
from campaign.serving.selection import EVERYTHING, Selection


@cached
def stored(selection: Selection) -> pd.DataFrame:
    """Rows of the query forecast_causes of one measure: none but on the cut-off, and nothing is computed for them."""
    rows = queries.table("forecast_causes", selection)
    return rows[rows["measure"] == selection.measured].reset_index(drop=True)


@cached
def found(selection: Selection) -> pd.DataFrame:
    """The same on any day; 2 to 4 s the first time where it is not stored.

    No rows where one of the two forecasts is withheld or not there, where the unit is forecast as a part of the one
    above it, and once all is done.
    """
    if not has_own_forecast(selection.unit) or _both_stored(selection):
        return stored(selection)
    before, after = (forecast(selection.on(day)).answers for day in (selection.as_of - WEEK, selection.as_of))
    if before.empty or after.empty:
        return stored(selection)
    stages = chain(selection.measured)
    made, now = _steps(store.version(), catalogue.campaign().root, stages, selection.as_of)
    rows = causes.parts(before, after, made, now)
    return rows[rows["measure"] == selection.measured].reset_index(drop=True)


def _both_stored(selection: Selection) -> bool:
    """Whether the snapshot has the forecasts of both days, and so why the one became the other."""
    root = Selection(EVERYTHING, catalogue.campaign().root, selection.as_of, selection.measured)
    return all(len(queries.table("forecast", root.on(day))) for day in (root.as_of, root.as_of - WEEK))


@once
def _steps(snapshot: str, root: str, stages: tuple[str, ...], as_of: date) -> tuple[dict[str, Ends], Panel]:
    """All steps of the root and the level below it, and today's panel: one unit alone would take three quarters."""
    then, now = (whole(snapshot, root, day) for day in (as_of - WEEK, as_of))
    with SIMULATION:
        return causes.steps(then, now, Engine(), stages), now.only(now.units, stages)
