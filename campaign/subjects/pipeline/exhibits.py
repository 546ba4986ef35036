"""A chain of stages of one unit: where it narrows, what waits between, and each stage against its plan."""

from datetime import date

import pandas as pd

from campaign import words
from campaign.figures.exhibit import Exhibit, Native, subtitle
from campaign.forecast import served
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.queries import Scope
from campaign.subjects.pipeline import charts, sentences


@cached
def chain(scope: Scope, unit: str, project: str, as_of: date) -> pd.DataFrame:
    """Rows of the query overview of one project."""
    rows = queries.table("overview", scope, unit=unit, measure=None, as_of=as_of)
    return rows[rows["project"] == project]


@cached
def funnel(scope: Scope, unit: str, project: str, as_of: date) -> Exhibit:
    """How far each stage has come, and how much waits before the next."""
    campaign, rows = catalogue.campaign(), chain(scope, unit, project, as_of)
    return Exhibit(
        "funnel",
        charts.stages(rows, campaign),
        words.t("pipeline.funnel"),
        words.t("pipeline.funnel_note", project=campaign.project[project].label, unit=campaign.unit[unit].name),
        sentences.first_to_last(rows, campaign),
        rows,
        Native("bar", "measure", ("total",)),
    )


@cached
def stocks(scope: Scope, unit: str, project: str, as_of: date) -> Exhibit:
    """What waits between the stages, until now and as expected."""
    campaign, rows = catalogue.campaign(), chain(scope, unit, project, as_of)
    first = campaign.chain(project)[0].id
    waited = queries.table("stocks", scope, unit=unit, measure=first, as_of=as_of)
    figure = charts.stocks(waited, served.outlook(scope, unit, first, as_of).stocks(), rows, campaign, as_of)
    return Exhibit(
        "stocks",
        figure,
        words.t("pipeline.stocks"),
        words.t("pipeline.stocks_note", unit=campaign.unit[unit].name),
        sentences.stocks(as_of),
        waited,
        Native("line", "date", ("waiting",), by="measure"),
    )


@cached
def stage(scope: Scope, unit: str, measure: str, as_of: date) -> Exhibit:
    """One stage against its plan, with what is expected of it."""
    campaign = catalogue.campaign()
    here, expected = campaign.measure[measure], served.outlook(scope, unit, measure, as_of)
    asked = {"unit": unit, "measure": measure, "as_of": as_of}
    daily, plan = (queries.table(name, scope, **asked) for name in ("daily_progress", "plan"))
    figure = charts.stage(daily, plan, expected.fan(measure), expected.until(as_of, campaign.deadline))
    said = sentences.stage(chain(scope, unit, here.project, as_of), expected.of(measure), here)
    return Exhibit(
        f"stage_{measure}",
        figure,
        str(here.label),
        subtitle(**asked),
        said,
        daily,
        Native("line", "date", ("total",)),
    )
