"""Letters of praise and urging: who is written to, what is said, and what staff fill in before signature."""

from dataclasses import dataclass

from campaign import words
from campaign.report import Report, Table
from campaign.report.letterhead import Letterhead

PRAISE, URGE, OWNERS = "praise", "urge", "owners"
KINDS = (PRAISE, URGE, OWNERS)


@dataclass(frozen=True)
class Field:
    """What staff fill in: its name, and what stands there until then."""

    name: str
    text: str


Paragraph = tuple[str | Field, ...]


@dataclass(frozen=True)
class Letter:
    """A letter: `report` is what it has in common with one (office, day, origin), `about` its subject, `to` whom it is
    written to, `table` the list that goes with it."""

    report: Report
    head: Letterhead | None
    key: str
    about: str
    to: str
    body: tuple[Paragraph, ...]
    table: Table | None = None

    @property
    def name(self) -> str:
        """`thu_praise_VN_01_2021-06-01`, without the end of a file's name."""
        return f"{words.said('letters.file', self.report.speaking[0])}_{self.key}_{self.report.as_of}"
