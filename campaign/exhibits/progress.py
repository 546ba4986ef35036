"""A measure of one unit over time: its burn-down, what is expected of it, its week, what a change would make of it."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from campaign import catalogue, exhibits, outlook, prospects, queries, sentences, words
from campaign.blocks import figures as blocks
from campaign.charts import burndown as chart
from campaign.charts import weekdays as week
from campaign.exhibits import Exhibit, Native
from campaign.kept import kept
from campaign.outlook import Outlook
from campaign.queries import Scope


@kept
def finding(scope: Scope, unit: str, measure: str, as_of: date) -> str:
    """When this measure will be done, and with what chance in time."""
    row, ahead = _row(scope, unit, measure, as_of), outlook.outlook(scope, unit, measure, as_of).of(measure)
    return prospects.finding(row, ahead, catalogue.campaign().measure[measure])


@kept
def figures(scope: Scope, unit: str, measure: str, as_of: date) -> str:
    """Schedule, pace and outlook in a row, as HTML."""
    return blocks.pace(_row(scope, unit, measure, as_of), outlook.outlook(scope, unit, measure, as_of).of(measure))


@kept
def thresholds(scope: Scope, unit: str, measure: str, as_of: date) -> str:
    """When shares of the target were planned and reached, as HTML."""
    return blocks.thresholds(queries.table("thresholds", scope, unit=unit, measure=measure, as_of=as_of))


@kept
def fan(scope: Scope, unit: str, measure: str, as_of: date) -> pd.DataFrame:
    """Quantiles of the total by week ahead."""
    return outlook.outlook(scope, unit, measure, as_of).fan(measure)


@kept
def burndown(scope: Scope, unit: str, measure: str, as_of: date) -> Exhibit:
    """What is left, beside the plan, up to today."""
    asked = {"scope": scope, "unit": unit, "measure": measure, "as_of": as_of}
    return _burndown(_figure(**asked), said="", note="", **asked)


@kept
def ahead(scope: Scope, unit: str, measure: str, as_of: date, up: bool = False) -> Exhibit:
    """The same with what is expected; `up` shows what is done instead of what is left."""
    asked = {"scope": scope, "unit": unit, "measure": measure, "as_of": as_of}
    campaign = catalogue.campaign()
    found = outlook.outlook(**asked)
    said = prospects.outlook(_row(**asked), found.of(measure), campaign.measure[measure], campaign.unit[unit])
    return _burndown(_figure(**asked, found=found, up=up, height=380), said, words.t("pace.fan_note"), **asked)


@kept
def weekdays(scope: Scope, unit: str, measure: str, as_of: date) -> Exhibit:
    """What each day of the week brings."""
    profile = queries.table("weekdays", scope, unit=unit, measure=measure, as_of=as_of)
    return Exhibit(
        "weekdays",
        week.weekdays(profile),
        words.t("pace.weekdays"),
        exhibits.note(unit, measure, as_of),
        prospects.weekdays(profile),
        profile,
        Native("bar", "weekday", ("mean_count",)),
    )


def what_if(
    compared: tuple[Outlook, Outlook], scope: Scope, unit: str, measure: str, as_of: date, up: bool = False
) -> tuple[Exhibit, ...]:
    """The measure as things are and as they would be, on the same scale."""
    asked = {"scope": scope, "unit": unit, "measure": measure, "as_of": as_of}
    campaign = catalogue.campaign()
    named = campaign.measure[measure], campaign.unit[unit]
    figures = chart.alike(*(_figure(**asked, found=found, up=up, height=320) for found in compared))
    return tuple(
        Exhibit(
            key,
            figure,
            words.t(f"what_if.{key}"),
            exhibits.note(unit, measure, as_of),
            prospects.outlook(_row(**asked), found.of(measure), *named),
            found.fan(measure),
            Native("line", "date", ("q10", "q50", "q90")),
        )
        for key, figure, found in zip(("as_is", "if_so"), figures, compared, strict=True)
    )


def _burndown(figure: go.Figure, said: str, note: str, scope: Scope, unit: str, measure: str, as_of: date) -> Exhibit:
    row, campaign = _row(scope, unit, measure, as_of), catalogue.campaign()
    standing = sentences.standing(row, campaign.measure[measure], campaign.unit[unit])
    return Exhibit(
        "burndown",
        figure,
        sentences.capital(sentences.gap(row["days_ahead"])),
        " · ".join(filter(None, (exhibits.note(unit, measure, as_of), note))),
        f"{standing} {said}".strip(),
        queries.table("daily_progress", scope, unit=unit, measure=measure, as_of=as_of),
        Native("line", "date", ("total",)),
    )


def _figure(
    scope: Scope,
    unit: str,
    measure: str,
    as_of: date,
    found: Outlook | None = None,
    up: bool = False,
    height: int = 440,
) -> go.Figure:
    asked = {"unit": unit, "measure": measure, "as_of": as_of}
    daily, plan, published = (queries.table(name, scope, **asked) for name in ("daily_progress", "plan", "published"))
    events = queries.table("events", scope, unit=unit, as_of=as_of)
    fan = found and found.drawn(measure, _row(scope, **asked))
    items = str(catalogue.campaign().measure[measure].unit)
    return chart.burndown(daily, plan, published, events, as_of, items, fan, up, height)


def _row(scope: Scope, unit: str, measure: str, as_of: date) -> dict:
    return queries.one("overview", scope, unit=unit, measure=measure, as_of=as_of)
