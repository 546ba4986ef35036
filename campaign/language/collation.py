"""Names in the alphabet of the language in use, and names as they are typed: without diacritics.

The alphabets are the Unicode CLDR's, of ICU as it comes with DuckDB: in Vietnamese a ă â … d đ e ê …, and tones only
where the letters are equal; in Swedish ö after z.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache

import duckdb

from campaign import words

KEYS = "select icu_sort_key(unnest($names), $language)"


def fold(text: str) -> str:
    """The text without diacritics, case and double spaces: "Đà  Nẵng" and "da nang" become the same."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(sign))
    return " ".join(bare.replace("đ", "d").split())


def order(names: Sequence[str]) -> list[int]:
    """The places of names in their alphabetical order; equal ones stay as they are."""
    asked = {"names": [name.casefold() for name in names], "language": words.language()}
    keys = [key for (key,) in _engine().cursor().execute(KEYS, asked).fetchall()] if names else []
    return sorted(range(len(names)), key=keys.__getitem__)


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    """It knows no table: only how languages sort."""
    return duckdb.connect(config={"threads": 1})
