"""Many readers at once all get their figures; sessions that come and go leave neither memory nor open files behind.

SESSIONS=400 sends as many as docs/safety.md promises; fewer are sent each time. bench/load.py takes the times.
"""

import asyncio
import os
import time
from pathlib import Path

import pytest

from bench.load import files, resident
from campaign.ui import navigation
from tests import small
from tests.browser.conftest import Server, serving
from tests.wire import Session, run

COUNTS = "date,unit_code,measure,count\n2021-01-05,a1,received,5432\n2021-01-05,a1,printed,5432\n"
LEAK = """
import streamlit as st
from campaign import settings
kept = settings.__dict__.setdefault("kept", [])
kept.append(bytearray(4_000_000))
st.selectbox("x", ["received", "printed"], key="x")
"""
ROUND, AT_ONCE = int(os.environ.get("SESSIONS", "16")), 8
CROWD = 25
UNEVEN = """
import streamlit as st
if int(st.query_params["reader"]) % 5 == 0:
    raise ValueError("every fifth reader")
st.html('<p class="finding">100</p>')
"""


async def crowd(address: str, says: str) -> list[str]:
    """Readers who all open a page at the same time and change what they see; what went wrong, by reader."""

    async def reader(number: int) -> str:
        async with Session(address, cached=set()) as session:
            page = navigation.PAGES[("overview", "pace", "comparison", "map")[number % 4]]
            await session.open(page, reader=str(number))
            for widget in [one for one in session.elements.values() if type(one).__name__ == "Selectbox"][:1]:
                await session.set(widget.id, string_value=widget.options[-1])
            found = b"".join(session.frames)
        return (
            ""
            if b'class="finding"' in found and says.encode() in found and b"stException" not in found
            else f"reader {number} got no figure"
        )

    return [wrong for wrong in await asyncio.gather(*map(reader, range(CROWD))) if wrong]


def test_many_at_once_all_get_their_figures(home: Path) -> None:
    small.deliver(home, "counts.csv", COUNTS)
    with serving(home, Path("asgi.py")) as server:
        assert run(crowd(server.address, "5.432")) == []


def test_a_server_that_fails_some_of_them_is_found(home: Path, tmp_path: Path) -> None:
    (tmp_path / "uneven.py").write_text(UNEVEN, encoding="utf-8")
    with serving(home, tmp_path / "uneven.py") as server, pytest.MonkeyPatch.context() as patch:
        patch.setattr(navigation, "PAGES", dict.fromkeys(navigation.PAGES, ""))
        failed = [f"reader {number} got no figure" for number in range(0, CROWD, 5)]
        assert run(crowd(server.address, "100")) == failed


async def visits(address: str) -> None:
    """Sessions of two runs each, some at once; none may fail."""

    async def visit(page: str) -> None:
        async with Session(address, cached=set()) as session:
            await session.open(page)
            boxes = [one for one in session.elements.values() if type(one).__name__ == "Selectbox"]
            await session.set(boxes[0].id, string_value=boxes[0].options[-1])

    pages = [navigation.PAGES[stem] for stem in ("overview", "pace")]
    for start in range(0, ROUND, AT_ONCE):
        await asyncio.gather(*(visit(pages[number % 2]) for number in range(start, start + AT_ONCE)))


def growth(server: Server) -> tuple[float, int]:
    """Memory after a round ÷ before it, and open files more; the rounds before fill the caches."""
    for _ in range(3):
        run(visits(server.address))
    before = resident(server), files(server)
    run(visits(server.address))
    time.sleep(1)
    return resident(server) / before[0], files(server) - before[1]


def test_sessions_leave_no_memory_and_no_files_behind(home: Path) -> None:
    small.deliver(home, "counts.csv", COUNTS)
    with serving(home, Path("asgi.py"), "--server.disconnectedSessionTTL", "1") as server:
        memory, more = growth(server)
    assert memory < 1.05
    assert more <= 3 * AT_ONCE, "an event loop of a session that has just ended has three"


def test_a_server_that_keeps_what_sessions_leave_is_found(home: Path, tmp_path: Path) -> None:
    (tmp_path / "leak.py").write_text(LEAK, encoding="utf-8")
    with serving(home, tmp_path / "leak.py") as server, pytest.MonkeyPatch.context() as patch:
        patch.setattr(navigation, "PAGES", {"overview": "", "pace": ""})
        memory, _ = growth(server)
    assert memory > 1.05
