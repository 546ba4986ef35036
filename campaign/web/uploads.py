"""The way in for files: nothing of a body is read before it is known who sends it, and then it goes to the disk.

It stands before Streamlit's own way in, which takes whatever comes into memory: that gets a name for the file in its
place, and the page hands this name to the intake.
"""

import asyncio
import shutil
import time
from collections import defaultdict, deque
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from campaign import settings
from campaign.people import audit
from campaign.people.roster import AccessRefusedError, Reader
from campaign.serving import desk
from campaign.ui import office
from campaign.web.multipart import Arriving, BrokenUploadError, small

WAY = "/_stcore/upload_file/"
PATIENCE = 30.0  # seconds without a byte until a sender is given up
AT_ONCE, IN_A_WHILE, WHILE = 2, 30, 600.0  # uploads of a person: at the same time; within so many seconds
OVERHEAD = 64 * 1024  # bytes around a file in a body
SPARE = 1 << 30  # bytes of the disk that uploads leave free
LEFT = 2 * 3600.0  # seconds after which what nobody sent on is removed


class RefusedUploadError(Exception):
    """An upload is not taken; `status` says why in HTTP."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Uploads:
    """Takes uploads of staff to the desk; to everybody else there is no such way."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.busy: dict[str, int] = defaultdict(int)
        self.lately: dict[str, deque[float]] = defaultdict(deque)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(WAY):
            await self.app(scope, receive, send)
            return
        try:
            who = self._who(scope)
            if scope["method"] == "DELETE":
                _remove(_token(scope))
                await self.app(scope, receive, send)
            else:
                scope, receive = await self._take(scope, receive, who)
                await self.app(scope, receive, send)
        except RefusedUploadError as refusal:
            await PlainTextResponse("not taken", refusal.status)(scope, receive, send)

    def _who(self, scope: Scope) -> Reader:
        """Who sends, by the open page from which it comes, decided anew. RefusedUploadError for anybody else, and for
        another site."""
        headers, session = Headers(scope=scope), scope["path"].removeprefix(WAY).partition("/")[0]
        origin = urlsplit(headers.get("origin", "")).netloc
        elsewhere = headers.get("sec-fetch-site", "same-origin") != "same-origin" or origin != headers.get("host")
        if scope["method"] not in ("PUT", "DELETE") or elsewhere or "x-xsrftoken" not in headers:
            raise RefusedUploadError(404)
        try:
            return office.at_the_door(session, headers)
        except AccessRefusedError as refusal:
            raise RefusedUploadError(404) from refusal

    async def _take(self, scope: Scope, receive: Receive, who: Reader) -> tuple[Scope, Receive]:
        """Write the file to the desk, and give what stands for it to whoever comes next."""
        size = _size(Headers(scope=scope))
        lately, now = self.lately[who.subject], time.monotonic()
        while lately and now - lately[0] > WHILE:
            lately.popleft()
        if self.busy[who.subject] >= AT_ONCE or len(lately) >= IN_A_WHILE:
            raise RefusedUploadError(429)
        await run_in_threadpool(_room, who, size)
        lately.append(now)
        self.busy[who.subject] += 1
        try:
            return await _taken(scope, receive, who, size)
        finally:
            self.busy[who.subject] -= 1


async def _taken(scope: Scope, receive: Receive, who: Reader, size: int) -> tuple[Scope, Receive]:
    headers, token = Headers(scope=scope), _token(scope)
    unnamed = desk.folder(desk.UPLOADS) / f".{token}.part"
    try:
        with Arriving(headers.get("content-type", ""), unnamed) as arriving:
            read, more = 0, True
            while more:
                message = await asyncio.wait_for(receive(), PATIENCE)
                if message["type"] != "http.request":
                    raise BrokenUploadError
                body, more = message.get("body", b""), message.get("more_body", False)
                read += len(body)
                if read > size:
                    raise BrokenUploadError
                await run_in_threadpool(arriving.feed, body)
        unnamed.chmod(0o660)
        unnamed.rename(unnamed.with_name(token))
        note = {"name": arriving.name, "who": who.subject, "unit": who.answers_for, "at": f"{datetime.now(UTC):%FT%TZ}"}
        desk.write(unnamed.with_name(f"{token}.json"), note)
    except (BrokenUploadError, TimeoutError) as error:
        raise RefusedUploadError(400) from error
    except OSError as error:
        raise RefusedUploadError(507) from error
    finally:
        unnamed.unlink(missing_ok=True)
    audit.record(who.subject, who.role, "upload", upload=token)
    kind, body = small(arriving.name, token.encode())
    instead = [(key, value) for key, value in scope["headers"] if key not in (b"content-type", b"content-length")]
    instead += [(b"content-type", kind), (b"content-length", str(len(body)).encode())]

    async def once() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return {**scope, "headers": instead}, once


def _size(headers: Headers) -> int:
    """Bytes of the body, as it says before it comes: one that does not say is not taken, nor one that is too large."""
    said = headers.get("content-length", "")
    if not said.isdecimal() or "transfer-encoding" in headers:
        raise RefusedUploadError(411)
    if int(said) > settings.upload_bytes() + OVERHEAD:
        raise RefusedUploadError(413)
    return int(said)


def _room(who: Reader, size: int) -> None:
    """RefusedUploadError when too much of this person waits already, or the disk has no room for it twice."""
    folder, waiting = desk.folder(desk.UPLOADS), 0
    for path in folder.iterdir():
        if time.time() - path.stat().st_mtime > LEFT:
            path.unlink(missing_ok=True)
        elif path.suffix == ".json" and (note := desk.read(path)) and note.get("who") == who.subject:
            file = path.with_suffix("")
            waiting += file.stat().st_size if file.exists() else 0
    if waiting + size > settings.upload_bytes() + OVERHEAD:
        raise RefusedUploadError(413)
    if shutil.disk_usage(folder).free < 2 * size + SPARE:
        raise RefusedUploadError(507)


def _token(scope: Scope) -> str:
    """Name of the file on the desk: of this page and this upload, and never what the sender calls it."""
    return desk.named(scope["path"].removeprefix(WAY))


def _remove(token: str) -> None:
    for name in (token, f"{token}.json"):
        Path(desk.folder(desk.UPLOADS), name).unlink(missing_ok=True)
