"""What the intake says of files, as pages hold it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pandas as pd

Said = dict[str, Any]  # what the intake answers, by name


@dataclass(frozen=True)
class Waiting:
    """A delivery that is held: when it came and why it waits, as it was said then."""

    delivery_id: str
    file: str
    received_at: datetime


@dataclass(frozen=True)
class Seen:
    """What a file is and would change. `unread` says why it cannot be read as it is, and `proposal` how it could be;
    `known` that it came before: then there is nothing else.

    `counts` are physical lines: all, accepted, quarantined. `top` is the unit from which one looks at the difference.
    """

    name: str
    by: str | None
    top: str
    unread: str = ""
    known: str = ""
    proposal: Said | None = None
    agreed: tuple[Said, ...] = ()
    missing: int = 1
    kind: str = ""
    reported_on: date | None = None
    period: tuple[date, date] | None = None
    counts: dict[str, int] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    remarks: str = ""
    first: pd.DataFrame = field(default_factory=pd.DataFrame)
    quarantine: pd.DataFrame = field(default_factory=pd.DataFrame)
    difference: pd.DataFrame = field(default_factory=pd.DataFrame)


@dataclass(frozen=True)
class Head:
    """The first rows of a file, in words by where they stand (`sheet!line`), and for each kind of file what a column
    may mean, in words too."""

    rows: dict[str, str]
    kinds: dict[str, dict[str, str]]


@dataclass(frozen=True)
class Receipt:
    """What came of a file that was sent. `state`, `became` and `counts` (physical lines) are as they are now,
    `counted` (counts and totals of a unit and day) and `difference` as they were then."""

    delivery_id: str
    name: str
    who: str
    when: str
    state: str
    became: str
    counts: dict[str, int]
    counted: int
    top: str
    difference: pd.DataFrame
