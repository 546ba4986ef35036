"""A measure of one unit over time: its burn-down, what is expected of it, its week, what a change would make of it."""

from datetime import date

import plotly.graph_objects as go

from campaign import catalogue, exhibits, outlook, prospects, queries, sentences, words
from campaign.charts import burndown as chart
from campaign.charts import weekdays as week
from campaign.exhibits import Exhibit
from campaign.kept import kept
from campaign.outlook import Outlook
from campaign.queries import Scope


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
    found = outlook.outlook(scope, campaign.unit[unit], measure, as_of)
    said = prospects.outlook(_row(**asked), found.of(measure), campaign.measure[measure], campaign.unit[unit])
    return _burndown(_figure(**asked, found=found, up=up, height=380), said, words.t("pace.fan_note"), **asked)


@kept
def weekdays(scope: Scope, unit: str, measure: str, as_of: date) -> Exhibit:
    """What each day of the week brings."""
    profile = queries.table("weekdays", scope, unit=unit, measure=measure, as_of=as_of)
    return Exhibit("weekdays", week.weekdays(profile), words.t("pace.weekdays"),
                   exhibits.note(unit, measure, as_of), prospects.weekdays(profile), profile)


def what_if(compared: tuple[Outlook, Outlook], scope: Scope, unit: str, measure: str, as_of: date, up: bool = False
            ) -> tuple[Exhibit, ...]:
    """The measure as things are and as they would be, on the same scale."""
    asked = {"scope": scope, "unit": unit, "measure": measure, "as_of": as_of}
    campaign = catalogue.campaign()
    named = campaign.measure[measure], campaign.unit[unit]
    figures = chart.alike(*(_figure(**asked, found=found, up=up, height=320) for found in compared))
    return tuple(
        Exhibit(key, figure, words.t(f"what_if.{key}"), exhibits.note(unit, measure, as_of),
                prospects.outlook(_row(**asked), found.of(measure), *named), found.fan(measure))
        for key, figure, found in zip(("as_is", "if_so"), figures, compared, strict=True)
    )


def _burndown(figure: go.Figure, said: str, note: str, scope: Scope, unit: str, measure: str, as_of: date) -> Exhibit:
    row, campaign = _row(scope, unit, measure, as_of), catalogue.campaign()
    standing = sentences.standing(row, campaign.measure[measure], campaign.unit[unit])
    return Exhibit(
        "burndown", figure, sentences.capital(sentences.gap(row["days_ahead"])),
        " · ".join(filter(None, (exhibits.note(unit, measure, as_of), note))), f"{standing} {said}".strip(),
        queries.table("daily_progress", scope, unit=unit, measure=measure, as_of=as_of),
    )


def _figure(scope: Scope, unit: str, measure: str, as_of: date, found: Outlook | None = None, up: bool = False,
            height: int = 440) -> go.Figure:
    asked = {"unit": unit, "measure": measure, "as_of": as_of}
    daily, plan, published = (queries.table(name, scope, **asked) for name in ("daily_progress", "plan", "published"))
    events = queries.table("events", scope, unit=unit, as_of=as_of)
    fan = found and found.drawn(measure, _row(scope, **asked))
    items = str(catalogue.campaign().measure[measure].unit)
    return chart.burndown(daily, plan, published, events, as_of, items, fan, up, height)


def _row(scope: Scope, unit: str, measure: str, as_of: date) -> dict:
    return queries.one("overview", scope, unit=unit, measure=measure, as_of=as_of)
