"""One large file from an open page to its receipt: the memory that the server and the intake need for it.

python -m bench.large_upload [--megabytes 2047]: counts of one unit, line after line. The intake looks at it first and
takes it in then, as the pages of the office have it do.
"""

import asyncio
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from socket import create_connection
from unittest.mock import patch
from urllib.parse import urlsplit

import click
import uvloop

from campaign import settings
from campaign.serving import desk
from campaign.serving.desk import Staff
from tests import readers, small
from tests.browser.conftest import Server, serving
from tests.web.test_uploads import SENDING, body, head
from tests.web.test_wire import LOGIN
from tests.wire import Session

LINES = 40_000  # in one piece, about a megabyte
TOML = small.TOML.replace('"not_yet", ', "")


def pieces(megabytes: int) -> Iterator[bytes]:
    """The file, its header first: the same day told anew with every line."""
    yield b"date,unit_code,measure,count\n"
    piece = b"2021-01-06,a1,received,50\n" * LINES
    for _ in range((megabytes << 20) // len(piece) - 1):
        yield piece


def peak(server: Server) -> float:
    """The most memory that the server ever had, MB."""
    (line,) = [line for line in Path(f"/proc/{server.pid}/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


async def sent(server: Server, megabytes: int) -> str:
    """Send the file from an open page; its name on the desk."""
    begin, end = body(b"|").split(b"|")
    size = len(begin) + len(end) + sum(map(len, pieces(megabytes)))

    def put(session: str) -> bytes:
        where = urlsplit(server.address)
        with closing(create_connection((where.hostname, where.port))) as connection:
            connection.sendall(head(server.address, session, size) + begin)
            for piece in pieces(megabytes):
                connection.sendall(piece)
            connection.sendall(end)
            return connection.recv(4096)

    async with Session(server.address, readers.claims("staff")) as session:
        await session.open(SENDING)
        answer = await asyncio.to_thread(put, session.id)
        assert b" 204 " in answer.splitlines()[0], answer
        return desk.named(f"{session.id}/1")


@click.command()
@click.option("--megabytes", default=2047)
def main(megabytes: int) -> None:
    """Send it, look at it, take it in."""
    with ExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        home = small.delivered(folder / "small", toml=TOML)
        running.enter_context(patch.dict(os.environ, CAMPAIGN_HOME=str(home)))
        readers.write(home, "A")
        (home / "secrets.toml").write_text(LOGIN, encoding="utf-8")
        options = ("--secrets.files", str(home / "secrets.toml"))
        with serving(home, Path("asgi.py"), *options, CAMPAIGN_UPLOAD_MB="2048", CAMPAIGN_AHEAD="0") as server:
            uvloop.run(_opened(server))
            before, begun = peak(server), time.monotonic()
            upload = uvloop.run(sent(server, megabytes))
            took = time.monotonic() - begun
            click.echo(f"server: {before:.0f} MB before, {peak(server):.0f} MB at most; {megabytes} MB in {took:.0f} s")
        staff = Staff(readers.claims("staff")["sub"], "A", "staff")
        for what in ("trial", "send"):
            begun = time.monotonic()
            said = staff.give(what, upload=upload)
            counts = said["outcome"]["accepted"], said["outcome"]["state"]
            click.echo(f"{what}: {counts} in {time.monotonic() - begun:.0f} s")
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        click.echo(f"the largest process of the intake: {largest:.0f} MB; home {settings.home()}")


async def _opened(server: Server) -> None:
    async with Session(server.address, readers.claims("staff")) as session:
        await session.open(SENDING)


if __name__ == "__main__":
    main()
