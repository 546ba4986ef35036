"""Units one level further down: forecast on their own, then scaled so that they add up to their parent."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from campaign.forecast.engine import Courses, Engine, couple, tabulate
from campaign.forecast.fit import Fit
from campaign.forecast.panel import Panel
from campaign.forecast.paths import Paths
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
    made = courses or engine.courses(*narrow(above, fits, parent))
    row = made.panel.units.index(parent)
    own = engine.fit(children)
    paths = engine.totals(children, own)
    for total, wanted in zip(paths, made.totals, strict=True):
        _scale(total, np.diff(wanted[:, row], axis=0))
    if engine.coupled:
        couple(children, own, paths)
    asked = children.units if fans is None else fans
    forecast, quantiles = tabulate(children, own, paths, asked)
    return forecast[forecast["unit_code"] != parent].reset_index(drop=True), quantiles


def _scale(total: Paths, wanted: Paths) -> None:
    """Scale what the totals (W + 1, U, P) gain in each week, so that it adds up to `wanted` (W, P), in place."""
    before, so_far = total[0], np.zeros_like(total[0])
    for now, gain in zip(total[1:], wanted, strict=True):
        gained = now - before
        before = now.copy()
        summed = gained.sum(axis=0)
        share = np.full_like(gained, 1 / len(gained))
        np.divide(gained, summed, out=share, where=summed > 0)
        so_far += share * gain
        np.add(total[0], so_far, out=now)
