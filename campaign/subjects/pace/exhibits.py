"""A measure of one unit over time: its burn-down, what is expected of it, its week, what a change would make of it."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.definition import Measure
from campaign.figures.exhibit import Exhibit, subtitle
from campaign.figures.native import NativeChart
from campaign.figures.table import rows
from campaign.forecast import Scenario, cause_sentences, past_forecasts, served, served_causes
from campaign.forecast import sentences as forecast_sentences
from campaign.forecast.chain_forecast import Forecast
from campaign.forecast.snapshot import WEEK
from campaign.language import formats
from campaign.language.schedule import capital, gap
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.desk import Staff
from campaign.serving.queries import Row
from campaign.serving.selection import Selection
from campaign.subjects.events import exhibits as measured_events
from campaign.subjects.pace import blocks, charts, record, sentences, waterfall
from campaign.subjects.pace import burndown as chart
from campaign.subjects.pace.course import Course
from campaign.subjects.pace.fan import LOWEST
from campaign.subjects.standing import sentences as standing_sentences

EFFECTS = "effects"  # the view in which what events cost is measured
# And what is said where there is nothing.
VIEWS = {"ahead": "", "moved": "why.nothing", "made": "pace.made_nothing", EFFECTS: "effects.nothing"}
FEW = 5  # notes of units below that still find room among the ticks
NOTE = "note"  # kind of a tick that a unit wrote
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
    """What each day of the week brings; no figure where nothing tells single days."""
    profile = queries.table("weekdays", selection)
    return Exhibit(
        "weekdays",
        "" if profile.empty else charts.weekdays(profile),
        words.t("pace.weekdays"),
        subtitle(selection),
        sentences.weekdays(profile, _measure(selection), catalogue.campaign().unit[selection.unit], selection.as_of),
        profile,
        NativeChart("bar", "weekday", ("mean_count",)),
    )


@cached
def events(selection: Selection, measured: bool = False) -> str:
    """What happened that may explain a change of pace, as HTML; `measured` with what it cost or brought."""
    return blocks.events(_happened(selection), measured_events.said(selection) if measured else {})


@cached
def notes(selection: Selection) -> pd.DataFrame:
    """What units wrote of their days: of this one and those above it, and of those below where they are few."""
    found = queries.table("notes", selection)
    line = catalogue.campaign().line(selection.unit)
    below = ~found["unit_code"].isin(line)
    return found if below.sum() <= FEW else found[~below]


def own_notes(selection: Selection) -> dict[str, str]:
    """The notes of the unit itself, by id: its days and its words."""
    own = queries.table("notes", selection.of(None))
    own = own[(own["unit_code"] == selection.unit) & own["note_id"].notna()]
    return {row["note_id"]: f"{sentences.days(row)}: {row['note']}" for row in rows(own)}


def write_note(staff: Staff, selection: Selection, first_on: date, last_on: date, said: str) -> str:
    """Write a note on days of the unit, of the measure or of all. DeskError."""
    staff.give(
        "write_note",
        unit=selection.unit,
        measure=selection.measure,
        day=selection.as_of.isoformat(),
        first_on=first_on.isoformat(),
        last_on=last_on.isoformat(),
        said=said,
    )
    return words.t("notes.is_written")


def take_back_note(staff: Staff, note: str) -> str:
    """Take a note back. DeskError."""
    staff.give("take_back_note", id=note)
    return words.t("notes.is_back")


def _happened(selection: Selection) -> pd.DataFrame:
    """What may explain a change of pace: the campaign's events and what units wrote, in the columns of the former."""
    written = notes(selection)
    labels = {
        f"label_{one}": [
            note if code == selection.unit else words.t("notes.of_unit", unit=name, note=note)
            for code, name, note in zip(written["unit_code"], written[f"name_{one}"], written["note"], strict=True)
        ]
        for one in words.offered()
    }
    events = queries.table("events", selection)
    ticks = written[["first_on", "last_on", "unit_code"]].assign(kind=NOTE, **labels)
    return (
        pd.concat([events, ticks], ignore_index=True).sort_values("first_on", kind="stable") if len(ticks) else events
    )


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


def view(selection: Selection, which: str, up: bool = False) -> tuple[Exhibit | None, str]:
    """One of VIEWS on the forecast, with what is said where it has nothing to show."""
    shown = {
        "ahead": lambda: ahead(selection, up),
        "moved": lambda: why(selection),
        "made": lambda: as_made(selection, up),
        EFFECTS: lambda: measured_events.effects(selection),
    }[which]()
    if shown:
        return shown, ""
    known = which == EFFECTS or served.has_own_forecast(selection.unit)
    return None, words.t(VIEWS[which] if known else "why.too_deep")


@cached
def kept_cause(selection: Selection) -> str:
    """Why the forecast moved, where that is kept: nothing is computed for it."""
    return _why(selection, served_causes.stored(selection))


@cached
def why(selection: Selection) -> Exhibit | None:
    """Why the forecast moved since a week ago; None where there are no two forecasts to compare."""
    causes, measure = served_causes.found(selection), _measure(selection)
    if causes.empty:
        return None
    shown, note = waterfall.table(causes), words.t("why.note", before=formats.day(selection.as_of - WEEK))
    value = "moved_days" if cause_sentences.by_days(causes) else "moved_items"
    return Exhibit(
        "why",
        waterfall.waterfall(shown, str(measure.unit)),
        cause_sentences.finding(causes, measure),
        f"{subtitle(selection)} · {note}",
        _why(selection, causes),
        shown,
        NativeChart("bar", "cause_name", (value,)),
    )


@cached
def as_made(selection: Selection, up: bool = False) -> Exhibit | None:
    """What was forecast week by week under the line that came, and each day said beside the one that came."""
    found = past_forecasts.of(selection)
    if found.answers.empty:
        return None
    unit, daily = catalogue.campaign().unit[selection.unit], queries.table("daily_progress", selection)
    table = record.beside(found.answers, daily)
    return Exhibit(
        "as_made",
        _figure(selection, up=up, height=380, earlier=found.fans),
        words.t("pace.made_title"),
        f"{subtitle(selection)} · {words.t('pace.made_note', made=formats.number(found.fans['as_of'].nunique()))}",
        sentences.record(table, _measure(selection), unit, selection.as_of),
        table,
        events=_ticks(selection),
    )


def _why(selection: Selection, causes: pd.DataFrame) -> str:
    unit = catalogue.campaign().unit[selection.unit]
    return cause_sentences.sentence(causes, _measure(selection), unit, selection.as_of - WEEK)


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


def _figure(
    selection: Selection,
    fan: pd.DataFrame | None = None,
    up: bool = False,
    height: int = 440,
    earlier: pd.DataFrame | None = None,
) -> go.Figure:
    daily, plan, published = (queries.table(name, selection) for name in ("daily_progress", "plan", "published"))
    items = str(_measure(selection).unit)
    course = Course(daily, plan, published, _happened(selection), selection.as_of, items, fan, up, earlier)
    return chart.burndown(course, height)


def _ticks(selection: Selection) -> tuple[str, ...]:
    return sentences.events(_happened(selection))


def _outlook(selection: Selection, found: Forecast) -> str:
    """What is expected of the measure, and for want of what it will stop."""
    unit = catalogue.campaign().unit[selection.unit]
    said = forecast_sentences.outlook(_row(selection), found.of(selection.measured), _measure(selection), unit)
    stops = found.stopping(selection.measured) if said else []
    return f"{said} {forecast_sentences.stopping(stops, _measure(selection), catalogue.campaign())}".strip()


def _measure(selection: Selection) -> Measure:
    return catalogue.campaign().measure[selection.measured]


def _row(selection: Selection) -> Row:
    return queries.row("overview", selection)


def _ahead(selection: Selection) -> Row:
    return served.forecast(selection).of(selection.measured)
