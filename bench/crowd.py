"""Readers who all look at what nobody has looked at yet: their first views, and the memory that 3,000 views leave.

python -m bench.crowd crawl [--views 3000] [--readers 20] [CAMPAIGN_HOME]: readers go from view to view, each of another
page, unit, day or language; the memory of the server as they go, and what failed.
python -m bench.crowd cold [--readers 200] [--over 60] [--publish] [CAMPAIGN_HOME]: readers come within so many seconds
after a start, or around a publication, each to a view of their own, which they look at once: time to its end.
The readers take their share of the machine; the campaign is published anew in a copy.
"""

import asyncio
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import click
import uvloop
from websockets.exceptions import WebSocketException

from bench.load import Taken, processor, resident, told
from campaign import definition, settings, words
from campaign.serving import store
from campaign.ui import navigation
from tests.browser.conftest import Server, serving
from tests.wire import Session

BROKEN = (b"stException", b"uncaught", b"Out of Memory")
PAGES = ("overview", "pipeline", "cleansing", "pace", "comparison", "map", "shortfall", "connections", "quality")
DAYS = 60  # before the cut-off, one of which half of the readers look at
# What the second process does, ten seconds after the first readers have come.
PUBLISH = """
import time
from campaign import definition, ingest, settings
from campaign.ingest import publish
time.sleep(10)
campaign = definition.load(settings.home())
publish.publish(campaign, [])
ingest.forecast(campaign)
"""


class View(NamedTuple):
    """What a reader asks for."""

    page: str
    unit: str
    as_of: date
    lang: str


def views(home: Path, seed: int) -> Iterator[View]:
    """Views without end, no two alike: half of them as of the cut-off, as most readers look, half of another day."""
    chance, campaign, seen = random.Random(seed), definition.load(home), set[View]()
    with patch.dict(os.environ, CAMPAIGN_HOME=str(home)):
        last = store.cut_off()
    units = [campaign.root, *(unit.code for unit in campaign.units if unit.parent_code == campaign.root)]
    while True:
        day = last - timedelta(days=chance.choice((0, chance.randrange(1, DAYS))))
        view = View(chance.choice(PAGES), chance.choice(units), day, chance.choice([*words.LANGUAGES]))
        if view not in seen:
            seen.add(view)
            yield view


async def look(address: str, view: View, taken: Taken) -> None:
    """Open a view in a session of its own."""
    start = time.perf_counter()
    try:
        async with Session(address, cached=set()) as session:
            query = {"unit": view.unit, "as_of": f"{view.as_of}", "lang": view.lang}
            await session.open(navigation.PAGES[view.page], **query)
            taken.first.append(time.perf_counter() - start)
            if any(sign in frame for frame in session.frames for sign in BROKEN):
                taken.failures.append(f"{view} ends in an error")
    except (OSError, WebSocketException) as error:
        taken.failures.append(f"{type(error).__name__}: {error}")


async def crawl(server: Server, asked: Iterator[View], count: int, readers: int) -> Taken:
    """So many views by so many readers, the next as soon as one is read."""
    taken = Taken()

    async def reader() -> None:
        while len(taken.first) + len(taken.failures) < count:
            await look(server.address, next(asked), taken)
            if len(taken.first) % max(1, count // 10) == 0:
                click.echo(f"{len(taken.first):6} views {resident(server):5.0f} MB, {len(taken.failures)} failed")

    await asyncio.gather(*(reader() for _ in range(readers)))
    return taken


async def cold(server: Server, asked: Iterator[View], readers: int, over: float) -> Taken:
    """So many readers, spread over so many seconds, each looking once."""
    taken = Taken()
    async with asyncio.TaskGroup() as group:
        for _ in range(readers):
            group.create_task(look(server.address, next(asked), taken))
            await asyncio.sleep(over / readers)
    return taken


def publish(home: Path) -> subprocess.Popen[bytes]:
    """Have the campaign published anew, forecast and all, in a process of its own."""
    return subprocess.Popen([sys.executable, "-c", PUBLISH], env={**os.environ, "CAMPAIGN_HOME": str(home)})


def report(server: Server, taken: Taken, spent: float) -> None:
    """Print what was measured."""
    click.echo(told("first view", taken.first))
    click.echo(f"processor     {1000 * (processor(server) - spent) / len(taken.first):6.0f} ms for each view")
    click.echo(f"memory        {resident(server):6.0f} MB")
    click.echo(f"failures {len(taken.failures)} {sorted(set(taken.failures))[:3]}")


@click.group()
def main() -> None:
    """Crowds of readers."""


@main.command("crawl")
@click.argument("home", default=settings.home, type=click.Path(path_type=Path))
@click.option("--views", "count", default=3000)
@click.option("--readers", default=20)
def crawl_command(home: Path, count: int, readers: int) -> None:
    """Memory of a server that many different views are looked at."""
    with serving(home, CAMPAIGN_AHEAD="1") as server:
        spent = processor(server)
        report(server, uvloop.run(crawl(server, views(home, 1), count, readers)), spent)


@main.command("cold")
@click.argument("home", default=settings.home, type=click.Path(path_type=Path))
@click.option("--readers", default=200)
@click.option("--over", default=60.0)
@click.option("--publish", "publishing", is_flag=True)
def cold_command(home: Path, readers: int, over: float, publishing: bool) -> None:
    """First views of readers who come right after a start, or around a publication."""
    with ExitStack() as stack:
        if publishing:
            copy = Path(stack.enter_context(tempfile.TemporaryDirectory()), "home")
            home = Path(shutil.copytree(home, copy))
        server = stack.enter_context(serving(home, CAMPAIGN_AHEAD="1"))
        spent = processor(server)
        at_work = publish(home) if publishing else None
        taken = uvloop.run(cold(server, views(home, 2), readers, over))
        if at_work:
            at_work.wait()
        report(server, taken, spent)


if __name__ == "__main__":
    main()
