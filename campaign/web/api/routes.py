"""The ways in for programs: every question, the description of all of them, the feed of what changes."""

from collections.abc import Awaitable, Callable
from functools import wraps

import duckdb
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from campaign import words
from campaign.definition import DefinitionError
from campaign.people import audit, roster
from campaign.people.roster import AccessRefusedError, Reader
from campaign.serving import answers, cache, catalogue, store
from campaign.serving.queries import UnknownQueryError
from campaign.serving.selection import Scope
from campaign.web.api import asked, callers, description, feed, geojson, sent, trying
from campaign.web.api.asked import Asked

ADDRESS = "/api/v1"
OF_STAFF = ("quarantine_lines",)  # questions that pages ask for those alone who look after deliveries
SMALL = 1024  # bytes below which nothing is gained by gzip
Answering = Callable[[Request, Reader], Response]
STATUS: dict[type[Exception], int] = {
    AccessRefusedError: 401,
    callers.TooOftenError: 429,
    answers.NotYoursError: 403,
    answers.AskedWronglyError: 400,
    UnknownQueryError: 404,
    **dict.fromkeys((*store.UNUSABLE, DefinitionError, duckdb.OutOfMemoryException), 503),
}


def answering(answer: Answering) -> Callable[[Request], Awaitable[Response]]:
    """A way in for whoever may: who asks is decided first; what cannot be answered is said, and why."""

    @wraps(answer)
    def run(request: Request) -> Response:
        words.use(request.query_params.get("lang", ""), catalogue.languages())
        try:
            return answer(request, callers.who(request.headers))
        except tuple(STATUS) as error:
            return _refusal(error)

    async def way(request: Request) -> Response:
        return await run_in_threadpool(run, request)

    return way


@answering
def question(request: Request, who: Reader) -> Response:
    """The answer to a question of queries/*.sql."""
    wanted, scope = asked.read(request), who.scope
    if wanted.name in OF_STAFF and who.role not in roster.STAFF:
        raise answers.NotYoursError(words.t("access.not_yours"))
    body, rows = made(scope, wanted)
    response = sent.response(request, body, asked.TYPES[wanted.form], sent.tag(scope, wanted))
    response.headers.update(sent.pages(request, wanted.offset, wanted.limit, rows))
    if request.method == "GET" and response.status_code == 200:
        day = str(wanted.as_of) if wanted.as_of else None
        audit.record(who.subject, who.role, "api", question=wanted.name, unit=wanted.unit, as_of=day)
    return response


@cache.cached
def made(scope: Scope, wanted: Asked) -> tuple[bytes, int]:
    """The answer as bytes, and of how many rows it is a part."""
    campaign = catalogue.campaign()
    rows = answers.answer(campaign, scope, wanted.name, wanted.unit, wanted.measure, wanted.as_of, wanted.level)
    end = None if wanted.limit is None else wanted.offset + wanted.limit
    part = rows.iloc[wanted.offset : end]
    if wanted.form == asked.GEOJSON:
        return geojson.written(campaign, part), len(rows)
    return answers.FORMS[wanted.form](part), len(rows)


@answering
def described(request: Request, _who: Reader) -> Response:
    """What may be asked, as OpenAPI."""
    return JSONResponse(description.openapi(f"{request.base_url}".rstrip("/") + ADDRESS))


@answering
def changes(request: Request, who: Reader) -> Response:
    """What was published and which alerts stand, of the units of whoever asks."""
    form = request.path_params["form"]
    if form not in feed.FORMS:
        raise UnknownQueryError(words.t("api.no_form", form=form, known=", ".join(feed.FORMS)))
    kind, written = feed.FORMS[form]
    entries = feed.entries(who.scope, who.answers_for)
    return sent.response(request, written(entries, f"{request.url}"), kind, sent.tag(who.scope, form))


def _refusal(error: Exception) -> Response:
    status = next(status for kind, status in STATUS.items() if isinstance(error, kind))
    reason, headers = type(error).__name__.removesuffix("Error"), dict[str, str]()
    message = str(error.args[0] if error.args else "")
    if isinstance(error, AccessRefusedError):
        reason, message = error.reason, words.t(f"access.{error.reason}")
        headers["WWW-Authenticate"] = 'Bearer realm="campaign", Basic realm="campaign"'
    elif isinstance(error, callers.TooOftenError):
        message, headers["Retry-After"] = words.t("api.too_often"), str(error.seconds)
    return JSONResponse({"error": reason, "message": message}, status, headers)


ROUTES = [
    Mount(
        ADDRESS,
        routes=[
            Route("/", trying.page),
            Route("/openapi.json", described),
            Route("/changes.{form}", changes),
            Route("/{name}", question),
        ],
        middleware=[Middleware(GZipMiddleware, minimum_size=SMALL)],
    )
]
