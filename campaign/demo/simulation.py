"""Simulates every measure of every reporting unit and day, through the totals that demo.toml names."""

from dataclasses import dataclass

import numpy as np

from campaign.definition import Definition, Measure
from campaign.demo.curves import daily
from campaign.demo.flow import share_out
from campaign.demo.ground import Ground
from campaign.demo.pace import calendar, paces
from campaign.demo.recipe import Recipe


@dataclass(frozen=True)
class Simulation:
    """What happened: totals at the end of each day, integers (days, units), and before the first day (units,)."""

    days: np.ndarray
    units: tuple[str, ...]
    totals: dict[str, np.ndarray]
    before: dict[str, np.ndarray]

    def counts(self, measure: str) -> np.ndarray:
        """Items of each day, shape (days, units); the first day without what was there before the start."""
        return np.diff(self.totals[measure], axis=0, prepend=self.before[measure][None, :])


def simulate(definition: Definition, recipe: Recipe, seed: int | None = None) -> Simulation:
    """The whole campaign, from its start to `recipe.last_on`; the same for the same seed."""
    ground = Ground(definition, recipe)
    random = np.random.default_rng(recipe.seed if seed is None else seed)
    totals, before = {}, {}
    for project in definition.projects:
        earlier = None
        for measure in definition.chain(project.id):
            earlier, begin = _measure(ground, measure, earlier, random)
            # Rounding is monotone: what was no more than the stage before stays so.
            totals[measure.id], before[measure.id] = np.rint(earlier).astype(int), np.rint(begin).astype(int)
    return Simulation(ground.days, ground.units, totals, before)


def _measure(
    ground: Ground, measure: Measure, earlier: np.ndarray | None, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Exact totals (days, units), none above `earlier`, the stage before; and what there was before the first day.

    Each path is a group: the units below it that have no path of their own nearer to them.
    """
    points, root = ground.recipe.points(measure.id), ground.definition.root
    if root not in points:
        raise ground.recipe.fail("no_path", measure=measure.id, unit=root)
    codes = list(points)
    group = np.array([codes.index(next(code for code in ground.line(unit) if code in points)) for unit in ground.units])
    quota = np.array([ground.quotas[measure.id].get(unit, 0) for unit in ground.units], dtype=float)
    begin = measure.baseline * quota / quota.sum()
    profile = calendar(ground)
    whole = {
        code: daily(points[code], ground.definition.start, begin[ground.below(code)].sum(), profile) for code in codes
    }
    sums = np.column_stack([_left(ground, code, whole) for code in codes])
    pace = paces(ground, measure, random)
    if earlier is None:
        size = quota * ground.factors(ground.recipe.reach)
        size *= np.exp(random.normal(0, ground.recipe.spread["size"], len(size)))
        final = sums.sum(axis=0) + np.bincount(group, begin, minlength=len(codes))
        reach = (final / np.bincount(group, size, minlength=len(codes)))[group] * size
        earlier = np.broadcast_to(np.maximum(reach * ground.recipe.spread["slack"], begin), pace.shape)
    return share_out(sums, group, pace, earlier, begin), begin


def _left(ground: Ground, code: str, whole: dict[str, np.ndarray]) -> np.ndarray:
    """What a path leaves, day by day, for the units below it that have no path of their own."""
    left = whole[code].copy()
    for other, path in whole.items():
        if code in (above := [one for one in ground.line(other)[1:] if one in whole]) and above[0] == code:
            left -= path
    if left.min() < -0.5:
        raise ground.recipe.fail("paths_exceed", unit=code)
    return np.maximum(left, 0)
