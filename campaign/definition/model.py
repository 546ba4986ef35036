"""A campaign's whole definition, and how its parts are found in it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from campaign.definition import parts


@dataclass(frozen=True)
class Definition:
    """A whole campaign. `signature` changes when any of its files does; `machine_measure` is what machines do,
    `machine` the resource that they are."""

    id: str
    name: parts.Text
    short_name: parts.Text
    languages: tuple[str, ...]
    start: date
    deadline: date
    time_zone: str
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
    eligible_label: parts.Text
    levels: tuple[parts.Level, ...]
    regions: tuple[parts.Named, ...]
    projects: tuple[parts.Named, ...]
    measures: tuple[parts.Measure, ...]
    records: tuple[parts.Records, ...]
    defects: tuple[parts.Named, ...]
    reasons: tuple[parts.Reason, ...]
    cleansing: parts.Cleansing | None
    connections: tuple[parts.Connection, ...]
    supplies: tuple[parts.Supply, ...]
    resources: tuple[parts.Resource, ...]
    machine: str | None
    routes: tuple[parts.Named, ...]
    uptake: tuple[parts.Uptake, ...]
    units: tuple[parts.Unit, ...]
    targets: tuple[parts.Target, ...]
    events: tuple[parts.Event, ...]
    milestones: tuple[parts.Milestone, ...]
    offices: tuple[parts.Office, ...]
    direction: parts.Direction
    report_style: str
    intake: parts.Intake
    signature: str

    @cached_property
    def unit(self) -> dict[str, parts.Unit]:
        """Units by code."""
        return {unit.code: unit for unit in self.units}

    @cached_property
    def project(self) -> dict[str, parts.Named]:
        """Projects by id."""
        return {project.id: project for project in self.projects}

    @cached_property
    def measure(self) -> dict[str, parts.Measure]:
        """Measures by id."""
        return {measure.id: measure for measure in self.measures}

    @cached_property
    def connection(self) -> dict[str, parts.Connection]:
        """Kinds of connections by id."""
        return {kind.id: kind for kind in self.connections}

    @cached_property
    def resource(self) -> dict[str, parts.Resource]:
        """Resources by id."""
        return {one.id: one for one in self.resources}

    @cached_property
    def supply(self) -> dict[str, parts.Supply]:
        """Supplies by id."""
        return {supply.id: supply for supply in self.supplies}

    @cached_property
    def zone(self) -> ZoneInfo:
        """Where the campaign's days begin and end, whatever the clock of the server says."""
        return ZoneInfo(self.time_zone)

    def local(self, instant: datetime) -> datetime:
        """What the campaign's clocks show at an instant; one without a zone is UTC, as the store keeps it."""
        return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(self.zone)

    def today(self) -> date:
        """The day that it is now."""
        return self.local(datetime.now(UTC)).date()

    @property
    def reporting_level(self) -> str:
        """Id of the lowest level: the one that reports."""
        return self.levels[-1].id

    def opens(self, latest: date) -> date:
        """The day that pages show unless another is chosen, where figures go to `latest`."""
        return min(self.opens_on or latest, latest)

    def line(self, code: str) -> list[str]:
        """A unit and all above it, the root last."""
        line = [code]
        while (above := self.unit[line[-1]].parent_code) is not None:
            line.append(above)
        return line

    def named(self, code: str) -> list[parts.Unit]:
        """A unit and, below the first level, the one above it: names of districts repeat."""
        unit = self.unit[code]
        above = unit.parent_code or self.root
        return [unit] if above == self.root else [unit, self.unit[above]]

    def predecessors(self, code: str) -> list[parts.Unit]:
        """The units that the unit went on with when they ended."""
        return self._predecessors.get(code, [])

    @cached_property
    def _predecessors(self) -> dict[str, list[parts.Unit]]:
        found: dict[str, list[parts.Unit]] = {}
        for unit in self.units:
            for code in {one.code for one in unit.successors}:
                found.setdefault(code, []).append(unit)
        return found

    def sought(self, code: str) -> str:
        """What a unit is looked for by: its level, its name and that of the unit above, in every language."""
        level = next(level.label for level in self.levels if level.id == self.unit[code].level)
        last_first = [level[language] for language in reversed(self.languages)]  # so that English is read as spoken
        return " ".join([*last_first, *(unit.name[one] for unit in self.named(code) for one in self.languages)])

    def level_below(self, unit: parts.Unit) -> parts.Level | None:
        """The level of the units below `unit`; None for a unit of the lowest level."""
        below = 1 + [level.id for level in self.levels].index(unit.level)
        return self.levels[below] if below < len(self.levels) else None

    def office(self, unit: parts.Unit) -> parts.Office | None:
        """The office that reports on `unit`; None where the campaign names none."""
        return next((office for office in self.offices if office.reports_on(unit)), None)

    def chain(self, project: str) -> tuple[parts.Measure, ...]:
        """Measures of one project, in the order of its stages."""
        return tuple(measure for measure in self.measures if measure.project == project)

    def term_days(self, project: str) -> int | None:
        """Days within which an item is to pass all stages of a project, by the campaign's own setting."""
        chain = {measure.id for measure in self.chain(project)}
        return next((kind.term_days for kind in self.records if chain & {*kind.stages} and kind.term_days), None)
