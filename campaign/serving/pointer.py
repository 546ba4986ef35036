"""CURRENT, which says what is served: read, or said in one sentence what is wrong with it and the way back."""

import re

import duckdb

from campaign import settings, words

BEGUN = ".CURRENT.part"  # beside the first snapshot of all until that is served
IDS = re.compile(r"[\w-]+")


class NothingPublishedError(LookupError):
    """There is no snapshot yet: nothing has been ingested."""


class StoreError(LookupError):
    """The store or the vault cannot be used as it is; `str()` says what, where, and how to mend it."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(words.t(f"store.{key}", **values))


def read() -> str:
    """Id of the snapshot that is served. NothingPublishedError when there never was one; StoreError when it is lost."""
    store = settings.store()
    current = store / "CURRENT"
    try:
        snapshot = current.read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        if any(store.glob("*.duckdb")) and not (store / BEGUN).exists():
            raise StoreError("pointer_lost", file=current) from error
        raise NothingPublishedError(f"nothing is published in {store}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError("pointer_broken", file=current) from error
    if not IDS.fullmatch(snapshot) or not (store / f"{snapshot}.duckdb").is_file():
        raise StoreError("pointer_broken", file=current)
    return snapshot


def attach(connection: duckdb.DuckDBPyConnection, file: object, name: str, *, writing: bool = False) -> None:
    """Attach a database file under a name, whatever signs its path has. StoreError when it is broken."""
    quoted = str(file).replace("'", "''")
    try:
        connection.execute(f"attach '{quoted}' as {name} {'' if writing else '(read_only)'}")
    except (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException) as error:
        if writing:
            raise
        raise StoreError("snapshot_broken", file=file) from error


def corrupt(error: Exception) -> bool:
    """Whether what DuckDB says is that a file is not as it was written."""
    return any(sign in str(error) for sign in ("Corrupt", "checksum", "could not read enough bytes", "Could not read"))
