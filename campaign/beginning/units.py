"""The units and quotas that a folder begins with: examples, to be replaced by the campaign's own."""

import csv
import io
from collections.abc import Iterable, Sequence

from campaign.beginning.plan import Plan

ROOT = "0"
Unit = tuple[str, str, int]  # code, parent's code, depth


def units(plan: Plan) -> list[Unit]:
    """The root, then each level: codes 01, 02 …, those below 0101, 0102 …, parents before their children."""
    found: list[Unit] = [(ROOT, "", 0)]
    above = [ROOT]
    for depth, level in enumerate(plan.levels[1:], 1):
        digits = max(len(str(level.units)), 2)
        made = [
            (f"{'' if code == ROOT else code}{number:0{digits}}", code, depth)
            for code in above
            for number in range(1, level.units + 1)
        ]
        found += made
        above = [code for code, _, _ in made]
    return found


def example_name(label: str, code: str) -> str:
    """`Region 01`: what a unit is called until somebody names it."""
    return f"{label} {code}"


def units_csv(plan: Plan) -> str:
    """units.csv; population and eligible are for the campaign to fill in."""
    names = [f"name_{language}" for language in plan.languages]
    rows = []
    for code, parent, depth in units(plan):
        level = plan.levels[depth]
        named = [level.label[one] if not depth else example_name(level.label[one], code) for one in plan.languages]
        rows.append([code, parent, level.id, *named, "", "", "", ""])
    return _csv(["code", "parent_code", "level", *names, "region", "kind", "population", "eligible"], rows)


def targets_csv(plan: Plan, issued_by: str) -> str:
    """targets.csv: each target in equal parts, to the item, down to the units that report."""
    rows = []
    for stage in [stage for chain in plan.chains for stage in chain.stages]:
        quota = {ROOT: stage.target}
        below: dict[str, list[str]] = {}
        for code, parent, depth in units(plan):
            if depth:
                below.setdefault(parent, []).append(code)
        for parent, codes in below.items():
            each, rest = divmod(quota[parent], len(codes))
            quota |= {code: each + (place < rest) for place, code in enumerate(codes)}
        rows += [
            [code, stage.id, target, plan.deadline, plan.start, issued_by]
            for code, target in quota.items()
            if code != ROOT
        ]
    return _csv(["unit_code", "measure", "target", "deadline", "issued_on", "issued_by"], rows)


def _csv(header: list[str], rows: Iterable[Sequence[object]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return file.getvalue()
