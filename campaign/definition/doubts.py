"""What is odd in a campaign that can be read: each a warning."""

from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

from campaign.definition import reading
from campaign.definition.model import Definition
from campaign.definition.parts import Target
from campaign.definition.row import instead, some


def tell(campaign: Definition, home: Path, broken: Collection[Path]) -> None:
    """Keep the warnings; of files that are `broken` nothing is said."""
    if home / "targets.csv" not in broken and home / "units.csv" not in broken:
        _sums(campaign, home / "targets.csv")
        _not_handed_on(campaign, home / "targets.csv")
    kinds = {event.kind for event in campaign.events}
    for kind in [kind for kind in campaign.rest_events if kind not in kinds and home / "events.csv" not in broken]:
        path, mend = home / "campaign.toml", instead(kind, kinds)
        reading.warn(path, None, "no_such_event", key="rest_events", value=kind, mend=mend)


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
