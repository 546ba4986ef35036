"""The forecast's public record: made again at every past week from what was known then, judged, and kept."""

from datetime import date

import duckdb
import numpy as np
import pandas as pd

from campaign.forecast import Engine, Panel, backtest, record
from campaign.forecast.backtest import PATHS, origins
from campaign.forecast.scores import calibration
from campaign.forecast.served import chain
from campaign.forecast.snapshot import NothingToForecastError, served_panel
from campaign.serving import catalogue, store
from campaign.serving.cache import once
from campaign.serving.selection import Selection

WEEKS = 26  # latest origins that are judged: half a year


def judged(selection: Selection) -> pd.DataFrame:
    """Every forecast of one measure for the root and the units right below it, judged by what was known on the day.

    Columns as of campaign.forecast.backtest; no rows while there is too little history. The unit selected is not
    asked for: the record is the whole campaign's.
    """
    measure, scope = selection.measured, selection.scope
    stages = chain(measure)
    found = _judged(store.version(), catalogue.campaign().root, stages[: stages.index(measure) + 1], selection.as_of)
    if found.empty:
        return found
    own = found[found["measure"] == measure]
    return own if scope.units is None else own[own["unit_code"].isin(scope.units)]


def by(judged: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Coverage, scores and skill by `columns` of the units below the root, as campaign.forecast.record gives them."""
    return record(judged[judged["size"] != "root"], columns)


def chances(judged: pd.DataFrame) -> pd.DataFrame:
    """What was said of deadlines that have passed and what came, by tenth of the chance, of all units and the root."""
    return calibration(judged)


@once
def _judged(snapshot: str, root: str, stages: tuple[str, ...], as_of: date) -> pd.DataFrame:
    """A stage's forecast depends on those before it only, so that the ones after it are left out."""

    def known(day: np.datetime64) -> Panel:
        then = served_panel(snapshot, root, pd.Timestamp(day).date())
        return then.only(then.units, stages)

    try:
        latest = known(np.datetime64(as_of))
        return backtest(latest, known, weeks(snapshot, latest)[-WEEKS:], Engine(paths=PATHS))
    except NothingToForecastError:
        return pd.DataFrame()


def weeks(snapshot: str, latest: Panel) -> list[np.datetime64]:
    """The days, a week apart, at which the forecast is made again, of all that the latest panel can judge."""
    return store.ask(snapshot, None, lambda connection: [day for day in origins(latest) if reported(connection, day)])


def reported(connection: duckdb.DuckDBPyConnection, day: np.datetime64) -> bool:
    """Whether anything had been reported by a day: a history handed in afterwards was not known then."""
    asked = "select count(*) > 0 from report_reach where reported_on <= $day"
    return connection.execute(asked, {"day": pd.Timestamp(day).date()}).fetchall() == [(True,)]
