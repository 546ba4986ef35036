"""Units one level further down: forecast on their own, then scaled so that they add up to their parent."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from campaign.forecast.engine import Courses, Engine, couple, tabulate
from campaign.forecast.fit import Fit
from campaign.forecast.panel import Panel
from campaign.forecast.paths import Change, Paths
from campaign.forecast.scenario import narrow


def rake(
    above: Panel,
    fits: tuple[Fit, ...],
    parent: str,
    children: Panel,
    engine: Engine,
    fans: Sequence[str] | None = None,
    courses: Courses | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables of the children of `parent`, a unit of `above` with its `fits`; children.root is `parent`.

    Quantiles are those of the children `fans`, or of all. `courses` are those of all of `above`, where they are there.

    The same draws are used, and in every path each week's gain of the children is scaled to the parent's, so
    that they add up to it; where that would lift a stage above the one before it, the stage is held back.
    A parent without a working child shares its gain evenly. The parent's own row is that of `above`.
    """
    engine = replace(engine, weeks=engine.horizon(above))
    own = engine.fit(children)
    made = courses or engine.courses(*narrow(above, fits, parent))
    paths = scaled(children, own, engine, gained(made, parent))
    asked = children.units if fans is None else fans
    forecast, quantiles = tabulate(children, own, paths, asked)
    return forecast[forecast["unit_code"] != parent].reset_index(drop=True), quantiles


def gained(made: Courses, unit: str) -> list[Paths]:
    """What one unit of the panel of some courses gains in each week on each of them, (W, P) of each measure."""
    row = made.panel.units.index(unit)
    return [np.diff(total[:, row], axis=0) for total in made.totals]


def scaled(
    children: Panel,
    own: tuple[Fit, ...],
    engine: Engine,
    wanted: Sequence[Paths],
    changed: Mapping[int, Change] | None = None,
) -> list[Paths]:
    """Totals of the children, (W + 1, U, P) of each measure, whose weekly gains add up to `wanted`.

    What is `changed` among them adds to that or takes from it: then they are scaled as they would be without it.
    """
    paths = engine.totals(children, own)
    if changed:
        usual, paths = paths, engine.totals(children, own, changed)
        for total, one, as_is in zip(paths, wanted, usual, strict=True):
            _scale(total, one, as_is)
    else:
        for total, one in zip(paths, wanted, strict=True):
            _scale(total, one, total.copy())
    if engine.coupled:
        couple(children, own, paths)
    return paths


def _scale(total: Paths, wanted: Paths, usual: Paths) -> None:
    """Scale what the totals (W + 1, U, P) gain in each week as the `usual` ones are, so that those add up to `wanted`
    (W, P), in place."""
    before, so_far = total[0], np.zeros_like(total[0])
    for now, gain, first, last in zip(total[1:], wanted, usual[:-1], usual[1:], strict=True):
        gained = now - before
        before = now.copy()
        summed = (last - first).sum(axis=0)
        share = np.full_like(gained, 1 / len(gained))
        np.divide(gained, summed, out=share, where=summed > 0)
        so_far += share * gain
        np.add(total[0], so_far, out=now)
