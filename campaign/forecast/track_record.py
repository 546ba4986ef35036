"""The forecast's public record: made again at every past week from what was known then, judged, and kept."""

from datetime import date
from functools import lru_cache

import pandas as pd

from campaign.forecast import Engine, backtest, record
from campaign.forecast.backtest import PATHS, origins
from campaign.forecast.served import chain
from campaign.forecast.snapshot import NothingToForecastError, panel
from campaign.serving import catalogue, store
from campaign.serving.queries import Scope

WEEKS = 26  # latest origins that are judged: half a year


def judged(scope: Scope, measure: str, as_of: date) -> pd.DataFrame:
    """Every forecast of one measure for the root and the units right below it, judged by what was known on `as_of`.

    Columns as of campaign.forecast.backtest; no rows while there is too little history.
    """
    stages = chain(measure)
    found = _judged(store.version(), catalogue.campaign().root, stages[: stages.index(measure) + 1], as_of)
    if found.empty:
        return found
    own = found[found["measure"] == measure]
    return own if scope.units is None else own[own["unit_code"].isin(scope.units)]


def by(judged: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Coverage, scores and skill by `columns` of the units below the root, as campaign.forecast.record gives them."""
    return record(judged[judged["size"] != "root"], columns)


@lru_cache(maxsize=32)
def _judged(snapshot: str, root: str, stages: tuple[str, ...], as_of: date) -> pd.DataFrame:
    """A stage's forecast depends on those before it only, so that the ones after it are left out."""

    def known(day: object) -> object:
        then = panel(store.cursor(snapshot), root, pd.Timestamp(day).date())
        return then.only(then.units, stages)

    try:
        latest = known(as_of)
        days = [day for day in origins(latest) if _reported(snapshot, day)][-WEEKS:]
        return backtest(latest, known, days, Engine(paths=PATHS))
    except NothingToForecastError:
        return pd.DataFrame()


def _reported(snapshot: str, day: object) -> bool:
    """Whether anything had been reported by a day: a history handed in afterwards was not known then."""
    asked = "select count(*) from heard where reported_on <= $day"
    return bool(store.cursor(snapshot).execute(asked, {"day": pd.Timestamp(day).date()}).fetchone()[0])
