"""Health and version, for monitoring. No figures, so no login."""

import os
from importlib.metadata import version
from time import time

import duckdb
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from campaign import settings
from campaign.serving import store


async def health(_request: Request) -> JSONResponse:
    """200 when the published snapshot answers a question, 503 with the reason, and what mends it, otherwise."""
    try:
        await run_in_threadpool(store.cut_off)
        snapshot, age = store.version(), round(_age())
    except store.UNUSABLE as error:
        reason = type(error).__name__.removesuffix("Error")  # what monitoring reads: NothingPublished, Outdated, Store
        return JSONResponse({"status": "failing", "reason": reason, "mend": str(error)}, status_code=503)
    except (duckdb.Error, OSError) as error:
        return JSONResponse({"status": "failing", "reason": type(error).__name__}, status_code=503)
    return JSONResponse({"status": "well", "snapshot": snapshot, "published_seconds_ago": age, "process": os.getpid()})


async def versions(_request: Request) -> JSONResponse:
    """What is running."""
    return JSONResponse(
        {
            "dashboard": settings.version(),
            "streamlit": version("streamlit"),
            "duckdb": version("duckdb"),
            "snapshot": _snapshot(),
        }
    )


def _snapshot() -> str | None:
    try:
        return store.version()
    except store.UNUSABLE:
        return None


def _age() -> float:
    return time() - (settings.store() / "CURRENT").stat().st_mtime


ROUTES = [Route("/health", health), Route("/version", versions)]
