"""Reads TOML and CSV files of a campaign so that every complaint can name file, line and mend."""

import csv
import re
import tomllib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import available_timezones

from campaign.definition.errors import DefinitionError
from campaign.definition.parts import Items, Text

Value = TypeVar("Value")
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")  # Word and PDF refuse a text with one


@dataclass(frozen=True)
class Row:
    """One record of a file, with the line it stands on."""

    path: Path
    line: int | None
    values: dict[str, Any]

    def fail(self, what: str, mend: str) -> DefinitionError:
        """The error to raise for something wrong in this record."""
        return DefinitionError(self.path, self.line, what, mend)

    def optional(self, key: str, read: Callable[[str], Value]) -> Value | None:
        """What `read` makes of a key that may be left out; None without it."""
        return read(key) if key in self.values else None

    def text(self, key: str, default: str | None = None) -> str:
        """A text that must not be empty, unless a default is given."""
        value = str(self.values.get(key) or "").strip() or default
        if value is None:
            raise self.fail(f"'{key}' is empty", "fill it in")
        return self.visible(key, value)

    def visible(self, key: str, value: str) -> str:
        """A text without control characters."""
        if found := UNSEEN.search(value):
            raise self.fail(f"'{key}' holds a character that nobody sees (U+{ord(found[0]):04X})", "type the text anew")
        return value

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number, 0 or more."""
        value = self.values.get(key)
        if value in (None, "") and default is not None:
            return default
        if not str(value).isascii() or not str(value).isdigit():
            raise self.fail(f"'{key}' is {value!r}", "write a whole number without separators, such as 560000")
        return int(str(value))

    def share(self, key: str, default: float | None = None) -> float:
        """A part of a whole, above 0 and at most 1."""
        value = self.values.get(key, default)
        if not isinstance(value, int | float) or not 0 < value <= 1:
            raise self.fail(f"'{key}' is {value!r}", "write a share above 0 and at most 1, such as 0.05")
        return value

    def day(self, key: str, default: date | None = None) -> date:
        """A day, written 2021-12-31."""
        value = self.values.get(key)
        if value in (None, "") and default is not None:
            return default
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError as error:
            raise self.fail(f"'{key}' is {value!r}", "write a day as 2021-12-31") from error

    def zone(self, key: str, default: str) -> str:
        """A time zone by the name of a place, such as Europe/Rome."""
        value = self.text(key, default)
        if value != "UTC" and ("/" not in value or value not in available_timezones()):
            raise self.fail(f"'{key}' is {value!r}, which is no time zone", "write one such as Asia/Ho_Chi_Minh")
        return value

    def both(self, key: str) -> Text:
        """A text in both languages."""
        value = self.values.get(key)
        if not isinstance(value, dict) or not value.get("vi") or not value.get("en"):
            raise self.fail(f"'{key}' lacks a language", f'write {key} = {{ vi = "…", en = "…" }}')
        return Text(*(self.visible(key, value[language]) for language in ("vi", "en")))

    def items(self, key: str) -> Items:
        """What is counted, in both languages; the English singular `one` may be left out."""
        both = self.both(key)
        return Items(both.vi, both.en, self.values[key].get("one", ""))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, which may be left out."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
            raise self.fail(f"'{key}' is {value!r}", f'write {key} = ["…", "…"]')
        return tuple(value)

    def choices(self, key: str, known: Collection[str], what: str) -> tuple[str, ...]:
        """A list of texts that must be among `known`, which may be left out."""
        found = self.texts(key)
        if unknown := [text for text in found if text not in known]:
            raise self.fail(f"'{key}' names {unknown[0]!r}, which is no {what}", f"use {', '.join(known)}")
        return found

    def lists(self, key: str) -> dict[str, tuple[str, ...]]:
        """A table of lists of texts, which may be left out."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.fail(f"'{key}' is {value!r}", f"write it as a table [….{key}]")
        return {name: Row(self.path, self.line, value).texts(name) for name in value}

    def one_of(self, key: str, known: Collection[str], what: str) -> str:
        """A text that must be among `known`."""
        value = self.text(key)
        if value not in known:
            raise self.fail(f"'{key}' names {value!r}, which is no {what}", f"use one of the campaign's {what}s")
        return value


def toml(path: Path) -> dict[str, Any]:
    """The whole file as a table. DefinitionError when it is missing or no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DefinitionError(path, None, "the file is missing", "a campaign folder needs it") from error
    except UnicodeDecodeError as error:
        raise DefinitionError(path, None, "the text is not UTF-8", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise DefinitionError(path, int(line[1]) if line else None, str(error), "mend the TOML there") from error


def tables(path: Path, content: dict[str, Any], name: str) -> list[Row]:
    """The records of [[name]] (or the single [name]), each with the line of its heading."""
    headings = [
        number
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if line.strip() in (f"[{name}]", f"[[{name}]]")
    ]
    records = content.get(name, [])
    records = records if isinstance(records, list) else [records]
    lines = headings if len(headings) == len(records) else [None] * len(records)
    return [Row(path, line, record) for line, record in zip(lines, records, strict=True)]


def rows_if_there(path: Path, columns: tuple[str, ...]) -> list[Row]:
    """The records of a CSV file that a campaign may lack."""
    return list(rows(path, columns)) if path.exists() else []


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """The records of a CSV file that must have `columns`, others may stand beside them."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            absent = [column for column in columns if column not in (reader.fieldnames or [])]
            if absent:
                raise DefinitionError(
                    path, 1, f"column {', '.join(absent)} is missing", f"the header must have {', '.join(columns)}"
                )
            for values in reader:
                row = Row(path, reader.line_num, values)
                if None in values or None in values.values():
                    raise row.fail("the row has more or fewer cells than the header", "check commas and quotes")
                yield row
    except UnicodeDecodeError as error:
        raise DefinitionError(path, None, "the text is not UTF-8", "save it as UTF-8") from error
    except csv.Error as error:
        raise DefinitionError(path, None, f"it is no CSV ({error})", "check quotes and line ends") from error
