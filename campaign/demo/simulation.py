"""Simulates every measure of every reporting unit and day, through the totals that demo.toml names."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from campaign.definition import Definition, Measure
from campaign.demo.curves import daily
from campaign.demo.flow import share_out
from campaign.demo.pace import calendar, factor_of, paces
from campaign.demo.recipe import Recipe


@dataclass(frozen=True)
class Simulation:
    """What happened. `totals[measure]` has the total at the end of each day, shape (days, units), integers."""

    days: np.ndarray
    units: tuple[str, ...]
    totals: dict[str, np.ndarray]
    before: dict[str, np.ndarray]

    def counts(self, measure: str) -> np.ndarray:
        """Items of each day, shape (days, units); the first day without what was there before the start."""
        return np.diff(self.totals[measure], axis=0, prepend=self.before[measure][None, :])


def simulate(definition: Definition, recipe: Recipe, seed: int | None = None) -> Simulation:
    """The whole campaign, from its start to `recipe.last_on`; the same for the same seed."""
    random = np.random.default_rng(recipe.seed if seed is None else seed)
    quota = _quotas(definition)
    units = tuple(unit.code for unit in definition.units
                  if unit.level == definition.reporting_level and any(unit.code in have for have in quota.values()))
    length = (recipe.last_on - definition.start).days + 1
    days = np.array([definition.start + timedelta(days=number) for number in range(length)], dtype="datetime64[D]")
    totals, before = {}, {}
    for project in definition.projects:
        ceiling = None
        for measure in definition.chain(project.id):
            weight = np.array([quota[measure.id].get(code, 0) for code in units], dtype=float)
            pace = paces(definition, recipe, measure, units, days, random)
            exact, begin = _measure(definition, recipe, measure, units, weight, pace, ceiling, days, random)
            totals[measure.id], before[measure.id] = np.rint(exact).astype(np.int64), np.rint(begin).astype(np.int64)
            ceiling = exact
    return Simulation(days, units, totals, before)


def _measure(
    definition: Definition, recipe: Recipe, measure: Measure, units: tuple[str, ...], weight: np.ndarray,
    pace: np.ndarray, upstream: np.ndarray | None, days: np.ndarray, random: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Exact totals (days, units) and what there was before the first day (units,)."""
    points = recipe.points(measure.id)
    if definition.root not in points:
        raise recipe.fail(f"no [[paths]] has measure {measure.id} and unit_code {definition.root}", "add one")
    nearest = [next(code for code in _line(definition, unit) if code in points) for unit in units]
    paths = sorted(points)
    group = np.array([paths.index(code) for code in nearest])
    begin = measure.baseline * weight / weight.sum()
    inside = {code: [code in _line(definition, unit) for unit in units] for code in paths}
    whole = {code: daily(points[code], definition.start, begin[inside[code]].sum(), calendar(definition, recipe, days))
             for code in paths}
    sums = np.column_stack([_left(definition, recipe, code, whole) for code in paths])
    if upstream is None:
        size = weight * np.exp(random.normal(0, recipe.spread["size"], len(units)))
        size = size * np.array([factor_of(definition, recipe.reach, unit) for unit in units])
        final = sums.sum(axis=0) + np.bincount(group, begin, minlength=len(paths))
        reach = size / np.bincount(group, size, minlength=len(paths))[group] * final[group] * recipe.spread["slack"]
        upstream = np.broadcast_to(np.maximum(reach, begin), pace.shape)
    return share_out(sums, group, pace, upstream, begin), begin


def _left(definition: Definition, recipe: Recipe, code: str, whole: dict[str, np.ndarray]) -> np.ndarray:
    """What a path leaves for the units below it that have no path of their own."""
    below = [other for other in whole if other != code
             and next((above for above in _line(definition, other)[1:] if above in whole), None) == code]
    left = whole[code] - sum((whole[other] for other in below), np.zeros_like(whole[code]))
    if left.min() < -0.5:
        raise recipe.fail(f"the [[paths]] below {code} together exceed its own on some day", "lower them")
    return np.maximum(left, 0)


def _line(definition: Definition, code: str) -> list[str]:
    """A unit and all above it, the root last."""
    line = [code]
    while (above := definition.unit[line[-1]].parent_code) is not None:
        line.append(above)
    return line


def _quotas(definition: Definition) -> dict[str, dict[str, int]]:
    """The quota in force at the end, by measure and unit."""
    quotas: dict[str, dict[str, int]] = {measure.id: {} for measure in definition.measures}
    for target in sorted(definition.targets, key=lambda target: target.issued_on):
        if target.target:
            quotas[target.measure][target.unit_code] = target.target
    return quotas
