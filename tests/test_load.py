"""Sessions that come and go leave nothing behind: memory and open files of the server stay as they were."""

import asyncio
import time
from pathlib import Path

import pytest

from bench.load import files, resident
from campaign.ui import navigation
from tests import small
from tests.browser.conftest import Server, serving
from tests.wire import Session, run

LEAK = """
import streamlit as st
from campaign import settings
kept = settings.__dict__.setdefault("kept", [])
kept.append(bytearray(4_000_000))
st.selectbox("x", ["received", "printed"], key="x")
st.selectbox("y", ["received", "printed"], key="y")
"""
ROUND, AT_ONCE = 16, 8


async def visits(address: str) -> None:
    """Sessions of two runs each, some at once; none may fail."""
    async def visit(page: str) -> None:
        async with Session(address, cached=set()) as session:
            await session.open(page)
            boxes = [one for one in session.elements.values() if type(one).__name__ == "Selectbox"]
            await session.set(boxes[1].id, string_value=boxes[1].options[-1])

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
    small.deliver(home, "counts.csv", small.COUNTS)
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
