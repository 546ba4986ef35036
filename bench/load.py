"""Readers at once: real websocket sessions that open pages and change what they see, as people do.

python -m bench.load [--sessions 200] [--minutes 3] [--think 5] [--arrivals 10] [--processes 1] [CAMPAIGN_HOME]: time to
the first figure and per rerun (median, 95th percentile, worst), the servers' processor time for each, failures, their
memory and open files each minute. The sessions run on the same machine and take their share of it; a session stays
with one of the processes, as nginx has it.
"""

import asyncio
import os
import random
import statistics
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import click
import uvloop
from websockets.exceptions import WebSocketException

from campaign import settings
from campaign.ui import navigation
from tests.browser.conftest import Server, serving
from tests.wire import Session

PAGES = ("overview", "map", "comparison", "pace")


@dataclass
class Taken:
    """Seconds of first figures and of reruns, and what failed."""

    first: list[float] = field(default_factory=list)
    reruns: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def resident(server: Server) -> float:
    """MB of memory that the server holds."""
    status = Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def files(server: Server) -> int:
    """Open files and sockets of the server."""
    return len(list(Path(f"/proc/{server.pid}/fd").iterdir()))


def processor(server: Server) -> float:
    """Seconds of processor time the server has taken: unlike the times on the clock, whatever else the machine does."""
    fields = Path(f"/proc/{server.pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def reader(address: str, number: int, think: float, until: float, taken: Taken) -> None:
    """Open a page, then choose another measure every `think` seconds or so, now and then another page."""
    chance = random.Random(number)
    try:
        async with Session(address, cached=set()) as session:
            page = PAGES[number % len(PAGES)]
            start = time.perf_counter()
            await session.open(navigation.PAGES[page])
            taken.first.append(time.perf_counter() - start)
            while time.monotonic() < until:
                session.frames.clear()
                await asyncio.sleep(chance.uniform(0.5, 1.5) * think)
                start = time.perf_counter()
                if chance.random() < 0.1:
                    page = chance.choice(PAGES)
                    await session.open(navigation.PAGES[page])
                else:
                    boxes = [one for one in session.elements.values() if type(one).__name__ == "Selectbox"]
                    box = boxes[-1] if page == "comparison" else boxes[1]
                    await session.set(box.id, string_value=chance.choice(box.options))
                taken.reruns.append(time.perf_counter() - start)
    except (OSError, WebSocketException, IndexError) as error:
        taken.failures.append(f"{type(error).__name__}: {error}")


async def crowd(servers: list[Server], sessions: int, think: float, arrivals: float, seconds: float) -> Taken:
    """All readers, arriving at a rate, until the time is over."""
    taken, until = Taken(), time.monotonic() + seconds
    async with asyncio.TaskGroup() as group:
        for number in range(sessions):
            server = servers[number // len(PAGES) % len(servers)]
            group.create_task(reader(server.address, number, think, until, taken))
            await asyncio.sleep(1 / arrivals)
        while time.monotonic() < until:
            held = ", ".join(f"{resident(server):.0f} MB {files(server)} files" for server in servers)
            click.echo(f"{len(taken.reruns):8} reruns: {held}")
            await asyncio.sleep(min(60, max(1, until - time.monotonic())))
    return taken


def told(name: str, seconds: list[float]) -> str:
    """One line: how many, median, 95th percentile, worst."""
    cut = statistics.quantiles(seconds, n=20)[-1]
    return (
        f"{name:14}{len(seconds):6} × median {1000 * statistics.median(seconds):6.0f} ms, "
        f"p95 {1000 * cut:6.0f} ms, worst {1000 * max(seconds):6.0f} ms"
    )


@click.command()
@click.argument("home", required=False, type=click.Path(path_type=Path))
@click.option("--sessions", default=200)
@click.option("--minutes", default=3.0)
@click.option("--think", default=5.0)
@click.option("--arrivals", default=10.0)
@click.option("--processes", default=1)
def main(home: Path | None, sessions: int, minutes: float, think: float, arrivals: float, processes: int) -> None:
    """Serve the campaign and send the crowd."""
    with ExitStack() as running:
        servers = [running.enter_context(serving(home or settings.home())) for _ in range(processes)]
        uvloop.run(crowd(servers, len(PAGES) * processes, 0.1, 10, 5))  # what the first reader waits for, once
        load, spent = os.getloadavg()[0], sum(map(processor, servers))
        click.echo(f"{sessions} sessions, {processes} × server, think {think:g} s, {minutes:g} min; load {load:.1f}")
        taken = uvloop.run(crowd(servers, sessions, think, arrivals, 60 * minutes))
        spent = sum(map(processor, servers)) - spent
        click.echo(told("first figure", taken.first))
        click.echo(told("rerun", taken.reruns))
        runs = len(taken.first) + len(taken.reruns)
        click.echo(f"processor     {1000 * spent / runs:6.0f} ms of the servers for each run, watches included")
        click.echo(f"failures {len(taken.failures)} {sorted(set(taken.failures))[:3]}")


if __name__ == "__main__":
    main()
