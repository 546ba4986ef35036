"""How an answer travels: known again by its tag, in parts where a program asks for one, with the way to the rest."""

import hashlib
import re

from starlette.requests import Request
from starlette.responses import Response

from campaign import settings, words
from campaign.serving import store


def tag(*asked: object) -> str:
    """The same as long as the answer is: of this snapshot, software and language, what is asked for and by whom."""
    of = repr((store.version(), settings.version(), words.language(), asked))
    return f'W/"{hashlib.sha256(of.encode()).hexdigest()[:32]}"'


def response(request: Request, body: bytes, kind: str, known: str) -> Response:
    """The body, the part of it that is asked for, or nothing where the program has it already."""
    headers = {
        "ETag": known,
        "Cache-Control": "private, no-cache",
        "Vary": "Authorization, Accept, Accept-Encoding",
        "Accept-Ranges": "bytes",
        "X-Campaign-Snapshot": store.version(),
    }
    if known in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    whole = re.fullmatch(r"bytes=(\d+)-(\d*)", request.headers.get("range", ""))
    if not whole:
        return Response(body, media_type=kind, headers=headers)
    first, last = int(whole[1]), min(int(whole[2] or len(body)), len(body) - 1)
    if first > last:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{len(body)}"})
    # What is cut from the whole is not compressed again: its places are those of the whole.
    headers |= {"Content-Range": f"bytes {first}-{last}/{len(body)}", "Content-Encoding": "identity"}
    return Response(body[first : last + 1], 206, headers, kind)


def pages(request: Request, offset: int, limit: int | None, rows: int) -> dict[str, str]:
    """How many rows there are in all and, where there are more, where they go on (RFC 8288)."""
    more = limit is not None and offset + limit < rows
    onward = request.url.include_query_params(offset=offset + (limit or 0))
    return {"X-Total-Count": str(rows)} | ({"Link": f'<{onward}>; rel="next"'} if more else {})
