"""What a request asks for: question, form, parameters. Whatever it does not know it says, rather than pass over it."""

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request

from campaign import settings, words
from campaign.serving import catalogue, queries
from campaign.serving.answers import FORMS, AskedWronglyError
from campaign.serving.queries import UnknownQueryError

GEOJSON = "geojson"
TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "arrow": "application/vnd.apache.arrow.stream",
    GEOJSON: "application/geo+json",
}
OWN = ("unit", "measure", "as_of", "level")  # what a question may be given
GENERAL = ("lang", "format", "offset", "limit")
CAMPAIGN = "campaign"  # which of several is asked


@dataclass(frozen=True)
class Asked:
    """A question, how its answer is to be written, and which of its rows: `limit` None means all from `offset` on."""

    name: str
    form: str
    unit: str | None = None
    measure: str | None = None
    as_of: date | None = None
    level: str | None = None
    offset: int = 0
    limit: int | None = None


def read(request: Request) -> Asked:
    """What a request asks for. AskedWronglyError; UnknownQueryError."""
    stem, _, ending = request.path_params["name"].partition(".")
    given = _once(request)
    if (language := given.pop("lang", "")) not in ("", *catalogue.languages()):
        spoken = ", ".join(catalogue.languages())
        raise AskedWronglyError(words.t("api.no_language", language=language, known=spoken))
    form = ending or given.pop("format", "") or _accepted(request.headers.get("accept", ""))
    if form not in (*FORMS, GEOJSON):
        raise AskedWronglyError(words.t("api.no_form", form=form, known=", ".join((*FORMS, GEOJSON))))
    if stem not in queries.names():
        raise UnknownQueryError(words.t("api.no_question", name=stem))
    known = [param for param in OWN if param in queries.question(stem).params]
    offered = (*known, *GENERAL, *([CAMPAIGN] if settings.name() else []))
    if strange := sorted(set(given) - {*offered}):
        taken = ", ".join(offered)
        raise AskedWronglyError(words.t("api.no_param", param=strange[0], name=stem, known=taken))
    return Asked(
        stem,
        form,
        given.get("unit") or None,
        given.get("measure") or None,
        _day(given["as_of"]) if given.get("as_of") else None,
        given.get("level") or None,
        _whole("offset", given.get("offset", "0")),
        _whole("limit", given["limit"]) if given.get("limit") else None,
    )


def _once(request: Request) -> dict[str, str]:
    """The parameters by name. AskedWronglyError for one that stands there twice: which counts is no guess."""
    given = request.query_params
    if twice := [name for name in given if len(given.getlist(name)) > 1]:
        raise AskedWronglyError(words.t("api.twice", param=twice[0]))
    return dict(given)


def _accepted(accept: str) -> str:
    """The form that a program would rather have; JSON for any other."""
    wanted = [part.partition(";")[0].strip() for part in accept.split(",")]
    forms = {kind.partition(";")[0]: form for form, kind in TYPES.items()}
    return next((forms[one] for one in wanted if one in forms), "json")


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise AskedWronglyError(words.t("api.no_day", said=said)) from error


def _whole(name: str, said: str) -> int:
    if not said.isdecimal() or len(said) > 9:
        raise AskedWronglyError(words.t("api.no_number", name=name, said=said))
    return int(said)
