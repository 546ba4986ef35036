"""One record of a campaign's files: its values, each read as what it must be; a mistake names file, line and mend."""

import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import available_timezones

from campaign import words
from campaign.definition import reading
from campaign.definition.errors import DefinitionError
from campaign.definition.parts import Items, Text

Value = TypeVar("Value")
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")  # Word and PDF refuse a text with one
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
NAMED = 12  # of what might be written instead, as many are listed
FEW = 5  # codes in a warning
PLACES = 15  # of a whole number: 704 units of the largest sum to 7e17, below the 9.2e18 of a bigint


class Values(dict[str, Any]):
    """The values of a record, which remember what they were asked for: a key that nobody asks for means nothing."""

    def __init__(self, values: Mapping[str, Any], asked: set[str] | None = None) -> None:
        super().__init__(values)
        self.asked: set[str] = set() if asked is None else asked

    def __getitem__(self, key: str) -> Any:
        self.asked.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.asked.add(str(key))
        return super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or the default."""
        self.asked.add(key)
        return super().get(key, default)


@dataclass(frozen=True)
class Row:
    """One record of a file, with the line it stands on and, where they have their own, the `lines` of its keys.

    A value that is not what it must be is kept as a mistake of the reading and noted in `broken`; something harmless
    stands in for it.
    """

    path: Path
    line: int | None
    values: Values
    lines: Mapping[str, int] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def fail(self, what: str, mend: str = "", key: str = "") -> DefinitionError:
        """The error to raise for something wrong in this record, or in one of its keys."""
        return DefinitionError(self.path, self.lines.get(key, self.line), what, mend)

    def wrong(self, key: str, message: str, **values: object) -> None:
        """Keep a mistake in a key; `message` is a key of words/definition.toml."""
        self.broken.add(key)
        reading.error(self.fail(words.t(f"definition.{message}", key=key, **values), key=key))

    def doubt(self, key: str, message: str, **values: object) -> None:
        """Keep a warning about a key."""
        reading.warn(self.path, self.lines.get(key, self.line), message, key=key, **values)

    def optional(self, key: str, read: Callable[[str], Value]) -> Value | None:
        """What `read` makes of a key that may be left out; None without it."""
        return read(key) if self.given(key) else None

    def given(self, key: str) -> bool:
        """Whether there is something under the key."""
        return self.values.get(key) not in (None, "")

    def text(self, key: str, default: str | None = None) -> str:
        """A text that must not be empty, unless a default is given."""
        value = self.values.get(key)
        if isinstance(value, str | None):
            found = (value or "").strip() or default
            if found is None:
                self.wrong(key, "missing" if value is None else "empty")
            return self.visible(key, found or "")
        self.wrong(key, "no_text", value=_written(value))
        return ""

    def visible(self, key: str, value: str) -> str:
        """A text without control characters."""
        if found := UNSEEN.search(value):
            self.wrong(key, "unseen", code=f"U+{ord(found[0]):04X}")
        return value

    def whole(self, key: str, default: int | None = None, least: int = 0) -> int:
        """A whole number, `least` or more, of PLACES digits at most."""
        value = self.values.get(key)
        if value in (None, ""):
            if default is None:
                self.wrong(key, "missing")
            return default or 0
        digits = str(value)
        written = isinstance(value, int | str) and digits.isascii() and digits.isdigit()
        if written and len(digits.lstrip("0")) > PLACES:
            self.wrong(key, "too_large", places=PLACES)
        elif written and int(digits) >= least:
            return int(digits)
        else:
            self.wrong(key, "no_whole", value=_written(value), least=least)
        return default or least

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            self.wrong(key, "no_flag", value=_written(value))
        return value is True

    def share(self, key: str, default: float | None = None) -> float:
        """A part of a whole, above 0 and at most 1."""
        value = self.values.get(key, default)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1:
            return value
        self.wrong(key, "missing" if value is None else "no_share", value=_written(value))
        return 1

    def above_nothing(self, key: str, default: float) -> float:
        """A number above 0."""
        value = self.values.get(key, default)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < math.inf:
            return float(value)
        self.wrong(key, "not_above_nothing", value=_written(value))
        return default

    def day(self, key: str, default: date | None = None) -> date:
        """A day, written 2021-12-31."""
        value = self.values.get(key)
        if value in (None, ""):
            if default is None:
                self.wrong(key, "missing")
            return default or date.min
        if type(value) is date:  # a moment is a date to Python, and none of ours
            return value
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            self.wrong(key, "no_day", value=_written(value))
            return date.min

    def clock(self, key: str, default: str) -> str:
        """A time of day, written "17:00"."""
        value = self.values.get(key, default)
        if isinstance(value, time):
            return f"{value:%H:%M}"
        if not isinstance(value, str) or not CLOCK.fullmatch(value):
            self.wrong(key, "no_clock", value=_written(value))
            return default
        return value

    def zone(self, key: str, default: str) -> str:
        """A time zone by the name of a place, such as Europe/Rome."""
        value = self.text(key, default)
        if value != "UTC" and ("/" not in value or value not in available_timezones()):
            self.wrong(key, "no_zone", value=_written(value))
            return default
        return value

    def spoken(self, key: str) -> Text:
        """A text in the campaign's languages: the first must be there, where another is not the first stands in."""
        return self._text(key, self.values.get(key), set())

    def items(self, key: str) -> Items:
        """What is counted; `one` is a single one, in English or in each language."""
        value = self.values.get(key)
        one = value.get("one", {}) if isinstance(value, dict) else {}
        one = {"en": one} if isinstance(one, str) else one
        if not isinstance(one, dict) or not all(isinstance(text, str) for text in one.values()):
            self.wrong(key, "no_text", value=_written(one))
            one = {}
        return Items(self._text(key, value, {"one"}).texts, one)

    def _text(self, key: str, value: Any, beside: set[str]) -> Text:
        languages = reading.current().languages
        example = f"{key} = {{ " + ", ".join(f'{language} = "…"' for language in languages) + " }"
        if value is None:
            self.wrong(key, "missing")
        elif not isinstance(value, dict) or not all(isinstance(value.get(one, ""), str) for one in languages):
            self.wrong(key, "no_spoken", value=_written(value), example=example)
        else:
            if unknown := sorted(value.keys() - {*languages, *beside}):
                self.wrong(key, "unknown_language", language=unknown[0], known=", ".join(languages))
            if not value.get(languages[0]):
                self.wrong(key, "no_first_language", language=languages[0], example=example)
            elif lacking := [language for language in languages if not value.get(language)]:
                self.doubt(key, "lacks_language", languages=", ".join(lacking), first=languages[0])
            first = value.get(languages[0]) or ""
            return Text({language: self.visible(key, value.get(language) or first) for language in languages})
        return Text(dict.fromkeys(languages, ""))

    def names(self, stem: str) -> Text:
        """A text in columns, one a language: `name_vi`, `name_en`. The first must be there, it stands in for others."""
        first, *others = reading.current().languages
        said = {first: self.text(f"{stem}_{first}")}
        return Text(said | {one: self.text(f"{stem}_{one}", said[first]) for one in others})

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, which may be left out."""
        value = self.values.get(key, [])
        if isinstance(value, list) and all(isinstance(text, str) and text.strip() for text in value):
            return tuple(value)
        self.wrong(key, "no_texts", value=_written(value))
        return ()

    def choices(self, key: str, known: Collection[str], what: str) -> tuple[str, ...]:
        """A list of texts that must be among `known`, which may be left out."""
        found = self.texts(key)
        for unknown in set(found).difference(known):
            self.names_nothing(key, unknown, known, what)
        return tuple(text for text in found if text in known)

    def lists(self, key: str) -> dict[str, tuple[str, ...]]:
        """A table of lists of texts, which may be left out."""
        return {name: self.within(key).texts(name) for name in self.table(key)}

    def table(self, key: str) -> dict[str, Any]:
        """A table below this one, which may be left out."""
        value = self.values.get(key, {})
        if isinstance(value, dict):
            return value
        self.wrong(key, "no_table", value=_written(value))
        return {}

    def within(self, key: str) -> "Row":
        """The table below this one as a record."""
        return Row(self.path, self.lines.get(key, self.line), Values(self.table(key)), {}, self.broken)

    def one_of(self, key: str, known: Collection[str] | None, what: str) -> str:
        """A text that must be among `known`; None where these could not be read themselves."""
        value = self.text(key)
        if known is not None and key not in self.broken and value not in known:
            self.names_nothing(key, value, known, what)
        return value

    def names_nothing(self, key: str, value: str, known: Collection[str], what: str) -> None:
        """Keep as a mistake that a key names what there is not; `what` is one of the words a_… of definition.toml."""
        self.wrong(key, "names_nothing", value=value, what=words.t(f"definition.a_{what}"), mend=instead(value, known))


def instead(value: str, known: Collection[str]) -> str:
    """What might be meant: the nearest of those that are known, else some of them."""
    if near := get_close_matches(value, known, 1):
        return words.t("definition.nearest", near=near[0])
    more = ", …" if len(known) > NAMED else ""
    return words.t("definition.use", known=", ".join(sorted(known)[:NAMED]) + more) if known else ""


def some(codes: list[str]) -> str:
    """The first of many codes."""
    return ", ".join(codes[:FEW]) + (", …" if len(codes) > FEW else "")


def _written(value: object) -> str:
    """A value as whoever wrote it knows it."""
    return f"“{value}”" if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
