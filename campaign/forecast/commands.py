"""`forecast` and `backtest` on the command line: one line per unit, or JSON for a machine."""

import json
from datetime import date, datetime

import click
import duckdb
import numpy as np
import pandas as pd

from campaign import definition, settings
from campaign.definition import Definition
from campaign.forecast import snapshot
from campaign.forecast.backtest import PATHS, backtest, origins
from campaign.forecast.engine import Engine
from campaign.forecast.panel import Panel
from campaign.forecast.scores import record
from campaign.forecast.snapshot import NothingToForecastError
from campaign.forecast.summary import QUANTILES
from campaign.forecast.track_record import reported
from campaign.people.option import answer_as, require_in_scope
from campaign.serving import store
from campaign.serving.queries import Row
from campaign.serving.selection import Scope

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("forecast")
@click.option("--unit", help="Unit code; the campaign's root when left out.")
@click.option("--all", "everyone", is_flag=True, help="The root and every unit of the level below it.")
@click.option("--measure", help="Measure id; all measures when left out.")
@click.option("--as-of", type=DAY, help="Use only what was reported by this day; the latest cut-off when left out.")
@click.option("--json", "as_json", is_flag=True, help="A list of objects.")
@answer_as
def forecast(
    unit: str | None, everyone: bool, measure: str | None, as_of: datetime | None, as_json: bool, scope: Scope
) -> None:
    """When each unit will be done, with what chance by the deadline, and how much will be missing."""
    campaign = definition.load(settings.home())
    if unit and everyone:
        raise click.UsageError("--unit and --all exclude each other: name one unit, or ask for all.")
    _check(campaign, unit, measure)
    day = as_of.date() if as_of else store.cut_off()
    wanted = unit or campaign.root
    require_in_scope(scope, wanted)
    connection = store.cursor(store.version(), day)
    try:
        answers, quantiles = _tables(connection, campaign, wanted, day)
    except NothingToForecastError as error:
        raise click.ClickException(error.args[0]) from error
    answers = _seen(answers, scope)
    if not everyone:
        answers = answers[answers["unit_code"] == wanted]
    if measure:
        answers = answers[answers["measure"] == measure]
    if as_json:
        click.echo(json.dumps(_objects(answers, quantiles), ensure_ascii=False, indent=2))
    else:
        click.echo(answers.drop(columns="as_of").to_string(index=False, na_rep="–", float_format="{:,.2f}".format))


@click.command("backtest")
@click.option("--json", "as_json", is_flag=True, help="A list of objects.")
@answer_as
def hit_rate(as_json: bool, scope: Scope) -> None:
    """How good the forecast was: made again at every past week with what was known then, and judged."""
    root = definition.load(settings.home()).root
    served = store.version()

    def known(day: np.datetime64) -> Panel:
        return snapshot.served_panel(served, root, pd.Timestamp(day).date())

    try:
        latest = known(np.datetime64(store.cut_off()))
        connection = store.cursor(served)
        days = [day for day in origins(latest) if reported(connection, day)]
        judged = backtest(latest, known, days, Engine(paths=PATHS))
    except NothingToForecastError as error:
        raise click.ClickException(error.args[0]) from error
    if judged.empty:
        raise click.ClickException("too little history for a back-test: it needs five weeks of counts and a target.")
    found = record(_seen(judged, scope))
    if as_json:
        click.echo(json.dumps(json.loads(found.to_json(orient="records")), indent=2))
    else:
        click.echo(found.to_string(index=False, na_rep="–", float_format="{:.4f}".format))


def _tables(
    connection: duckdb.DuckDBPyConnection, campaign: Definition, unit: str, day: date
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables that have `unit`: the first two levels together, a unit of the third with those beside it."""
    parent = campaign.unit[unit].parent_code
    if parent in (None, campaign.root):
        return snapshot.tables(connection, campaign.root, day)
    if campaign.unit[parent].parent_code != campaign.root:
        raise click.ClickException(f"unit '{unit}' lies too deep: units of the first three levels are forecast.")
    return snapshot.below(connection, campaign.root, parent, day)


def _seen(rows: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    return rows if scope.units is None else rows[rows["unit_code"].isin(scope.units)]


def _check(campaign: Definition, unit: str | None, measure: str | None) -> None:
    if unit and unit not in campaign.unit:
        raise click.ClickException(f"there is no unit '{unit}'; units.csv lists the codes")
    if measure and measure not in campaign.measure:
        raise click.ClickException(f"there is no measure '{measure}'; there are: {', '.join(campaign.measure)}")


def _objects(answers: pd.DataFrame, quantiles: pd.DataFrame) -> list[Row]:
    bands = dict(tuple(quantiles.groupby(["unit_code", "measure"])))
    columns = [column for column in answers.columns if column != "unit_code"]
    found = []
    for row in json.loads(answers.to_json(orient="records", date_format="iso", date_unit="s")):
        own = bands[row["unit_code"], row["measure"]]
        steps = own[["date", *QUANTILES]].astype(dict.fromkeys(QUANTILES, "int64"))
        found.append(
            {"unit": row["unit_code"]}
            | {
                column: _day(row[column]) if column in ("as_of", "deadline", "median_completion") else row[column]
                for column in columns
            }
            | {"quantiles": [step | {"date": f"{step['date']:%Y-%m-%d}"} for step in steps.to_dict(orient="records")]}
        )
    return found


def _day(stamp: str | None) -> str | None:
    return stamp and stamp[:10]
