"""A chain of stages of one unit: where it narrows, what waits between, and each stage against its plan."""

from datetime import date

import pandas as pd

from campaign import catalogue, exhibits, outlook, prospects, queries, words
from campaign.charts import stages
from campaign.exhibits import Exhibit, Native
from campaign.kept import kept
from campaign.queries import Scope


@kept
def chain(scope: Scope, unit: str, project: str, as_of: date) -> pd.DataFrame:
    """Rows of the query overview of one project."""
    rows = queries.table("overview", scope, unit=unit, measure=None, as_of=as_of)
    return rows[rows["project"] == project]


@kept
def funnel(scope: Scope, unit: str, project: str, as_of: date) -> Exhibit:
    """How far each stage has come, and how much waits before the next."""
    campaign, rows = catalogue.campaign(), chain(scope, unit, project, as_of)
    return Exhibit(
        "funnel",
        stages.funnel(rows, campaign),
        words.t("pipeline.funnel"),
        words.t("pipeline.funnel_note", project=campaign.project[project].label, unit=campaign.unit[unit].name),
        prospects.funnel(rows, campaign),
        rows,
        Native("bar", "measure", ("total",)),
    )


@kept
def stocks(scope: Scope, unit: str, project: str, as_of: date) -> Exhibit:
    """What waits between the stages, until now and as expected."""
    campaign, rows = catalogue.campaign(), chain(scope, unit, project, as_of)
    first = campaign.chain(project)[0].id
    waited = queries.table("stocks", scope, unit=unit, measure=first, as_of=as_of)
    figure = stages.stocks(waited, outlook.outlook(scope, unit, first, as_of).stocks(), rows, campaign, as_of)
    return Exhibit(
        "stocks",
        figure,
        words.t("pipeline.stocks"),
        words.t("pipeline.stocks_note", unit=campaign.unit[unit].name),
        prospects.stocks(as_of),
        waited,
        Native("line", "date", ("waiting",), by="measure"),
    )


@kept
def stage(scope: Scope, unit: str, measure: str, as_of: date) -> Exhibit:
    """One stage against its plan, with what is expected of it."""
    campaign = catalogue.campaign()
    here, expected = campaign.measure[measure], outlook.outlook(scope, unit, measure, as_of)
    asked = {"unit": unit, "measure": measure, "as_of": as_of}
    daily, plan = (queries.table(name, scope, **asked) for name in ("daily_progress", "plan"))
    figure = stages.stage(daily, plan, expected.fan(measure), expected.until(as_of, campaign.deadline))
    said = prospects.stage(chain(scope, unit, here.project, as_of), expected.of(measure), here)
    return Exhibit(
        f"stage_{measure}",
        figure,
        str(here.label),
        exhibits.note(**asked),
        said,
        daily,
        Native("line", "date", ("total",)),
    )
