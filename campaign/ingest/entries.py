"""What is entered on pages, kept as journals of the vault: lines that are only ever added."""

from dataclasses import MISSING, Field, asdict, fields
from datetime import UTC, date, datetime
from typing import Any, TypeVar, get_origin

from campaign.ingest import disk, vault
from campaign.serving import journal

Entry = TypeVar("Entry")
READ = {date: date.fromisoformat, date | None: date.fromisoformat, datetime: datetime.fromisoformat}
WHOLE = range(-(2**63), 2**63)  # numbers that a snapshot's column can hold


def now() -> datetime:
    """When something is entered, in UTC."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def add(name: str, entry: Any) -> None:
    """Write an entry, a dataclass, into the journal of this name: on the disk when this returns. OSError; ValueError
    where it is none that could be read again, as one that no snapshot can hold would stop every publication."""
    row = {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(entry).items()}
    if _read(row, type(entry)) != entry:
        raise ValueError(f"not to be read again: {row}")
    journal.add(vault.folder() / name, row, keep=True)
    disk.sync(vault.folder())


def known(name: str, kind: type[Entry]) -> list[Entry]:
    """The entries of a journal in the order in which they were made; a line that is not whole is passed over."""
    path = vault.folder() / name
    return [one for row in journal.rows(path) if (one := _read(row, kind))] if path.exists() else []


def _read(row: dict[str, Any], kind: type[Entry]) -> Entry | None:
    """What a line says; None when it says less."""
    try:
        return kind(**{one.name: _value(one, row) for one in fields(kind)})  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError):
        return None


def _value(field: "Field[Any]", row: dict[str, Any]) -> Any:
    """A field's value. KeyError where there is none, TypeError or ValueError where it is of another type or size."""
    value = row[field.name] if field.default is MISSING else row.get(field.name, field.default)
    if field.type in READ and value is not None:
        value = READ[field.type](value)  # type: ignore[index]
    kind: Any = dict if get_origin(field.type) is dict else field.type
    if not isinstance(value, kind):
        raise TypeError(field.name)
    for one in value.values() if isinstance(value, dict) else (value,):
        if kind is not bool and isinstance(one, int) and (isinstance(one, bool) or one not in WHOLE):
            raise ValueError(field.name)
    return value
