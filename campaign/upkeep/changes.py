"""The journal of what was changed on a page: one JSON line a change, added at the end, never changed or removed."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from campaign import settings
from campaign.serving import journal
from campaign.upkeep.kept import Values
from campaign.upkeep.sections import SECTIONS
from campaign.upkeep.splice import Splice


@dataclass(frozen=True)
class Change:
    """Who changed which record when (UTC) and why: its values `before` and `after`, None where there is no record.

    `undoes` is the id of the change that it takes back. `at`, `removed` and `added` are its Splice; `was` and `became`
    stand for the file before and after (kept.seen).
    """

    id: str
    when: str
    who: str
    because: str
    section: str
    before: Values | None
    after: Values | None
    at: int
    removed: str
    added: str
    was: str
    became: str
    undoes: str = ""

    @property
    def splice(self) -> Splice:
        """What it did to the text of the file."""
        return Splice(self.at, self.removed, self.added)


def all_of(sections: set[str]) -> list[Change]:
    """The changes of these sections, the latest first; a line that was left half is passed over."""
    return [change for change in reversed(list(_known())) if change.section in sections]


def taken_back() -> set[str]:
    """Ids of the changes that another one takes back, unless that was taken back itself."""
    back: dict[str, str] = {}
    for change in _known():
        if change.undoes:
            back[change.id] = change.undoes
            back.pop(change.undoes, None)
    return set(back.values())


def after_a_hand() -> set[str]:
    """Ids of the changes before which somebody had edited the file itself, since the one before on a page."""
    left, found = dict[str, str](), set[str]()
    for change in _known():
        file = SECTIONS[change.section].file
        if left.get(file, change.was) != change.was:
            found.add(change.id)
        left[file] = change.became
    return found


def add(change: Change) -> None:
    """Write a change down; it is on the disk before this returns. OSError."""
    journal.add(path(), asdict(change), keep=True, mode=0o640)


def path() -> Path:
    """Where the journal is, beside the files that it speaks of."""
    return settings.home() / "changes.jsonl"


def _known() -> Iterator[Change]:
    if path().exists():
        names = {field.name for field in fields(Change)}
        rows = (row for row in journal.rows(path()) if names - {"undoes"} <= row.keys() <= names)
        yield from (Change(**row) for row in rows if row["section"] in SECTIONS)
