"""What each campaign behind one door answers, and how two of them went by share of time and of target."""

from collections.abc import Sequence

import pandas as pd

from campaign import words
from campaign.figures.exhibit import Exhibit
from campaign.language import formats
from campaign.serving import catalogue, queries
from campaign.serving.selection import Selection
from campaign.subjects.campaigns import blocks, charts
from campaign.subjects.campaigns.blocks import Line
from campaign.subjects.campaigns.charts import Course
from campaign.subjects.standing import exhibits as standing


def line(name: str, looked_at: Selection | str) -> Line:
    """What the campaign called `name` in addresses answers to a reader; `looked_at` is the reason where nothing can."""
    if isinstance(looked_at, str):
        return Line(name, looked_at, "")
    with catalogue.followed(name):
        until = words.t("campaigns.until", day=formats.day(looked_at.as_of))
        simulated = queries.one("freshness", looked_at)["simulated"]
        return Line(str(catalogue.campaign().name), f"{standing.finding(looked_at)}.", until, simulated)


def measures(name: str, looked_at: Selection) -> dict[str, str]:
    """The measures of a campaign that have a target for a reader's unit: `NAME/ID`, with what they are called."""
    with catalogue.followed(name):
        campaign, overview = catalogue.campaign(), queries.table("overview", looked_at.of(None))
        aimed = overview.loc[overview["target"] > 0, "measure"]
        label = str(campaign.short_name)
        return {f"{name}/{id}": f"{label}: {campaign.measure[id].label}" for id in aimed}


def course(chosen: str, looked_at: Selection) -> Course:
    """How a measure went, from the campaign's start (0) to its deadline (1), as shares of its target."""
    name, measure = chosen.split("/")
    with catalogue.followed(name):
        campaign, selection = catalogue.campaign(), looked_at.of(measure)
        row, daily = queries.row("overview", selection), queries.table("daily_progress", selection)
        start = pd.Timestamp(campaign.measure[measure].start) - pd.Timedelta(days=1)  # a day counts once it is over
        passed = ((daily["date"] - start) / (row["deadline"] - start)).to_numpy(float)
        simulated = queries.one("freshness", looked_at)["simulated"]
        title = f"{campaign.short_name}: {campaign.measure[measure].label}"
        return Course(title, passed, daily["total"].to_numpy(float) / row["target"], simulated)


def beside(courses: Sequence[Course]) -> Exhibit:
    """Courses laid over one another, of two campaigns or of one; the table has every tenth of the time."""
    table = charts.tenths(courses)
    return Exhibit(
        "beside",
        charts.beside(courses),
        words.t("campaigns.beside"),
        words.t("campaigns.beside_note"),
        blocks.compared(courses),
        table,
    )
