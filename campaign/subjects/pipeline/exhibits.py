"""A chain of stages of one unit: where it narrows, what waits between, and each stage against its plan."""

from collections.abc import Callable
from functools import partial

import pandas as pd

from campaign import theme, words
from campaign.figures.exhibit import Exhibit, subtitle
from campaign.figures.native import NativeChart
from campaign.figures.table import rows
from campaign.forecast import sentences as forecast_sentences
from campaign.forecast import served
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.selection import Selection
from campaign.subjects.pipeline import age_charts, age_sentences, charts, sentences


@cached
def chain(selection: Selection, project: str) -> pd.DataFrame:
    """Rows of the query overview of one project."""
    standing = queries.table("overview", selection.of(None))
    return standing[standing["project"] == project]


@cached
def finding(selection: Selection, project: str) -> tuple[str, str]:
    """Its slowest stage; beneath it the largest stock, and when it is done. Of a single stage, that it is no chain."""
    campaign = catalogue.campaign()
    first, *others = campaign.chain(project)
    if not others:
        return words.t("pipeline.no_chain", measure=first.label), ""
    expected, standing = served.forecast(selection.of(first.id)), chain(selection, project)
    moves, last = expected.moves(), forecast_sentences.last_stage(expected.last(), campaign)
    if sentences.done(standing):
        return sentences.bottleneck(standing, moves, campaign), ""
    return sentences.slowest(standing, campaign), f"{sentences.largest_stock(standing, moves, campaign)} {last}".strip()


@cached
def stages(selection: Selection, project: str) -> Exhibit:
    """How far each stage has come, and how much waits before the next."""
    campaign, standing = catalogue.campaign(), chain(selection, project)
    return Exhibit(
        "chain",
        charts.stages(standing, campaign),
        words.t("pipeline.chain"),
        words.t(
            "pipeline.chain_note", project=campaign.project[project].label, unit=campaign.unit[selection.unit].name
        ),
        sentences.first_to_last(standing, campaign),
        standing,
        NativeChart("stacked", "measure", ("total", "waiting"), colours=(theme.ACCENT, theme.FAINT)),
    )


@cached
def stocks(selection: Selection, project: str) -> Exhibit:
    """What waits between the stages, until now and as expected."""
    campaign, standing = catalogue.campaign(), chain(selection, project)
    first = selection.of(campaign.chain(project)[0].id)
    waited = queries.table("stocks", first)
    figure = charts.stocks(waited, served.forecast(first).stocks(), standing, campaign, selection.as_of)
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


@cached
def ages(selection: Selection, project: str) -> Exhibit:
    """How long items took from receipt to each stage, and how long they wait; without records, why nothing is known."""
    campaign = catalogue.campaign()
    unit, last = campaign.unit[selection.unit], campaign.chain(project)[-1]
    table = queries.table("ages", selection.of(last.id))
    if table.empty:
        why = age_sentences.missing(campaign, project, unit, selection.as_of)
        return Exhibit("ages", None, words.t("age.waits"), "", why, table)
    key = "age.note" if campaign.term_days(project) else "age.note_no_term"
    note = words.t(key, unit=unit.name, part=age_sentences.part(table))
    said = age_sentences.ages(table, campaign, unit)
    return Exhibit("ages", age_charts.ages(table, campaign), age_sentences.title(table), note, said, table)


@cached
def cohorts(selection: Selection, project: str) -> Exhibit:
    """What was received in a week, and what part of it has passed the last stage after how many days."""
    campaign = catalogue.campaign()
    last = campaign.chain(project)[-1]
    weeks = queries.table("age_weeks", selection.of(last.id))
    part = age_sentences.part(ages(selection, project).table)
    return Exhibit(
        "cohorts",
        age_charts.cohorts(weeks),
        words.t("age.cohorts", stage=last.label),
        words.t("age.cohorts_note", unit=campaign.unit[selection.unit].name, part=part),
        age_sentences.cohorts(weeks, str(last.label)),
        weeks,
    )


@cached
def ages_below(selection: Selection, project: str) -> tuple[Callable[[], pd.DataFrame], str]:
    """What asks ages_below of the stage before which most wait longer than the term, and what to call its rows."""
    stages = rows(ages(selection, project).table)[1:]
    measure = catalogue.campaign().measure[age_sentences.most_over_term(stages)["measure"]]
    return partial(queries.table, "ages_below", selection.of(measure.id)), words.t("age.below", stage=measure.label)
