"""Many uploads at once, some slow and some cut off, and then a server that is killed among them.

python -m bench.uploads [--people 500] [--kilobytes 200]: everybody is staff with an open page of their own. Prints the
answers, the memory of the server, and what lies on the desk: whatever was answered with 204 whole, with its note, and
nothing of the others but what a kill left, which the next upload of two hours later removes.
"""

import asyncio
import os
import signal
import tempfile
from collections import Counter
from contextlib import ExitStack, suppress
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

import click
import uvloop

from bench.load import resident
from campaign.serving import desk
from tests import readers, small
from tests.browser.conftest import Server, serving
from tests.web.test_uploads import SENDING, body, head
from tests.web.test_wire import LOGIN
from tests.wire import Session

PERSON = '[[people]]\nissuer = "{issuer}"\nsubject = "{subject}"\nrole = "staff"\nunit = "A"\n'
WHOLE, SLOW, CUT = "whole", "slow", "cut off"
KINDS = (WHOLE, WHOLE, WHOLE, SLOW, CUT)
PIECES, PAUSE = 10, 0.3  # of a slow upload, and seconds between two
OPENING = 20  # pages that are opened at the same time


async def sent(address: str, session: str, kind: str, content: bytes) -> int:
    """The status of an upload; 0 without an answer."""
    where, whole = urlsplit(address), body(content)
    pieces = PIECES if kind == SLOW else 1
    step = -(-len(whole) // pieces)
    with suppress(OSError):
        reader, writer = await asyncio.open_connection(where.hostname, where.port)
        writer.write(head(address, session, len(whole)))
        for begin in range(0, len(whole), step):
            writer.write(whole[begin : begin + (step // 2 if kind == CUT else step)])
            await writer.drain()
            await asyncio.sleep(PAUSE * (pieces > 1))
        if kind == CUT:
            writer.close()
            return 0
        answer = await reader.readline()
        writer.close()
        return int(answer.split()[1]) if answer else 0
    return 0


async def crowd(server: Server, people: int, content: bytes, kill_after: float = 0) -> dict[str, tuple[str, int]]:
    """Kind and status of every upload by its session; the server is killed so many seconds after the first."""
    turns, pages = asyncio.Semaphore(OPENING), dict[str, Session]()

    async def opened(number: int) -> None:
        async with turns:
            session = await Session(server.address, readers.claims(f"p{number}")).__aenter__()
            await session.open(SENDING)
            pages[session.id] = session

    await asyncio.gather(*(opened(number) for number in range(people)))
    kinds = {session: KINDS[at % len(KINDS)] for at, session in enumerate(pages)}
    asked = [asyncio.ensure_future(sent(server.address, one, kind, content)) for one, kind in kinds.items()]
    if kill_after:
        await asyncio.sleep(kill_after)
        os.kill(server.pid, signal.SIGKILL)
    statuses = await asyncio.gather(*asked)
    for session in pages.values():
        with suppress(Exception):
            await session.__aexit__()
    return {session: (kind, status) for (session, kind), status in zip(kinds.items(), statuses, strict=True)}


def told(server: Server | None, answers: dict[str, tuple[str, int]], content: bytes) -> None:
    """Print what was answered, and what lies on the desk; AssertionError for anything half or lost."""
    click.echo(f"answers: {dict(Counter(answers.values()))}" + (f"; {resident(server):.0f} MB" if server else ""))
    folder, taken = desk.folder(desk.UPLOADS), set[str]()
    for session, (_, status) in answers.items():
        if status == 204:
            token = desk.named(f"{session}/1")
            assert (folder / token).read_bytes() == content, "what was taken lies there whole"
            assert desk.read(folder / f"{token}.json"), "with its note"
            taken.add(token)
    others = [path.name for path in folder.iterdir() if path.stem not in taken]
    named = [name for name in others if name.endswith(".json")]
    assert all((folder / Path(name).stem).read_bytes() == content for name in named), "noted, so whole"
    click.echo(f"on the desk: {len(taken)} taken; besides {len(named)} noted, {len(others) - 2 * len(named)} left over")


@click.command()
@click.option("--people", default=500)
@click.option("--kilobytes", default=200)
def main(people: int, kilobytes: int) -> None:
    """A crowd that all of them serve, then one whose server is killed."""
    content = b"date,unit_code,measure,count\n" + b"2021-01-06,a1,received,50\n" * (kilobytes * 40)
    with ExitStack() as running:
        home = small.delivered(
            Path(running.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))) / "small"
        )
        running.enter_context(patch.dict(os.environ, CAMPAIGN_HOME=str(home)))
        everybody = "".join(PERSON.format(issuer=readers.ISSUER, subject=f"p{number}") for number in range(people))
        readers.write(home, "A", extra=everybody)
        (home / "secrets.toml").write_text(LOGIN, encoding="utf-8")
        for kill_after in (0, 1.0):
            options = ("--secrets.files", str(home / "secrets.toml"))
            with serving(home, Path("asgi.py"), *options, CAMPAIGN_AHEAD="0") as server:
                answers = uvloop.run(crowd(server, people, content, kill_after))
                told(None if kill_after else server, answers, content)
            for path in desk.folder(desk.UPLOADS).iterdir():
                path.unlink()


if __name__ == "__main__":
    main()
