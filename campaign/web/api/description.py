"""What may be asked, as OpenAPI 3.1: made of the heads of the questions and of the data dictionary, nothing by hand."""

from typing import Any

from campaign import settings, words
from campaign.language import dictionary
from campaign.serving import catalogue, queries
from campaign.serving.answers import required
from campaign.web.api.asked import OWN, TYPES

Said = dict[str, Any]
# DuckDB's types as JSON has them; any other is a text.
JSON_TYPES = {
    "bigint": "integer",
    "integer": "integer",
    "hugeint": "integer",
    "double": "number",
    "float": "number",
    "boolean": "boolean",
}
MISSING = {"400": "wrong_parameter", "401": "no_token", "403": "outside", "404": "unheard", "429": "too_often"}


def openapi(address: str) -> Said:
    """The description of all questions, served at `address`."""
    campaign = catalogue.campaign()
    paths = {f"/{name}": {"get": _operation(queries.question(name))} for name in queries.names()}
    kinds = {"bearer": {"type": "http", "scheme": "bearer"}, "basic": {"type": "http", "scheme": "basic"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": str(campaign.name), "version": settings.version(), "description": words.t("api.about")},
        "servers": [{"url": address}],
        "security": [{kind: []} for kind in kinds] + [{}],
        "paths": paths,
        "components": {"securitySchemes": kinds},
    }


def _operation(question: queries.Question) -> Said:
    needed = required(question)
    own = [_param(name, question.notes.get(f"${name}", ""), name in needed) for name in OWN if name in question.params]
    rows = {"type": "array", "items": {"type": "object", "properties": _columns(question)}}
    answers: Said = {kind.partition(";")[0]: {} for kind in TYPES.values()}
    answers[TYPES["json"]] = {"schema": rows}
    told = {status: {"description": words.t(f"api.status_{reason}")} for status, reason in MISSING.items()}
    return {
        "operationId": question.name,
        "summary": dictionary.summary(question.name, question.summary),
        "description": question.grain,
        "parameters": [*own, *_general()],
        "responses": {"200": {"description": question.grain, "content": answers}} | told,
    }


def _param(name: str, note: str, needed: bool) -> Said:
    known = dictionary.params()[name]
    campaign = catalogue.campaign()
    choices = {"measure": list(campaign.measure), "level": [level.id for level in campaign.levels]}.get(name)
    kind: Said = {"type": "string"} | ({"format": "date"} if known.type == "date" else {})
    return {
        "name": name,
        "in": "query",
        "required": needed,
        "description": note or words.either(known.meaning),
        "schema": kind | ({"enum": choices} if choices else {}),
    }


def _general() -> list[Said]:
    number = {"type": "integer", "minimum": 0}
    known = {
        "format": {"type": "string", "enum": list(TYPES)},
        "lang": {"type": "string", "enum": list(catalogue.languages())},
        "offset": number,
        "limit": number,
    } | ({"campaign": {"type": "string", "enum": [name]}} if (name := settings.name()) else {})
    return [
        {"name": name, "in": "query", "description": words.t(f"api.param_{name}"), "schema": schema}
        for name, schema in known.items()
    ]


def _columns(question: queries.Question) -> Said:
    return {name: _column(name, kind, question.notes.get(name, "")) for name, kind in question.columns.items()}


def _column(name: str, kind: str, note: str) -> Said:
    form = {"date": {"format": "date"}, "timestamp": {"format": "date-time"}}.get(kind, {})
    return {
        "type": [JSON_TYPES.get(kind, "string"), "null"],
        "description": note or dictionary.said("meaning", name),
    } | form
