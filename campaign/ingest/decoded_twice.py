"""Finds text that was read in a wrong encoding and written again, as in "Há»“ ChÃ­ Minh" for Hồ Chí Minh."""

import re
from contextlib import suppress

import duckdb

from campaign.ingest.delivery import Delivery
from campaign.ingest.errors import HeldError

# What the first bytes of Vietnamese letters in UTF-8 look like in Windows-1252, and what can follow them there only.
SIGNS = "á[º»]|Ä[‘\u0090\u0091]|Æ[°¡¯\u00a0]|[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œ]"
FOUND = re.compile(SIGNS)


def check_header(header: list[str]) -> None:
    """HeldError when the names of columns were decoded twice; it says how they would read."""
    if any(map(FOUND.search, header)):
        raise HeldError("decoded_twice_header", preview=", ".join(map(undone, header)))


def check_cells(connection: duckdb.DuckDBPyConnection, delivery: Delivery) -> None:
    """HeldError when `cells` on `connection` have text that was decoded twice."""
    named = delivery.contract.names_in_query
    columns = ", ".join(f'"{named.get(column, column)}"' for column in delivery.contract.columns)
    question = f"select min(line) from cells where regexp_matches(concat_ws(' ', {columns}), $signs)"
    line = connection.execute(question, {"signs": SIGNS}).fetchall()[0][0]
    if line is not None:
        raise HeldError("decoded_twice", line=line)


def undone(text: str) -> str:
    """The text as it was before the second decoding, as far as that can be told."""
    with suppress(UnicodeError):
        return b"".join(_byte(letter) for letter in text).decode()
    return text


def _byte(letter: str) -> bytes:
    """A letter in Windows-1252; what has none there stands for its own number."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")
