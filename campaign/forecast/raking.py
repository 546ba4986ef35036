"""Units one level further down: forecast on their own, then scaled so that they add up to their parent."""

import numpy as np
import pandas as pd

from campaign.forecast.engine import Engine, couple, tabulate
from campaign.forecast.panel import Panel


def rake(above: Panel, parent: str, children: Panel, engine: Engine) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables of the children of `parent`, one of the units of `above`; children.root is `parent`.

    The same draws are used, and in every path each week's gain of the children is scaled to the parent's, so
    that they add up to it; where that would lift a stage above the one before it, the stage is held back.
    A parent without a working child shares its gain evenly. The parent's own row is that of `above`.
    """
    at = above.units.index(parent)
    fits = engine.fit(above)
    totals = engine.totals(above, fits)
    horizon = Engine(**{**vars(engine), "weeks": engine.horizon(above)})
    own = horizon.fit(children)
    paths = horizon.totals(children, own)
    for measure, total in enumerate(paths):
        gain, wanted = np.diff(total, axis=0), np.diff(totals[measure][:, at], axis=0)
        summed = gain.sum(axis=1)
        even = np.full_like(gain, 1 / len(children.units))
        share = np.divide(gain, summed[:, None], out=even, where=summed[:, None] > 0)
        total[1:] = total[0] + np.cumsum(share * wanted[:, None], axis=0)
    if engine.coupled:
        couple(children, own, paths)
    forecast, quantiles = (
        table[table["unit_code"] != parent].reset_index(drop=True) for table in tabulate(children, own, paths)
    )
    return forecast, quantiles
