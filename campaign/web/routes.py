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
    except (store.NothingPublishedError, store.OutdatedError) as error:
        reason = type(error).__name__.removesuffix("Error")  # what monitoring reads: NothingPublished, Outdated
        return JSONResponse({"status": "failing", "reason": reason, "mend": str(error)}, status_code=503)
    except duckdb.Error as error:
        return JSONResponse({"status": "failing", "reason": type(error).__name__}, status_code=503)
    return JSONResponse(
        {"status": "well", "snapshot": store.version(), "published_seconds_ago": round(_age()), "process": os.getpid()}
    )


async def versions(_request: Request) -> JSONResponse:
    """What is running."""
    return JSONResponse(
        {
            "dashboard": settings.version(),
            "streamlit": version("streamlit"),
            "duckdb": version("duckdb"),
            "snapshot": store.version() if store.published() else None,
        }
    )


def _age() -> float:
    return time() - (settings.store() / "CURRENT").stat().st_mtime


ROUTES = [Route("/health", health), Route("/version", versions)]
