"""The records of a file as it stands now, and its text with one of them changed: nothing else of it changes."""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from campaign.upkeep import rows, tables
from campaign.upkeep.sections import Section
from campaign.upkeep.splice import Splice, UnchangeableError

Values = dict[str, Any]  # of a record, by field: texts of a CSV file, what TOML says of the other


@dataclass(frozen=True)
class Kept:
    """A file as it is read: its `text` and the records of a section in it. `seen` stands for this very state."""

    section: Section
    text: str
    records: list[Values]

    @property
    def seen(self) -> str:
        """The same as long as not one byte of the file changes."""
        return seen(self.text)

    def changed(self, place: int | None, values: Values | None) -> Splice:
        """What to write where so that the record at `place` (None: a new one) has these `values` (None: it goes).

        UnchangeableError where the file is written in a way that leaves no place for it.
        """
        if (place is None or values is None) and not self.section.grows:
            raise UnchangeableError
        if place is not None and not 0 <= place < len(self.records):
            raise UnchangeableError
        change = tables.changed if self.section.table else rows.changed
        return change(self.section, self.text, place, values)

    def undone(self, splice: Splice, before: Values | None, after: Values | None) -> Splice:
        """What to write where so that a record that a splice made so (`after`) is again as it was (`before`).

        UnchangeableError where that record has changed since, or another one would change with it: a line that comes
        back between a record and its last key would give that key to somebody else.
        """
        gone, come = ([] if one is None else [one] for one in (after, before))
        for back in splice.ways_back(self.text):
            with suppress(UnchangeableError):
                if self.differences(of(self.section, back.made_in(self.text))) == (gone, come):
                    return back
        raise UnchangeableError

    def differences(self, then: "Kept") -> tuple[list[Values], list[Values]]:
        """The records that are only here and those that are only in `then`, their values in JSON's types."""
        gone, come = [], [plain(one) for one in then.records]
        for one in map(plain, self.records):
            if one in come:
                come.remove(one)
            else:
                gone.append(one)
        return gone, come


def plain(values: Values) -> Values:
    """Values in JSON's types."""
    said: Values = json.loads(json.dumps(values, default=str))
    return said


def seen(text: str) -> str:
    """What stands for a text: the beginning of its SHA-256, "" for no text at all."""
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def read(section: Section) -> Kept:
    """The file of a section now, empty where there is none. UnchangeableError where it cannot be read."""
    try:
        text = section.path.read_bytes().decode()
    except FileNotFoundError:
        text = ""
    except (OSError, UnicodeDecodeError) as error:
        raise UnchangeableError from error
    return of(section, text)


def of(section: Section, text: str) -> Kept:
    """The records of a section in a text of its file. UnchangeableError where it is none."""
    return Kept(section, text, tables.records(text, section.table) if section.table else rows.records(text))
