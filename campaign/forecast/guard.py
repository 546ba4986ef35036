"""When a date would pretend to know more than can be known: show the range, not the date."""

import numpy as np
import numpy.typing as npt

from campaign.forecast.fit import Fit
from campaign.forecast.panel import Panel

SHORT_HISTORY = "short_history"
LEVEL_SHIFT = "level_shift"

FULL_DAYS = 14  # complete days since the first count
SHIFT = 3  # typical surprises: one week this far from expectation is a new level, not an ordinary week
SMALLEST_SHIFT = 0.35  # log: a week 30 % below or 42 % above expectation may stand, however calm the past was
LARGE_PART = 0.25  # of the work: units under guard that do so much put their sum under guard


def guards(panel: Panel, measure: int, ready: Fit) -> list[str | None]:
    """(U + 1) reasons why no date is shown, or None; the root last."""
    complete = np.where(panel.provisional, 0, panel.counts[:, measure])
    days = np.append(
        _active_days(complete, panel.provisional),
        _active_days(complete.sum(axis=0, keepdims=True), np.asarray(panel.provisional.all(axis=0, keepdims=True))),
    )
    nation = ready.surprises.nation
    shifted = _shifted(np.vstack([nation + ready.surprises.beyond, nation]))
    # A sum is no surer than what most of it is made of.
    level = ready.now.level
    shifted[-1] |= level[shifted[:-1]].sum() > LARGE_PART * level.sum()
    return [
        SHORT_HISTORY if short else LEVEL_SHIFT if moved else None
        for short, moved in zip(days < FULL_DAYS, shifted, strict=True)
    ]


def _active_days(counts: npt.NDArray[np.float64], provisional: npt.NDArray[np.bool_]) -> npt.NDArray[np.int_]:
    started = np.cumsum(counts, axis=1) > 0
    return (started & ~provisional).sum(axis=1)


def _shifted(surprises: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """(R,) whether the last of the surprises (R, K) stands out from those before it."""
    if surprises.shape[1] < 2:
        return np.zeros(len(surprises), dtype=bool)
    typical = 1.48 * np.median(np.abs(surprises[:, :-1]), axis=1)  # of a normal law, its standard deviation
    return np.abs(surprises[:, -1]) > np.maximum(SHIFT * typical, SMALLEST_SHIFT)
