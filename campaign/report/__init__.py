"""What a report says: one list of sections of sentences, figures and tables, for every writer of a format."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from campaign import words
from campaign.definition import Office, Unit
from campaign.figures.exhibit import Exhibit

LONG = 12  # rows; a longer table goes to an annex


@dataclass(frozen=True)
class Table:
    """Rows of a query under a title; `frame` has the columns of the data dictionary, which writes them."""

    key: str
    title: str
    frame: pd.DataFrame

    @property
    def long(self) -> bool:
        """Whether it stands in an annex, so that the text can be read in one go."""
        return len(self.frame) > LONG


@dataclass(frozen=True)
class Chart:
    """A chart that the reader's program draws and the reader can edit.

    `kind` is line, bar or stacked; a series has a value or None for each of the categories, days or names.
    """

    key: str
    kind: str
    title: str
    note: str
    sentence: str
    categories: tuple[date | str, ...]
    series: dict[str, tuple[float | None, ...]]
    colours: tuple[str, ...]
    number_format: str = "#,##0"

    @property
    def axis_format(self) -> str:
        """How the axis writes counts: in millions from two million on, as the figures of the pages do."""
        most = max((value for values in self.series.values() for value in values if value is not None), default=0)
        return f'#,##0,,"{words.t("common.million")}"' if most >= 2e6 else self.number_format


@dataclass(frozen=True)
class Section:
    """A heading with what is said under it. `points` are pairs: what, and why or how much."""

    key: str
    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[tuple[str, str], ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True)
class Report:
    """A report on one unit on one day, in the `language` that was in use when it was made.

    `finding` answers in one sentence; `origin` says where the figures come from, line by line; `link` is the view.
    `reader` is whoever takes it away, for the queue of the renderer; empty for the server's own work.
    """

    unit: Unit
    parent: Unit | None
    as_of: date
    language: str
    office: Office | None
    title: str
    subtitle: str
    finding: str
    simulated: bool
    snapshot: str
    origin: tuple[str, ...]
    link: str
    sections: tuple[Section, ...]
    reader: str = ""

    @property
    def annexes(self) -> tuple[Table, ...]:
        """The long tables, in their order."""
        return tuple(table for section in self.sections for table in section.tables if table.long)
