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
    """200 when the published snapshot answers a question, 503 with the reason, and what mends it, otherwise.

    Of several campaigns all must be well; `campaigns` says it of each.
    """
    if not (known := settings.campaigns()):
        found = await run_in_threadpool(_state)
        return JSONResponse(found, status_code=200 if found["status"] == "well" else 503)
    states = {}
    for name, home in known.items():
        with settings.following(home):
            states[name] = await run_in_threadpool(_state)
    well = all(state["status"] == "well" for state in states.values())
    said = {"status": "well" if well else "failing", "campaigns": states}
    return JSONResponse(said, status_code=200 if well else 503)


def _state() -> dict[str, str | int]:
    try:
        store.cut_off()
        snapshot, age = store.version(), round(_age())
    except store.UNUSABLE as error:
        reason = type(error).__name__.removesuffix("Error")  # what monitoring reads: NothingPublished, Outdated, Store
        return {"status": "failing", "reason": reason, "mend": str(error)}
    except (duckdb.Error, OSError) as error:
        return {"status": "failing", "reason": type(error).__name__}
    return {"status": "well", "snapshot": snapshot, "published_seconds_ago": age, "process": os.getpid()}


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
