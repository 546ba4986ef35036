"""Of several campaigns behind one door a request is about the one that its address names (`?campaign=NAME`)."""

from urllib.parse import parse_qs

from starlette.types import ASGIApp, Receive, Scope, Send

from campaign import settings
from campaign.ui import door


class Door:
    """Has whatever answers a request follow its campaign; nothing where there is one only."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (known := settings.campaigns()):
            asked = parse_qs(scope["query_string"].decode("latin-1")).get(door.KEY, [""])[0]
            settings.follow(known.get(asked))
        await self.app(scope, receive, send)
