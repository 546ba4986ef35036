"""The assessment, which an official report begins with: where it stands, what has changed in a week, and why."""

from datetime import date, timedelta

import pandas as pd

from campaign import words
from campaign.forecast import served, served_effects
from campaign.language import formats
from campaign.language.schedule import gap
from campaign.report import Section, Table
from campaign.report.sections import prose
from campaign.report.sections.sentences import with_names
from campaign.serving import catalogue, queries
from campaign.serving.queries import Row
from campaign.serving.selection import Selection
from campaign.subjects.events import sentences as effects

PERIOD = timedelta(days=7)
EXPLAIN = ("lockdown", "shortage", "holiday")  # kinds of events that slow a pace
NAMED = 5  # events in the sentence, the latest to begin first
WEEK = [
    "measure_*",
    "total_week_ago",
    "total",
    "gained",
    "gained_before",
    "days_ahead_week_ago",
    "days_ahead",
]


def assessment(selection: Selection) -> Section:
    """A paragraph a project, then the week before, then the causes that the figures and the calendar tell."""
    overview = queries.table("overview", selection)
    rows = [queries.row("overview", selection.of(id)) for id in overview["measure"]]
    slow = [row for row in rows if row["slowest"]]
    week = compared(selection)
    projects = [_project(selection, own) for own in _projects(rows)]
    named = {own[0]["measure"] for own in _projects(rows)} | {row["measure"] for row in slow}
    told = week[week["measure"].isin(named)]
    return Section(
        "assessment",
        words.t("report.assessment"),
        tuple(filter(None, (*projects, _week(selection, told), _causes(selection, slow)))),
        tables=(Table("week", words.t("report.week_table", **_period(selection)), with_names(week, WEEK)),),
    )


def compared(selection: Selection) -> pd.DataFrame:
    """Every measure now and as it was known one and two weeks before; columns WEEK with `measure` for its names."""
    now, before, earlier = (
        queries.table("overview", selection.on(selection.as_of - weeks * PERIOD)).set_index("measure")
        for weeks in range(3)
    )
    return (
        pd.DataFrame(
            {
                "total_week_ago": before["total"],
                "total": now["total"],
                "gained": now["total"] - before["total"],
                "gained_before": before["total"] - earlier["total"],
                "days_ahead_week_ago": before["days_ahead"],
                "days_ahead": now["days_ahead"],
            }
        )
        .loc[now.index]
        .reset_index()
    )


def _projects(rows: list[Row]) -> list[list[Row]]:
    """Rows of overview by project, in their order."""
    own = [[row for row in rows if row["project"] == project.id] for project in catalogue.campaign().projects]
    return [found for found in own if found]


def _project(selection: Selection, rows: list[Row]) -> str:
    """Where the first stage stands, and the slowest with what is expected of it."""
    campaign = catalogue.campaign()
    first, unit = rows[0], campaign.unit[selection.unit]
    said = prose.position(first, campaign.measure[first["measure"]], unit)
    slow = [row for row in rows if row["slowest"]]
    return " ".join([said, *(_slowest(selection, row) for row in slow)])


def _slowest(selection: Selection, row: Row) -> str:
    measure = catalogue.campaign().measure[row["measure"]]
    ahead = served.forecast(selection.of(measure.id)).of(measure.id)
    said = words.t(
        "report.slowest",
        what=prose.items(measure),
        done=formats.number(row["total"]),
        target=formats.number(row["target"]),
        percent=formats.percent(row["completion"]),
        gap=gap(row["days_ahead"]),
    )
    early = ahead and ahead["as_of"] <= ahead["deadline"]
    return f"{said}; {prose.chance(ahead, measure)}." if early else f"{said}."


def _week(selection: Selection, week: pd.DataFrame) -> str:
    """What the last seven days added, beside the seven before."""
    campaign = catalogue.campaign()
    parts = [
        words.t(
            "report.gained",
            what=prose.items(campaign.measure[row["measure"]]),
            gained=formats.number(row["gained"]),
            before=formats.number(row["gained_before"]),
        )
        for row in week.to_dict("records")
    ]
    unit = prose.subject(campaign.unit[selection.unit])
    return words.t("report.week", unit=unit, parts="; ".join(parts), **_period(selection)) if parts else ""


def _causes(selection: Selection, slow: list[Row]) -> str:
    """Stages that go slower than they must, and what the calendar has for the week: nothing that is not written."""
    campaign = catalogue.campaign()
    behind = [
        words.t(
            "report.too_slow",
            what=prose.items(campaign.measure[row["measure"]]),
            items=campaign.measure[row["measure"]].unit,
            rate=formats.number(row["rate_7d"]),
            until=formats.day(row["full_until"]),
            required=formats.number(row["required_rate"]),
            percent=formats.percent(row["rate_7d"] / row["required_rate"]),
        )
        for row in slow
        if not any(formats.missing(row[rate]) for rate in ("rate_7d", "required_rate"))
        and row["rate_7d"] < row["required_rate"]
    ]
    explaining = _explaining(selection).head(NAMED)
    told = [_event(event, selection.as_of) for _, event in explaining.iterrows()]
    listed = [words.t("report.recorded", events="; ".join(told), **_period(selection))] if told else []
    said = [*behind, *listed]
    causes = words.t("report.causes", said="; ".join(said)) if said else ""
    return f"{causes} {_effects(selection, explaining, slow)}".strip()


def _effects(selection: Selection, explaining: pd.DataFrame, slow: list[Row]) -> str:
    """What those events cost the slowest stage, or the first, as far as it can be told apart from chance."""
    measure = catalogue.campaign().measure[slow[0]["measure"] if slow else next(iter(catalogue.campaign().measure))]
    name, found = f"label_{words.language()}", []
    for at, label in explaining[name].items():
        one = served_effects.one(selection.of(measure.id), int(str(at)))
        if one.effect is not None and one.effect.clear:
            found.append(f"{label}: {effects.until(one, one.effect.days, measure)}")
    return words.t("report.effects", what=prose.items(measure), events=". ".join(found)) if found else ""


def _explaining(selection: Selection) -> pd.DataFrame:
    """Events of the last week that slow a pace, those of the unit and above first, then the latest."""
    events = queries.table("events", selection)
    recent = pd.to_datetime(events["last_on"]).dt.date > selection.as_of - PERIOD
    found = events[recent & events["kind"].isin(EXPLAIN)]
    far = found["unit_code"].map(catalogue.campaign().unit).map(lambda unit: unit.parent_code or "")
    return found.assign(far=far).sort_values(["far", "first_on"], ascending=[True, False], kind="stable")


def _event(event: pd.Series, as_of: date) -> str:
    """Its name with the days; what ends after the day of the report has no end yet."""
    ended = pd.Timestamp(event["last_on"]).date() <= as_of
    first, last = formats.day(event["first_on"]), formats.day(event["last_on"])
    key = "event_day" if first == last else "event_ended" if ended else "event_since"
    return words.t(f"report.{key}", name=event[f"label_{words.language()}"], first=first, last=last)


def _period(selection: Selection) -> dict[str, str]:
    return {"since": formats.day(selection.as_of - PERIOD), "day": formats.day(selection.as_of)}
