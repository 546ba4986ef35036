"""What the server does at start and while it runs."""

import asyncio
import ctypes
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import copy_context

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from campaign import settings
from campaign.web import ahead, logs, metrics, reach

EVERY = 20  # seconds
ARENAS = -8  # M_ARENA_MAX of the C library's mallopt


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Log lines as JSON, the first of them who can reach it; pages known by their addresses from the first visit on;
    garbage collected on a timer; what is opened first made ahead; Prometheus answered, where it is asked for.

    Until st.navigation has run once, Streamlit takes pages/*.py for the addresses of the app (decision 51).
    """
    logs.begin()
    copy_context().run(reach.tell)  # in the campaign's language, which is nobody else's
    _share_memory()
    PagesManager.uses_pages_directory = False
    tasks = [asyncio.create_task(task()) for task in (_keep_up, *([ahead.keep_ready] if settings.ahead() else []))]
    with metrics.answered(settings.metrics_port()):
        yield
    for task in tasks:
        task.cancel()


async def _keep_up() -> None:
    """Garbage is collected here because Streamlit no longer does so after every run of a page (runner.postScriptGC)."""
    while True:
        await asyncio.sleep(EVERY)
        logs.take_over()
        await asyncio.to_thread(_clean_up)


def _share_memory() -> None:
    """Two heaps for all threads in place of sixteen, of which each keeps what any of its threads once needed."""
    if hasattr(libc := ctypes.CDLL(None), "mallopt"):
        libc.mallopt(ARENAS, 2)


def _clean_up() -> None:
    """Collect garbage, and give back to the system what the C library holds on to: 50 to 150 MB after a crowd."""
    gc.collect()
    if hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)
