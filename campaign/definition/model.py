"""A campaign's whole definition, and how its parts are found in it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from campaign.definition.parts import (
    Cleansing,
    Connection,
    Direction,
    Event,
    Level,
    Measure,
    Milestone,
    Named,
    Office,
    Records,
    Target,
    Text,
    Unit,
)


@dataclass(frozen=True)
class Definition:
    """A whole campaign. `signature` changes when any of its files does; `machine_measure` is what machines do."""

    id: str
    name: Text
    short_name: Text
    start: date
    deadline: date
    cut_off: str
    root: str
    opens_on: date | None
    silent_after_days: int
    hole_after_days: int
    lump_times: int
    rest_weekdays: tuple[int, ...]
    rest_events: tuple[str, ...]
    items_per_machine_day: int | None
    machine_measure: str | None
    plan_shape: str
    eligible_label: Text
    levels: tuple[Level, ...]
    regions: tuple[Named, ...]
    projects: tuple[Named, ...]
    measures: tuple[Measure, ...]
    records: tuple[Records, ...]
    defects: tuple[Named, ...]
    cleansing: Cleansing | None
    connections: tuple[Connection, ...]
    units: tuple[Unit, ...]
    targets: tuple[Target, ...]
    events: tuple[Event, ...]
    milestones: tuple[Milestone, ...]
    offices: tuple[Office, ...]
    direction: Direction
    signature: str

    @cached_property
    def unit(self) -> dict[str, Unit]:
        """Units by code."""
        return {unit.code: unit for unit in self.units}

    @cached_property
    def project(self) -> dict[str, Named]:
        """Projects by id."""
        return {project.id: project for project in self.projects}

    @cached_property
    def measure(self) -> dict[str, Measure]:
        """Measures by id."""
        return {measure.id: measure for measure in self.measures}

    @cached_property
    def connection(self) -> dict[str, Connection]:
        """Kinds of connections by id."""
        return {kind.id: kind for kind in self.connections}

    @property
    def reporting_level(self) -> str:
        """Id of the lowest level: the one that reports."""
        return self.levels[-1].id

    def level_below(self, unit: Unit) -> Level | None:
        """The level of the units below `unit`; None for a unit of the lowest level."""
        below = 1 + [level.id for level in self.levels].index(unit.level)
        return self.levels[below] if below < len(self.levels) else None

    def office(self, unit: Unit) -> Office | None:
        """The office that reports on `unit`; None where the campaign names none."""
        return next((office for office in self.offices if office.reports_on(unit)), None)

    def chain(self, project: str) -> tuple[Measure, ...]:
        """Measures of one project, in the order of its stages."""
        return tuple(measure for measure in self.measures if measure.project == project)
