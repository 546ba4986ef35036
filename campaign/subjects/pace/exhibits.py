"""A measure of one unit over time: its burn-down, what is expected of it, its week, what a change would make of it."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from campaign import words
from campaign.figures.exhibit import Exhibit, Native, subtitle
from campaign.forecast import sentences as forecast_sentences
from campaign.forecast import served
from campaign.forecast.served import Outlook
from campaign.language.schedule import capital, gap
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.queries import Scope
from campaign.subjects.pace import blocks, charts
from campaign.subjects.pace import burndown as chart
from campaign.subjects.pace.course import Course
from campaign.subjects.standing import sentences as standing_sentences


@cached
def finding(scope: Scope, unit: str, measure: str, as_of: date) -> str:
    """When this measure will be done, and with what chance in time."""
    row, ahead = _row(scope, unit, measure, as_of), served.outlook(scope, unit, measure, as_of).of(measure)
    return forecast_sentences.finding(row, ahead, catalogue.campaign().measure[measure])


@cached
def figures(scope: Scope, unit: str, measure: str, as_of: date) -> str:
    """Schedule, pace and outlook in a row, as HTML."""
    return blocks.pace(_row(scope, unit, measure, as_of), served.outlook(scope, unit, measure, as_of).of(measure))


@cached
def thresholds(scope: Scope, unit: str, measure: str, as_of: date) -> str:
    """When shares of the target were planned and reached, as HTML."""
    return blocks.thresholds(queries.table("thresholds", scope, unit=unit, measure=measure, as_of=as_of))


@cached
def fan(scope: Scope, unit: str, measure: str, as_of: date) -> pd.DataFrame:
    """Quantiles of the total by week ahead."""
    return served.outlook(scope, unit, measure, as_of).fan(measure)


@cached
def burndown(scope: Scope, unit: str, measure: str, as_of: date) -> Exhibit:
    """What is left, beside the plan, up to today."""
    asked = {"scope": scope, "unit": unit, "measure": measure, "as_of": as_of}
    return _burndown(_figure(**asked), said="", note="", **asked)


@cached
def ahead(scope: Scope, unit: str, measure: str, as_of: date, up: bool = False) -> Exhibit:
    """The same with what is expected; `up` shows what is done instead of what is left."""
    asked = {"scope": scope, "unit": unit, "measure": measure, "as_of": as_of}
    campaign = catalogue.campaign()
    found = served.outlook(**asked)
    said = forecast_sentences.outlook(_row(**asked), found.of(measure), campaign.measure[measure], campaign.unit[unit])
    return _burndown(_figure(**asked, found=found, up=up, height=380), said, words.t("pace.fan_note"), **asked)


@cached
def weekdays(scope: Scope, unit: str, measure: str, as_of: date) -> Exhibit:
    """What each day of the week brings."""
    profile = queries.table("weekdays", scope, unit=unit, measure=measure, as_of=as_of)
    return Exhibit(
        "weekdays",
        charts.weekdays(profile),
        words.t("pace.weekdays"),
        subtitle(unit, measure, as_of),
        forecast_sentences.weekdays(profile),
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
    figures = chart.same_scale(*(_figure(**asked, found=found, up=up, height=320) for found in compared))
    return tuple(
        Exhibit(
            key,
            figure,
            words.t(f"what_if.{key}"),
            subtitle(unit, measure, as_of),
            forecast_sentences.outlook(_row(**asked), found.of(measure), *named),
            found.fan(measure),
            Native("line", "date", ("q10", "q50", "q90")),
        )
        for key, figure, found in zip(("as_is", "if_so"), figures, compared, strict=True)
    )


def _burndown(figure: go.Figure, said: str, note: str, scope: Scope, unit: str, measure: str, as_of: date) -> Exhibit:
    row, campaign = _row(scope, unit, measure, as_of), catalogue.campaign()
    standing = standing_sentences.standing(row, campaign.measure[measure], campaign.unit[unit])
    return Exhibit(
        "burndown",
        figure,
        capital(gap(row["days_ahead"])),
        " · ".join(filter(None, (subtitle(unit, measure, as_of), note))),
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
    fan = found.drawn(measure, _row(scope, **asked)) if found else None
    items = str(catalogue.campaign().measure[measure].unit)
    return chart.burndown(Course(daily, plan, published, events, as_of, items, fan, up), height)


def _row(scope: Scope, unit: str, measure: str, as_of: date) -> dict:
    return queries.one("overview", scope, unit=unit, measure=measure, as_of=as_of)
