"""A chain of stages of one unit: where it narrows, what waits between, and each stage against its plan."""

import pandas as pd

from campaign import theme, words
from campaign.figures.exhibit import Exhibit, subtitle
from campaign.figures.native import NativeChart
from campaign.forecast import sentences as forecast_sentences
from campaign.forecast import served
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.selection import Selection
from campaign.subjects.pipeline import charts, sentences


@cached
def chain(selection: Selection, project: str) -> pd.DataFrame:
    """Rows of the query overview of one project."""
    rows = queries.table("overview", selection.of(None))
    return rows[rows["project"] == project]


@cached
def finding(selection: Selection, project: str) -> tuple[str, str]:
    """Its slowest stage; beneath it the largest stock, and when it is done. Of a single stage, that it is no chain."""
    campaign = catalogue.campaign()
    first, *others = campaign.chain(project)
    if not others:
        return words.t("pipeline.no_chain", measure=first.label), ""
    expected, rows = served.forecast(selection.of(first.id)), chain(selection, project)
    moves, last = expected.moves(), forecast_sentences.last_stage(expected.last(), campaign)
    if sentences.done(rows):
        return sentences.bottleneck(rows, moves, campaign), ""
    return sentences.slowest(rows, campaign), f"{sentences.largest_stock(rows, moves, campaign)} {last}".strip()


@cached
def stages(selection: Selection, project: str) -> Exhibit:
    """How far each stage has come, and how much waits before the next."""
    campaign, rows = catalogue.campaign(), chain(selection, project)
    return Exhibit(
        "chain",
        charts.stages(rows, campaign),
        words.t("pipeline.chain"),
        words.t(
            "pipeline.chain_note", project=campaign.project[project].label, unit=campaign.unit[selection.unit].name
        ),
        sentences.first_to_last(rows, campaign),
        rows,
        NativeChart("stacked", "measure", ("total", "waiting"), colours=(theme.ACCENT, theme.FAINT)),
    )


@cached
def stocks(selection: Selection, project: str) -> Exhibit:
    """What waits between the stages, until now and as expected."""
    campaign, rows = catalogue.campaign(), chain(selection, project)
    first = selection.of(campaign.chain(project)[0].id)
    waited = queries.table("stocks", first)
    figure = charts.stocks(waited, served.forecast(first).stocks(), rows, campaign, selection.as_of)
    return Exhibit(
        "stocks",
        figure,
        words.t("pipeline.stocks"),
        words.t("pipeline.stocks_note", unit=campaign.unit[selection.unit].name),
        sentences.stocks(campaign.unit[selection.unit], selection.as_of),
        waited,
        NativeChart("line", "date", ("waiting",), by="measure"),
    )


@cached
def stage(selection: Selection) -> Exhibit:
    """One stage against its plan, with what is expected of it."""
    campaign = catalogue.campaign()
    measure, expected = campaign.measure[selection.measured], served.forecast(selection)
    daily, plan = (queries.table(name, selection) for name in ("daily_progress", "plan"))
    figure = charts.stage(daily, plan, expected.fan(measure.id), expected.until(selection.as_of, campaign.deadline))
    unit = campaign.unit[selection.unit]
    said = sentences.stage(chain(selection, measure.project), expected.of(measure.id), measure, unit)
    return Exhibit(
        f"stage_{measure.id}",
        figure,
        str(measure.label),
        subtitle(selection),
        said,
        daily,
        NativeChart("line", "date", ("total",)),
    )
