"""After a publication nobody has seen anything: what most readers open first is made before they come.

It is made beside the readers and within the bound of all that is cached; SQL is asked once for both languages.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from campaign import settings, words
from campaign.maps.views import VIEWS
from campaign.serving import catalogue, queries, store
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.cleansing import exhibits as cleansing
from campaign.subjects.comparison import exhibits as comparison
from campaign.subjects.confirmation import exhibits as confirmation
from campaign.subjects.connections import exhibits as connections
from campaign.subjects.direction import exhibits as direction
from campaign.subjects.orders import exhibits as orders
from campaign.subjects.pace import exhibits as pace
from campaign.subjects.pipeline import exhibits as pipeline
from campaign.subjects.places import exhibits as places
from campaign.subjects.reasons import exhibits as reasons
from campaign.subjects.shortfall import exhibits as shortfall
from campaign.subjects.standing import exhibits as standing

log = logging.getLogger(__name__)
EVERY = 2  # seconds between two looks at what is served
Part = Callable[[], object]


async def keep_ready() -> None:
    """Make what is opened first, after a start and after each publication, of one campaign after another."""
    ready: dict[Path, str] = {}
    while True:
        await asyncio.sleep(EVERY)
        for home in settings.homes():
            settings.follow(home)
            if store.published() and store.version() != ready.get(home):
                ready[home] = store.version()
                with _told(ready[home]):
                    await asyncio.to_thread(make, ready[home])


def make(snapshot: str) -> None:
    """The views of the nation, then the overview of each unit below it, until another snapshot is served.

    Readers come first: after each part it rests for as long as that took.
    """
    if store.outdated():
        return
    for part in parts():
        if store.version() != snapshot:
            return
        start = time.perf_counter()
        with _told(part):
            for language in (spoken := catalogue.languages()):
                words.use(language, spoken)
                part()
        time.sleep(time.perf_counter() - start)


@contextmanager
def _told(what: object) -> Iterator[None]:
    """Log what cannot be made, whatever the reason: the rest, and what is published next, are made all the same.

    A reader who asks for it is told what is wrong.
    """
    try:
        yield
    except Exception:
        log.exception("not made ahead: %s", what)


def parts() -> Iterator[Part]:
    """One after another, what pages ask for as of the day they open with, as their own code asks for it."""
    campaign = catalogue.campaign()
    nation = Selection(EVERYTHING, campaign.root, campaign.opens(store.cut_off()))
    yield from choices(nation)
    yield from overview(nation)
    yield from others(nation)
    for unit in campaign.units:
        if unit.parent_code == campaign.root and unit.there(nation.as_of):
            yield from overview(nation.at(unit.code))


def choices(selection: Selection) -> Iterator[Part]:
    """What every page asks for to offer its units and days."""
    yield partial(queries.table, "unit_tree", selection)
    yield partial(queries.one, "freshness", selection.on(date.max))


def overview(selection: Selection) -> Iterator[Part]:
    """What pages/overview.py asks for."""
    measured = selection.of(next(iter(catalogue.campaign().measure)))
    yield partial(queries.one, "freshness", selection)
    of_all = (
        standing.stages,
        cleansing.line,
        connections.line,
        standing.answers,
        direction.decisions,
        direction.first,
        orders.line,
        standing.asking,
    )
    yield from (partial(part, selection) for part in of_all)
    yield from (partial(part, selection) for part in (confirmation.brief, confirmation.note, confirmation.missing))
    of_one = places.below, direction.changes, pace.burndown, standing.extremes, direction.praise, direction.urge
    yield from (partial(part, measured) for part in of_one)
    yield from (partial(queries.table, name, selection) for name in ("changed_units", "not_reporting"))
    yield partial(queries.table, "published", measured)


def others(selection: Selection) -> Iterator[Part]:
    """What the other pages of the nation ask for before anything on them is chosen."""
    campaign = catalogue.campaign()
    measured = selection.of(next(iter(campaign.measure)))
    view, size = next(iter(VIEWS)), next(iter(comparison.sizes()))
    project = campaign.measure[measured.measured].project
    yield partial(pace.ahead, measured, False)
    yield partial(pace.events, measured, False)
    of_one = pace.finding, pace.figures, pace.thresholds, pace.weekdays
    yield from (partial(part, measured) for part in of_one)
    yield from (partial(queries.table, name, measured) for name in ("thresholds", "target_history"))
    yield from (partial(part, measured, view, "areas") for part in (places.finding, places.whole))
    yield from (partial(part, measured, size) for part in (comparison.finding, comparison.shows))
    of_chain = pipeline.finding, pipeline.stages, pipeline.stocks, pipeline.ages
    yield from (partial(part, selection, project) for part in of_chain)
    yield from (partial(pipeline.stage, selection.of(stage.id)) for stage in campaign.chain(project))
    of_lack = shortfall.finding, shortfall.sum_up, shortfall.largest, shortfall.cumulative
    yield from (partial(part, measured) for part in of_lack)
    if not reasons.absent(measured):
        yield from (partial(part, measured) for part in (reasons.why, reasons.remedies, reasons.by_unit))
    yield partial(cleansing.finding, selection)
    if campaign.cleansing:
        yield partial(pace.burndown, selection.of(cleansing.stages()[0]))
