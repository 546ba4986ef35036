"""The help at /help: files that campaign/guide/build.py made. No figures, so no login, and nothing else of the disk."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from campaign import words
from campaign.figures.html import HELP
from campaign.guide.site import FOLDER


async def first(request: Request) -> Response:
    """The first page, in the language of the address, else in Vietnamese: a campaign need not have been chosen."""
    language = request.query_params.get("lang", "")
    if language not in words.LANGUAGES:
        language = next(iter(words.LANGUAGES))
    return RedirectResponse(f"{HELP}/{language}/")


class Made(StaticFiles):
    """The files of one language; a browser asks each time whether they are still so, as an update changes them."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not FOLDER.is_dir():
            await PlainTextResponse(words.said("guide.not_built", words.INSTEAD), 404)(scope, receive, send)
            return
        await super().__call__(scope, receive, send)

    def file_response(self, *args: object, **given: object) -> Response:
        """The file, with what tells a browser to ask again."""
        response = super().file_response(*args, **given)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "no-cache"
        return response


ROUTES = [
    Route(HELP, first),
    *(
        Mount(f"{HELP}/{language}", Made(directory=FOLDER / language, html=True, check_dir=False))
        for language in words.LANGUAGES
    ),
]
