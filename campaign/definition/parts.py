"""The parts of a campaign's definition, as frozen values."""

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from campaign import words

Window = tuple[date, date]  # a campaign's first day and its last


@dataclass(frozen=True)
class Text:
    """A text by language, the campaign's first one first; `str()` of it is the one in use, else the first."""

    texts: dict[str, str] = field(hash=False)

    def __getitem__(self, language: str) -> str:
        return self.texts.get(language) or next(iter(self.texts.values()))

    def __str__(self) -> str:
        return self[words.language()]

    def columns(self, stem: str) -> dict[str, str]:
        """The text in columns, one a language: `name_vi`, `name_en`."""
        return {f"{stem}_{language}": text for language, text in self.texts.items()}


@dataclass(frozen=True)
class Items(Text):
    """What is counted, in the plural; `one` is a single one, by language, where the campaign says it.

    Words ask for it by the number before it: `{left} {items:{left}}` is `1 card`, `2 cards`.
    """

    one: dict[str, str] = field(default_factory=dict, hash=False)

    def __format__(self, count: str) -> str:
        return self.one.get(words.language(), str(self)) if count == "1" else str(self)


class Labelled(Protocol):
    """Something with an id and a name, whatever else it has."""

    @property
    def id(self) -> str: ...

    @property
    def label(self) -> Text: ...


@dataclass(frozen=True)
class Named:
    """Something with an id and a name: a project, a region, a class of defects."""

    id: str
    label: Text


@dataclass(frozen=True)
class Reason:
    """Why items of `measure` are still missing. `remedy` is what can be done about it.

    What is not `owed` is no longer to be done, as of somebody who has moved away: the quota is to be revised.
    """

    id: str
    label: Text
    measure: str
    remedy: Text | None = None
    owed: bool = True

    @property
    def remediable(self) -> bool:
        """Whether something can be done that brings the items."""
        return self.owed and self.remedy is not None


@dataclass(frozen=True)
class Level:
    """A level of the unit tree, the root's first.

    `boundaries` names its layer, if it has one, and `boundaries_code` the column of that which holds the units' codes.
    """

    id: str
    label: Text
    boundaries: str | None = None
    boundaries_note: Text | None = None
    boundaries_code: str = "code"


@dataclass(frozen=True)
class Measure:
    """What is counted. `baseline` items were there on `start`; `press` names its published metrics."""

    id: str
    project: str
    label: Text
    unit: Items
    target: int
    start: date
    baseline: int = 0
    press: tuple[str, ...] = ()


@dataclass(frozen=True)
class Records:
    """A kind of extract with a row for each item of a chain: its `id`, its unit, and the day of each of `stages`.

    The column of a stage is the measure's id with `_on`. `optional` columns are understood and not counted; `aliases`
    are the other names under which a column comes. Within `term_days` of the first stage an item is to pass the last.
    """

    kind: str
    id: str
    stages: tuple[str, ...]
    optional: tuple[str, ...] = ()
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    term_days: int | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Its columns but those that every kind has, in order."""
        return (self.id, *(f"{stage}_on" for stage in self.stages), *self.optional)


@dataclass(frozen=True)
class Cleansing:
    """How claims of clean records are verified: samples of the records of `measure`, drawn in every reporting unit.

    A claim is high from the share `claimed_high` of the target. A sample passes when a unit with the share
    `intolerable` of its records wrong would pass with a chance of at most `risk`. `numbers` is the stage that assigns
    identification numbers, if the chain has one.
    """

    measure: str
    numbers: str | None
    claimed_high: float
    sample_size: int
    intolerable: float
    risk: float


@dataclass(frozen=True)
class Connection:
    """A kind of things to connect, `target` of them by `deadline`; `level` when each belongs to one of its units."""

    id: str
    label: Text
    unit: Items
    target: int | None
    deadline: date
    level: str | None
    press: tuple[str, ...] = ()


@dataclass(frozen=True)
class Resource:
    """With what the work is done: machines, teams, collection points, lines. `measure` is what they work on.

    `items_per_day` is what one of them is said to do in a day; of what `[capacity]` names it is the number there. Its
    published metrics: `press` are numbers of them, `press_each` what one does in a day, `press_all` what all do.
    """

    id: str
    label: Text
    unit: Items
    measure: str | None = None
    items_per_day: int | None = None
    press: tuple[str, ...] = ()
    press_each: tuple[str, ...] = ()
    press_all: tuple[str, ...] = ()


@dataclass(frozen=True)
class Published:
    """Metrics of press_milestones.csv that are published points of one thing, under its `id` in the snapshot.

    `lasts` says that a month stands for its last day, as what there is goes on where a total of items does not.
    """

    id: str
    press: tuple[str, ...]
    target: int | None = None
    lasts: bool = False


@dataclass(frozen=True)
class Uptake:
    """A figure of how what is connected is used, such as transactions; `press` names its published metrics."""

    id: str
    label: Text
    unit: Items
    press: tuple[str, ...] = ()

    @property
    def target(self) -> None:
        """It has no goal, and a percentage that is published of it is one of nothing."""


@dataclass(frozen=True)
class Supply:
    """Something that a stage uses up: `per_item` of them, above 0, for each item of `measure`."""

    id: str
    label: Text
    unit: Items
    measure: str
    per_item: float = 1.0
    press: tuple[str, ...] = ()


@dataclass(frozen=True)
class Successor:
    """A unit that goes on with what another one did, and with which `share` of it, above 0 and at most 1."""

    code: str
    share: float


@dataclass(frozen=True)
class Unit:
    """A place that counts, or the sum of such places. `population` and `eligible` are persons.

    It is there from `valid_from` to `valid_to`, both included; None is as long as the campaign. `successors` go on with
    it from the day after, their shares adding up to 1.
    """

    code: str
    parent_code: str | None
    level: str
    name: Text
    region: str | None
    kind: str | None
    population: int | None
    eligible: int | None
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[Successor, ...] = ()

    def there(self, day: date) -> bool:
        """Whether it is there on a day."""
        return self.opens_on <= day <= self.ends_on

    @property
    def opens_on(self) -> date:
        """Its first day, the first of all where it has none."""
        return self.valid_from or date.min

    @property
    def ends_on(self) -> date:
        """Its last day, the last of all where it has none."""
        return self.valid_to or date.max


@dataclass(frozen=True)
class Target:
    """A quota as it was issued; a later `issued_on` replaces an earlier one from that day on."""

    unit_code: str
    measure: str
    target: int
    deadline: date
    issued_on: date
    issued_by: str


@dataclass(frozen=True)
class Event:
    """Something that explains a change of pace, from the first to the last day."""

    first_on: date
    last_on: date
    unit_code: str
    kind: str
    label: Text


@dataclass(frozen=True)
class Milestone:
    """A figure somebody published, the only real input of a simulated campaign; also of a kind of connections."""

    date: date
    unit_code: str
    measure: str
    value: int
    qualifier: str
    source_title: str
    source_address: str


@dataclass(frozen=True)
class Office:
    """Who reports on the units of a level, of one `kind` where it is given.

    `{unit}` and `{parent}` in its texts stand for the unit's name and that of the unit above, `{above}` for the name of
    the office that reports on the latter. `symbols` has that of the unit's kind where it differs from `symbol`.
    Of its letters: their `letter_symbol`, who has a copy (`letter_copies`), and what it is called by who writes to it,
    `addressed`.
    """

    level: str
    kind: str | None
    state: Text | None
    motto: Text | None
    superior: Text
    name: Text
    symbol: str
    symbols: dict[str, str]
    place: Text
    signer: Text
    recipients: tuple[Text, ...]
    letter_symbol: str = ""
    letter_copies: tuple[Text, ...] = ()
    addressed: Text | None = None

    def reports_on(self, unit: Unit) -> bool:
        """Whether it is this office that reports on the unit."""
        return self.level == unit.level and self.kind in (None, unit.kind)


@dataclass(frozen=True)
class Direction:
    """Choices of the rules that propose, praise, urge and alert.

    An alert is what turned within `alert_days`; praise is for a target reached `praise_days_early` before its
    deadline, of at most `praise_most` units, the earliest, and where it is `praise_doubtful` also of such whose figures
    are in doubt or whose samples failed; a stage is to be raised when `backlog_days` of work wait before it; a unit
    lends at most `lend_share` of its machines and keeps its own date with the chance `keep_chance`; machines travel
    `travel_near` days within a region, or where there are none, otherwise `travel_far`; a proposal on a unit names the
    reason that explains at least `reason_share` of what the unit lacks.
    """

    alert_days: int = 7
    praise_days_early: int = 14
    praise_most: int = 10
    praise_doubtful: bool = False
    backlog_days: int = 7
    lend_share: float = 0.5
    reason_share: float = 0.2
    keep_chance: float = 0.9
    travel_near: int = 1
    travel_far: int = 3


@dataclass(frozen=True)
class Intake:
    """What the gate takes for ordinary: a delivery beyond it is held until a person has looked at it.

    At most `vanish_share` of the items that a delivery replaces may be gone after it, `refused_share` of its lines may
    break a rule and `unknown_share` name units nobody knows, `repeated_share` of its numbers may be counted by other
    units; it may move the latest day by `ahead_days` and bring a unit to `beyond_percent` of its target. Of fewer than
    `least` items no share is asked, of fewer lines half may break a rule. The rules `without` (queries/gate/) are not
    asked at all. What is held counts once `approve` people have said so. With `confirm` the units right below the root
    confirm their figures day by day, and those that are not confirmed are marked.
    """

    vanish_share: float = 0.5
    refused_share: float = 0.1
    unknown_share: float = 0.2
    repeated_share: float = 0.02
    ahead_days: int = 14
    beyond_percent: int = 150
    least: int = 10
    approve: int = 1
    confirm: bool = False
    without: tuple[str, ...] = ()
