"""What is odd in a campaign that can be read: each a warning."""

from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

from campaign.definition import reading
from campaign.definition.model import Definition
from campaign.definition.parts import Target
from campaign.definition.row import instead, some

EXAMPLE = "example"  # who issued quotas that nobody has issued yet: `issued_by`


def tell(campaign: Definition, home: Path, broken: Collection[Path]) -> None:
    """Keep the warnings; of files that are `broken` nothing is said."""
    if home / "targets.csv" not in broken and home / "units.csv" not in broken:
        _sums(campaign, home / "targets.csv")
        _not_handed_on(campaign, home / "targets.csv")
        _unfinished(campaign, home)
    kinds = {event.kind for event in campaign.events}
    for kind in [kind for kind in campaign.rest_events if kind not in kinds and home / "events.csv" not in broken]:
        path, mend = home / "campaign.toml", instead(kind, kinds)
        reading.warn(path, None, "no_such_event", key="rest_events", value=kind, mend=mend)


def _unfinished(campaign: Definition, home: Path) -> None:
    """What still stands as `campaign new` wrote it; as long as it does, also what the folder does without."""
    levels = {level.id: str(level.label[campaign.languages[0]]) for level in campaign.levels}
    first = campaign.languages[0]
    # Of those that report: a province that is called by its level and a letter may well be called so.
    reporting = [unit for unit in campaign.units if unit.level == campaign.reporting_level]
    unnamed = [unit.code for unit in reporting if unit.name[first] == f"{levels[unit.level]} {unit.code}"]
    given = [target.unit_code for target in campaign.targets if target.issued_by == EXAMPLE]
    if unnamed:
        reading.warn(home / "units.csv", None, "example_units", units=len(unnamed), codes=some(unnamed))
    if given:
        reading.warn(home / "targets.csv", None, "example_targets", targets=len(given), value=EXAMPLE)
    if unnamed or given:
        if not any(level.boundaries for level in campaign.levels):
            reading.warn(home / "campaign.toml", None, "without_maps")
        if not campaign.offices:
            reading.warn(home / "campaign.toml", None, "without_offices")


def _sums(campaign: Definition, path: Path) -> None:
    """Quotas in force at the end that do not sum to that of the unit above."""
    in_force: dict[tuple[str, str], Target] = {}
    for target in sorted(campaign.targets, key=lambda target: target.issued_on):
        in_force[target.unit_code, target.measure] = target
    below = defaultdict[tuple[str, str], int](int)
    for (unit, measure), target in in_force.items():
        own = campaign.unit[unit]
        if (above := own.parent_code) is not None and own.ends_on >= campaign.deadline:
            below[above, measure] += target.target
    for (unit, measure), total in below.items():
        whole = in_force.get((unit, measure))
        if whole is not None and whole.target != total:
            reading.warn(path, None, "no_sum", measure=measure, unit=unit, sum=total, target=whole.target)


def _not_handed_on(campaign: Definition, path: Path) -> None:
    """Units that go on with one that had a target, and have none."""
    known = {(target.unit_code, target.measure) for target in campaign.targets}
    for measure in campaign.measure:
        heirs = [
            one.code
            for unit in campaign.units
            for one in unit.successors
            if (unit.code, measure) in known and (one.code, measure) not in known
        ]
        if lacking := list(dict.fromkeys(heirs)):
            reading.warn(path, None, "not_handed_on", measure=measure, units=len(lacking), codes=some(lacking))
