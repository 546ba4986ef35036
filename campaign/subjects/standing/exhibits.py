"""The parts of the overview that are text: its answer, the board of stages, who is most behind and most ahead."""

from datetime import timedelta

import pandas as pd

from campaign import words
from campaign.forecast import cause_sentences, served, served_causes
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.queries import Row
from campaign.serving.selection import Selection
from campaign.subjects.confirmation import exhibits as confirmation
from campaign.subjects.standing import blocks, board, headline

WEEK = timedelta(days=7)


@cached
def answers(selection: Selection) -> dict[str, tuple[str, str]]:
    """By project whether we will make it, short enough to be read at once; beneath it when, and where it stands."""
    campaign, overview = catalogue.campaign(), queries.table("overview", selection.of(None))
    unit, said = campaign.unit[selection.unit], {}
    for project in overview["project"].unique():
        chain = overview[overview["project"] == project]
        now, before = _forecasts(selection, chain)
        outlook, position = headline.outlook(now, campaign), headline.position(chain, unit, campaign)
        changed = headline.change(now, before, campaign), _because(selection, now, before)
        beneath = (outlook and f"{outlook}.", position, *changed)
        said[project] = headline.answer(chain, now, campaign), " ".join(filter(None, beneath))
    return said


@cached
def whole(selection: Selection) -> dict[str, str]:
    """By project whether and when we will make it, in one sentence without a full stop."""
    campaign, overview = catalogue.campaign(), queries.table("overview", selection.of(None))
    said = {}
    for project in overview["project"].unique():
        chain = overview[overview["project"] == project]
        now = _last(selection, chain)
        parts = headline.answer(chain, now, campaign), headline.outlook(now, campaign)
        said[project] = "; ".join(filter(None, parts))
    return said


@cached
def moved(selection: Selection) -> dict[str, str]:
    """What of a forecast is of note since a week ago, by the measure that each project will have done last.

    The rule is that of the project's answer; nothing where nothing is of note.
    """
    campaign, overview = catalogue.campaign(), queries.table("overview", selection.of(None))
    chains = [overview[overview["project"] == project] for project in overview["project"].unique()]
    forecasts = [(now, before) for now, before in (_forecasts(selection, chain) for chain in chains) if now]
    told = {now["measure"]: headline.moved(now, before, campaign) for now, before in forecasts}
    return {measure: change for measure, change in told.items() if change}


@cached
def asking(selection: Selection) -> dict[str, str]:
    """Of which forecast one may ask why it moved, by measure: those that did, where the reason is not said already."""
    campaign = catalogue.campaign()
    if not served.has_own_forecast(selection.unit):
        return {}
    return {
        measure: words.t("why.ask", measure=campaign.measure[measure].label)
        for measure in moved(selection)
        if served_causes.stored(selection.of(measure)).empty
    }


@cached
def finding(selection: Selection) -> str:
    """Whether we will make it, of the first project."""
    return next(iter(whole(selection).values()))


def _forecasts(selection: Selection, chain: pd.DataFrame) -> tuple[Row, Row]:
    """The forecast of the stage that is expected last, and the one of a week ago; {} without either."""
    first, now = selection.of(chain["measure"].iloc[0]), _last(selection, chain)
    return now, served.forecast(first.on(first.as_of - WEEK)).of(now["measure"]) if now else {}


def _because(selection: Selection, now: Row, before: Row) -> str:
    """What moved the forecast, if that is of note, where it is kept: the page waits for nothing that explains."""
    if not headline.moved(now, before, catalogue.campaign()):
        return ""
    return cause_sentences.because(served_causes.stored(selection.of(now["measure"])))


def _last(selection: Selection, chain: pd.DataFrame) -> Row:
    """The forecast of the stage that is expected last, {} once the project is done or without one."""
    return {} if headline.done(chain) else served.forecast(selection.of(chain["measure"].iloc[0])).last()


@cached
def stages(selection: Selection, project: str = "") -> str:
    """The stages of one project, or of every one, as HTML."""
    overview = queries.table("overview", selection.of(None))
    return board.board(overview[overview["project"] == project] if project else overview, catalogue.campaign())


@cached
def extremes(selection: Selection) -> str:
    """The units below that are most behind and most ahead, as HTML."""
    return blocks.extremes(queries.table("units_below", selection), confirmation.marks(selection))
