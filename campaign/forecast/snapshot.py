"""The forecast of a snapshot: reads a panel as it was known on a day, keeps the answers with the data."""

from datetime import date, timedelta
from functools import cache

import duckdb
import numpy as np
import pandas as pd

from campaign import settings
from campaign.forecast import causes
from campaign.forecast.engine import Courses, Engine
from campaign.forecast.fit import Fit
from campaign.forecast.limits import Limit
from campaign.forecast.panel import HEADROOM, Panel
from campaign.forecast.raking import rake
from campaign.forecast.stops import stops
from campaign.serving import day_tables, store

FOLDER = settings.PROJECT / "queries" / "forecast"

WEEK = timedelta(days=7)
PATIENCE = 14  # days after a unit's last full day that still count as late reports, not as days without work


class NothingToForecastError(LookupError):
    """Nothing below the unit has reported by then."""


def panel(connection: duckdb.DuckDBPyConnection, unit: str, as_of: date) -> Panel:
    """The level right below `unit` as it was known on `as_of`; the connection is at that day.

    NothingToForecastError when there is no count yet.
    """
    rows = _read(connection, "rows", unit=unit, as_of=as_of).set_index("unit_code")
    counts = _read(connection, "counts", unit=unit, as_of=as_of)
    stages = _read(connection, "stages")
    if counts.empty:
        raise NothingToForecastError(f"nothing below unit '{unit}' was reported by {as_of:%Y-%m-%d}: no forecast yet.")
    first, last = counts["date"].min().date(), np.datetime64(as_of, "D")
    days = np.arange(np.datetime64(first, "D"), last + 1)
    names, measures = list(rows.index), list(stages["measure"])
    shape = (len(names) - 1, len(measures), len(days))
    daily = np.zeros(shape)
    at = (
        rows.index.get_indexer(pd.Index(counts["unit_code"])),
        pd.Index(measures).get_indexer(pd.Index(counts["measure"])),
        (counts["date"].to_numpy().astype("datetime64[D]") - days[0]).astype(int),
    )
    daily[at] = counts["count"]
    opening = _take_first(daily)
    aims = _read(connection, "aims", unit=unit, as_of=as_of).set_index(["unit_code", "measure"])
    aims = aims.reindex(pd.MultiIndex.from_product([names, measures]))
    target = aims["target"].to_numpy(dtype=float, na_value=np.nan).reshape(len(names), -1)
    return Panel(
        root=unit,
        units=tuple(names[:-1]),
        measures=tuple(measures),
        days=days,
        counts=daily,
        opening=opening,
        provisional=_provisional(rows["full_until"].iloc[:-1], days),
        target=target,
        deadline=aims["deadline"].to_numpy().astype("datetime64[D]").reshape(len(names), -1),
        ceiling=_ceiling(rows, target),
        chains=tuple(tuple(group) for group in stages.groupby("project", sort=False).indices.values()),
        holidays=tuple(_read(connection, "holidays")["date"].to_numpy().astype("datetime64[D]")),
        limits=_limits(_read(connection, "limits", unit=unit, as_of=as_of), measures),
    )


def tables(
    connection: duckdb.DuckDBPyConnection, root: str, as_of: date, engine: Engine | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`forecast` and `forecast_quantiles` of the root and of the level below it, as of any day."""
    return (engine or Engine()).forecast(panel(connection, root, as_of))


def below(
    connection: duckdb.DuckDBPyConnection, root: str, unit: str, as_of: date, engine: Engine | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The same for the units below one unit of the first level: their paths add up to that unit's own."""
    above, engine = panel(connection, root, as_of), engine or Engine()
    return rake(above, engine.fit(above), unit, panel(connection, unit, as_of), engine)


def served_panel(served: str, unit: str, as_of: date) -> Panel:
    """The panel of a snapshot that is served, when it is its turn."""
    return store.ask(served, as_of, lambda connection: panel(connection, unit, as_of))


def make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make what `keep` fills, empty, in a snapshot that is being built, attached as `snapshot`."""
    connection.execute(_text("tables"))


def keep(
    connection: duckdb.DuckDBPyConnection, root: str, opens_on: date | None = None, engine: Engine | None = None
) -> None:
    """Fill an attached snapshot with its forecast, why that moved, and where all units stand.

    As of its cut-off and of the day on which its pages open, where that is an earlier one, each with the day a week
    before to compare with. As of the cut-off the units below have their answers too, which take 0.15 s for each unit
    above them; their quantiles would be ten times as many rows as all others. All stay empty while nothing is reported.
    """
    engine = engine or Engine()
    store.define(connection)
    found = connection.execute("select cut_off from publication()").fetchone()
    if found is None or found[0] is None:
        return
    cut_off: date = found[0]
    ends = {cut_off, min(opens_on or cut_off, cut_off)}
    made: dict[date, tuple[Panel, pd.DataFrame]] = {}
    for as_of in sorted(ends | {day - WEEK for day in ends}, reverse=True):
        made |= _keep_day(connection, root, as_of, engine, deep=as_of == cut_off)
    for day in ends:
        if {day, day - WEEK} <= made.keys():
            (now, after), (then, before) = made[day], made[day - WEEK]
            moved = causes.parts(before, after, causes.steps(then, now, engine), now)
            connection.from_df(moved).insert_into("snapshot.forecast_causes")


def _keep_day(
    connection: duckdb.DuckDBPyConnection, root: str, as_of: date, engine: Engine, deep: bool
) -> dict[date, tuple[Panel, pd.DataFrame]]:
    """Add standings and forecast of one day, of the units below the first level only if `deep`: what was known and the
    answers, by the day; nothing where nothing was reported by then."""
    day_tables.enter(connection, as_of)
    _read(connection, "standings", as_of=as_of)
    try:
        known = panel(connection, root, as_of)
    except NothingToForecastError:
        return {}
    courses = engine.courses(known, engine.fit(known))
    forecast, quantiles = courses.tables()
    connection.from_df(forecast).insert_into("snapshot.forecast")
    connection.from_df(quantiles).insert_into("snapshot.forecast_quantiles")
    connection.from_df(stops(courses)).insert_into("snapshot.forecast_stops")
    # What a unit gets of limited supplies depends on the others: then all need not be simulated again for each of them.
    fits, whole = courses.fits, courses if known.limits else None
    del courses
    for unit in known.units if deep else ():
        _keep_below(connection, known, fits, unit, as_of, engine, whole)
    return {as_of: (known, forecast)}


def _keep_below(
    connection: duckdb.DuckDBPyConnection,
    known: Panel,
    fits: tuple[Fit, ...],
    unit: str,
    as_of: date,
    engine: Engine,
    whole: Courses | None,
) -> None:
    """Add the answers of the units below one unit of a panel, if there are any that reported."""
    try:
        children = panel(connection, unit, as_of)
    except NothingToForecastError:
        return
    answers, _ = rake(known, fits, unit, children, engine, fans=(), courses=whole)
    connection.from_df(answers).insert_into("snapshot.forecast")


def _limits(rows: pd.DataFrame, measures: list[str]) -> tuple[Limit, ...]:
    """What each supply allows, from rows of the query limits."""
    found = []
    for (measure, supply), own in rows.groupby(["measure", "supply"], sort=False):
        now = own["arrives_on"].isna()
        days = own["arrives_on"][~now].to_numpy().astype("datetime64[D]")
        reach, more = own["items"][now].sum(), own["items"][~now].to_numpy(float)
        found.append(Limit(measures.index(str(measure)), str(supply), float(reach), days, more))
    return tuple(found)


def _take_first(daily: np.ndarray) -> np.ndarray:
    """Take the first count of every unit and measure out of `daily`, in place, and return it, (U, M).

    A first report says what was there already, however it came about: it tells a total, not a day's work.
    """
    first = (daily != 0).argmax(axis=2)[:, :, None]
    opening = np.take_along_axis(daily, first, axis=2)[:, :, 0].copy()
    np.put_along_axis(daily, first, 0, axis=2)
    return opening


def _provisional(full_until: pd.Series, days: np.ndarray) -> np.ndarray:
    until = full_until.to_numpy().astype("datetime64[D]")
    until = np.where(np.isnat(until), days[-1], until)
    return days > np.maximum(until, days[-1] - PATIENCE)[:, None]


def _ceiling(rows: pd.DataFrame, target: np.ndarray) -> np.ndarray:
    """(U, M): the people there are, and never less than a tenth above the quota; inf where neither is known.

    Eligible residents, or all residents where the whole target is more than the eligible (a population register).
    """
    people = rows[["eligible", "population"]].to_numpy(dtype=float, na_value=np.nan)
    enough = np.nan_to_num(people[-1])[None, :] >= np.nan_to_num(target[-1], nan=np.inf)[:, None]
    which = np.where(enough[:, 0], 0, 1)
    known = np.where(enough.any(axis=1), people[:-1][:, which], np.nan)
    ceiling = np.fmax(known, HEADROOM * target[:-1])
    return np.where(np.isnan(ceiling), np.inf, ceiling)


def _read(connection: duckdb.DuckDBPyConnection, name: str, **known: object) -> pd.DataFrame:
    return day_tables.run(connection, _text(name), known).df()


@cache
def _text(name: str) -> str:
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
