"""Headers of every response, so that a browser runs only our own code; endpoints that are closed."""

import base64
import hashlib
import re
from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from campaign import settings, words
from campaign.web import served

# Streamlit's ways in that this dashboard has no use for (decision 65). That of uploads is in uploads.py.
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


NOBODY = "'none'"


@cache
def policy() -> str:
    """The content security policy: our own files only. Styles may be written by scripts (Plotly, Streamlit's theme),
    pictures may be data (sparks, stamps); of inline scripts only those of the page as it is served, by their hash."""
    scripts = re.findall(r"<script>(.*?)</script>", served.index(words.language(), words.offered()), re.DOTALL)
    inline = [hashlib.sha256(script.encode()).digest() for script in scripts]
    hashes = "".join(f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in inline)
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self'{hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            f"frame-ancestors {settings.frame_ancestors() or NOBODY}",
        )
    )


def framing() -> dict[str, str]:
    """For what does not read frame-ancestors; it knows no way to name who may."""
    return {} if settings.frame_ancestors() else {"X-Frame-Options": "DENY"}


class Headers:
    """Adds the headers to every answer and gives none on closed ways, whatever Streamlit would say there."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(FIXED | framing() | {"Content-Security-Policy": policy()})
            await send(message)

        closed = scope["type"] == "http" and scope["path"].startswith(CLOSED)
        answer = PlainTextResponse("not found", status_code=404) if closed else self.app
        await answer(scope, receive, sending)
