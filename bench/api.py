"""Programs beside readers: how long an answer of /api/v1 takes at a rate, on a server that has one core.

python -m bench.api [--rate 50] [--sessions 100] [--minutes 1] [CAMPAIGN_HOME]: requests leave at their moment however
long the one before takes, over connections that stay open; median, 95th and 99th percentile from that moment on, the
server's processor time for each request by the same requests with no reader there, and what failed. Sessions and
requests run on the other core, and take what time they need of it.
"""

import asyncio
import os
import time
from pathlib import Path

import click
import httpx
import uvloop

from bench.load import Taken, crowd, processor, told
from campaign import settings
from tests.browser.conftest import Server, serving

CORE = {0}
THINK = 5.0  # seconds between two choices of a reader


async def programs(server: Server, rate: float, seconds: float, taken: Taken) -> None:
    """Ask for the nation's overview `rate` times a second, one unit after another."""
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=200)
    async with httpx.AsyncClient(base_url=f"{server.address}/api/v1", limits=limits, timeout=30) as client:
        units = (await client.get("/units_at_level", params={"level": "province", "measure": "received"})).json()
        codes = [row["unit_code"] for row in units]

        async def ask(number: int) -> None:
            start = time.perf_counter()
            response = await client.get("/overview", params={"unit": codes[number % len(codes)]})
            taken.reruns.append(time.perf_counter() - start)
            if response.status_code != 200:
                taken.failures.append(f"{response.status_code}")

        began = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for number in range(int(rate * seconds)):
                await asyncio.sleep(max(0, began + number / rate - time.perf_counter()))
                group.create_task(ask(number))


async def both(server: Server, rate: float, sessions: int, seconds: float) -> Taken:
    """The programs, once all readers are there."""
    taken, arriving = Taken(), sessions / 10
    async with asyncio.TaskGroup() as group:
        if sessions:
            group.create_task(crowd([server], sessions, THINK, 10, arriving + seconds))
            await asyncio.sleep(arriving + 5)
        group.create_task(programs(server, rate, seconds - 10, taken))
    return taken


@click.command()
@click.argument("home", required=False, type=click.Path(path_type=Path))
@click.option("--rate", default=50.0)
@click.option("--sessions", default=100)
@click.option("--minutes", default=1.0)
def main(home: Path | None, rate: float, sessions: int, minutes: float) -> None:
    """Serve the campaign on one core and ask."""
    with serving(home or settings.home()) as server:
        for task in Path(f"/proc/{server.pid}/task").iterdir():
            os.sched_setaffinity(int(task.name), CORE)
        uvloop.run(both(server, rate, 0, 12))  # each answer once
        spent = processor(server)
        alone = uvloop.run(both(server, rate, 0, 60 * minutes))
        each = 1000 * (processor(server) - spent) / len(alone.reruns)
        beside = uvloop.run(both(server, rate, sessions, 60 * minutes)) if sessions else alone
        click.echo(told("alone", alone.reruns))
        click.echo(told(f"{sessions} sessions", beside.reruns))
        click.echo(f"processor     {each:6.1f} ms of the server for each request")
        click.echo(f"failures {len(alone.failures + beside.failures)} {sorted({*alone.failures, *beside.failures})}")


if __name__ == "__main__":
    main()
