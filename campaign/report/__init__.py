"""What a report says: one list of sections, of sentences, figures and tables, which every format writes."""

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from campaign.definition import Office, Unit
from campaign.export import reference as references
from campaign.figures.exhibit import Exhibit
from campaign.report.styles import Style, styles

LONGEST = 12  # rows in the text; a longer table goes to an annex


@dataclass(frozen=True)
class Table:
    """Rows of a query under a title; `frame` has the columns of the data dictionary, which writes them.

    One of a few rows stands in an annex too when it is a `list`, to look things up in.
    """

    key: str
    title: str
    frame: pd.DataFrame
    list: bool = False

    @property
    def long(self) -> bool:
        """Whether it stands in an annex, so that the text can be read in one go."""
        return self.list or len(self.frame) > LONGEST


@dataclass(frozen=True)
class Section:
    """A heading with what is said under it. `points` are pairs: what, and why or how much.

    Titles of `exhibits` are captions: what is shown, of whom, when. `charts` are those that Excel and PowerPoint draw:
    their `native` is there, their `figure` is not, and their title is what they show. `finding` is that of its maps.
    """

    key: str
    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[tuple[str, str], ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Exhibit, ...] = ()
    finding: str = ""


@dataclass(frozen=True)
class Report:
    """A report on one unit on one day, in the `language` that was in use when it was made.

    `finding` answers in one sentence; `origin` says where the figures come from, line by line; `link` is the view.
    `superior` is the office of the unit above, `reference` stands for the snapshot, `publisher` is the campaign, where
    no office signs; `style` is how its papers are laid out. `reader` is whoever takes it away, for the queue of the
    renderer; empty for the server's own work.
    """

    unit: Unit
    parent: Unit | None
    as_of: date
    speaking: tuple[str, tuple[str, ...]]
    office: Office | None
    superior: Office | None
    title: str
    subtitle: str
    publisher: str
    finding: str
    simulated: bool
    reference: str
    origin: tuple[str, ...]
    link: str
    sections: tuple[Section, ...]
    reader: str = ""
    style: Style = field(default_factory=lambda: styles()["plain"])

    @property
    def address(self) -> str:
        """The link, where others can follow it."""
        return references.address(self.link)

    @property
    def place(self) -> str:
        """The link as it is printed."""
        return references.place(self.link)

    @property
    def annexes(self) -> tuple[Table, ...]:
        """The long tables, in their order."""
        return tuple(table for section in self.sections for table in section.tables if table.long)
