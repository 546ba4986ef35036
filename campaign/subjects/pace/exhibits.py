"""A measure of one unit over time: its burn-down, what is expected of it, its week, what a change would make of it."""

from dataclasses import dataclass, replace
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.definition import Measure
from campaign.figures.exhibit import Exhibit, subtitle
from campaign.figures.native import NativeChart
from campaign.forecast import Scenario, served
from campaign.forecast import sentences as forecast_sentences
from campaign.forecast.chain_forecast import Forecast
from campaign.language.schedule import capital, gap
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.queries import Row
from campaign.serving.selection import Selection
from campaign.subjects.pace import blocks, charts, sentences
from campaign.subjects.pace import burndown as chart
from campaign.subjects.pace.course import Course
from campaign.subjects.pace.fan import LOWEST
from campaign.subjects.standing import sentences as standing_sentences

SEEN = 0.02  # of the target: less left than this is on the foot of a chart


@cached
def finding(selection: Selection) -> str:
    """When this measure will be done, and with what chance in time."""
    return forecast_sentences.finding(_row(selection), _ahead(selection), _measure(selection))


@cached
def figures(selection: Selection) -> str:
    """Schedule, pace and outlook in a row, as HTML."""
    return blocks.pace(_row(selection), _ahead(selection))


@cached
def thresholds(selection: Selection) -> str:
    """When shares of the target were planned and reached, as HTML."""
    return blocks.thresholds(queries.table("thresholds", selection))


@cached
def fan(selection: Selection) -> pd.DataFrame:
    """Quantiles of the total by week ahead."""
    return served.forecast(selection).fan(selection.measured)


@cached
def burndown(selection: Selection) -> Exhibit:
    """What is left, beside the plan, up to today."""
    return _burndown(selection, _figure(selection))


@cached
def ahead(selection: Selection, up: bool = False, height: int = 380) -> Exhibit:
    """The same with what is expected; `up` shows what is done instead of what is left."""
    found = served.forecast(selection)
    fan = _fan(selection, found, up)
    note = "" if fan.empty else words.t("pace.fan_note")
    return _burndown(selection, _figure(selection, fan, up, height), _outlook(selection, found), note)


@cached
def weekdays(selection: Selection) -> Exhibit:
    """What each day of the week brings."""
    profile = queries.table("weekdays", selection)
    return Exhibit(
        "weekdays",
        charts.weekdays(profile),
        words.t("pace.weekdays"),
        subtitle(selection),
        sentences.weekdays(profile, _measure(selection), catalogue.campaign().unit[selection.unit], selection.as_of),
        profile,
        NativeChart("bar", "weekday", ("mean_count",)),
    )


@cached
def events(selection: Selection) -> str:
    """What happened that may explain a change of pace, as HTML."""
    return blocks.events(queries.table("events", selection))


@dataclass(frozen=True)
class WhatIf:
    """What a scenario changes: in a sentence, as a table in HTML, and drawn as things are and as they would be."""

    finding: str
    table: str
    exhibits: tuple[Exhibit, ...]


def what_if(selection: Selection, scenario: Scenario | None, up: bool = False) -> WhatIf | None:
    """The measure as things are and as they would be, on the same scale; None where there is nothing to compare."""
    compared = served.what_if(selection, scenario)
    if compared is None:
        return None
    as_is, if_so = (found.of(selection.measured) for found in compared)
    figures = chart.same_scale(*(_figure(selection, _fan(selection, found, up), up, height=320) for found in compared))
    return WhatIf(
        forecast_sentences.scenario(as_is, if_so, _measure(selection)),
        blocks.side_by_side(as_is, if_so),
        tuple(
            Exhibit(
                key,
                figure,
                words.t(f"what_if.{key}"),
                subtitle(selection),
                _outlook(selection, found),
                found.fan(selection.measured),
                NativeChart("line", "date", ("q10", "q50", "q90")),
                events=_ticks(selection),
            )
            for key, figure, found in zip(("as_is", "if_so"), figures, compared, strict=True)
        ),
    )


def _burndown(selection: Selection, figure: go.Figure, said: str = "", note: str = "") -> Exhibit:
    row, unit = _row(selection), catalogue.campaign().unit[selection.unit]
    standing = standing_sentences.standing(row, _measure(selection), unit)
    shown = Exhibit(
        "burndown",
        figure,
        capital(gap(row["days_ahead"])),
        " · ".join(filter(None, (subtitle(selection), note))),
        f"{standing} {said}".strip(),
        queries.table("daily_progress", selection),
        NativeChart("line", "date", ("total",)),
        events=_ticks(selection),
    )
    return replace(shown, brief=partial(_left, selection, shown))


def _left(selection: Selection, shown: Exhibit) -> Exhibit:
    """The same with what is left beside the plan for PowerPoint to draw; without a target nothing is left."""
    table = queries.table("burndown", selection)
    native = NativeChart("line", "date", ("actual_left", "planned_left"), colours=(theme.ACCENT, theme.FAINT))
    return shown if table.empty else replace(shown, table=table, native=native, note=subtitle(selection))


def _fan(selection: Selection, found: Forecast, up: bool) -> pd.DataFrame:
    """What of a forecast can be seen: of what is left nothing, where that lies on the foot of the chart."""
    row = _row(selection)
    fan = found.drawn(selection.measured, row)
    return fan if up or fan.empty or row["target"] - fan[LOWEST].min() > SEEN * row["target"] else fan.head(0)


def _figure(selection: Selection, fan: pd.DataFrame | None = None, up: bool = False, height: int = 440) -> go.Figure:
    daily, plan, published, events = (
        queries.table(name, selection) for name in ("daily_progress", "plan", "published", "events")
    )
    items = str(_measure(selection).unit)
    course = Course(daily, plan, published, events, selection.as_of, items, fan, up)
    return chart.burndown(course, height)


def _ticks(selection: Selection) -> tuple[str, ...]:
    return sentences.events(queries.table("events", selection))


def _outlook(selection: Selection, found: Forecast) -> str:
    """What is expected of the measure, in a sentence."""
    unit = catalogue.campaign().unit[selection.unit]
    return forecast_sentences.outlook(_row(selection), found.of(selection.measured), _measure(selection), unit)


def _measure(selection: Selection) -> Measure:
    return catalogue.campaign().measure[selection.measured]


def _row(selection: Selection) -> Row:
    return queries.row("overview", selection)


def _ahead(selection: Selection) -> Row:
    return served.forecast(selection).of(selection.measured)
